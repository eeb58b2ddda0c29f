import { bond, loss, milestone, sale } from "ponder:schema";
import type { Address } from "viem";
import { readTarget } from "../../target.ts";
import { vaultOf, type Happened, type Projections, type Store } from "../happened.ts";
import { alter } from "./facilities.ts";

/** Losses that leavers forgo before they are booked. */
export const losses: Projections["losses"] = {
  LossAnnounced: (happened, store) => {
    const { cluster, kind, fraction, gpus, bookableFrom } = happened.args;
    const row = {
      vault: vaultOf(happened),
      kind,
      fraction,
      gpus,
      announcedAt: happened.time,
      bookableFrom: BigInt(bookableFrom),
      endedAt: null,
      waitsUntil: 0n,
    };
    return store
      .insert(loss)
      .values({ cluster, ...row, marked: 0n })
      .onConflictDoUpdate(row);
  },
  AnnouncementEnded: ({ args, time }, store) =>
    store.update(loss, { cluster: args.cluster }).set({ endedAt: time, waitsUntil: BigInt(args.waitsUntil) }),
  LossMarked: async ({ args }, store) => {
    if (await store.find(loss, { cluster: args.cluster }))
      await store.update(loss, { cluster: args.cluster }).set({ marked: args.fraction });
  },
};

/** Hardware for sale, and what of a booked loss is claimed. */
export const workouts: Projections["workouts"] = {
  SaleOffered: (happened, store) => {
    const { cluster, buyer, price, from, until } = happened.args;
    const anyone = BigInt(buyer) === 0n;
    return offer(happened, store, cluster, {
      kind: "offer",
      buyer: anyone ? null : buyer,
      price,
      from: BigInt(from),
      until: BigInt(until),
    });
  },
  DutchAuctionStarted: (happened, store) => {
    const { cluster, top, endsAt } = happened.args;
    const [from, until] = [happened.time, BigInt(endsAt)];
    return offer(happened, store, cluster, { kind: "auction", buyer: null, price: top, from, until });
  },
  OfferWithdrawn: ({ args }, store) => endSale(store, args.cluster, "withdrawn"),
  FacilitySold: ({ args }, store) => endSale(store, args.cluster, "sold"),
  TitleBurnt: ({ args }, store) => endSale(store, args.cluster, "burnt"),
  ClaimChanged: ({ args }, store) => alter(store, args.cluster, { lossClaimed: args.left }),
};

type Terms = Pick<typeof sale.$inferSelect, "kind" | "buyer" | "price" | "from" | "until">;

function offer(happened: Happened, store: Store, cluster: bigint, terms: Terms): Promise<unknown> {
  const row = { vault: vaultOf(happened), ...terms, status: "open" };
  return store
    .insert(sale)
    .values({ cluster, ...row })
    .onConflictDoUpdate(row);
}

async function endSale(store: Store, cluster: bigint, status: string): Promise<void> {
  if (await store.find(sale, { cluster })) await store.update(sale, { cluster }).set({ status });
}

/** What operators have put up for clusters. */
export const bonds: Projections["bond"] = {
  BondPosted: (happened, store) => {
    const { cluster, poster, bond: amount } = happened.args;
    return hold(happened, store, cluster, poster, { amount });
  },
  BondReleased: (happened, store) => {
    const { cluster, poster, bond: amount } = happened.args;
    return hold(happened, store, cluster, poster, { amount });
  },
  BondSeized: async (happened, store) => {
    const { cluster, operator, taken, bond: amount } = happened.args;
    const key = { vault: vaultOf(happened), cluster, poster: operator };
    const before = await store.find(bond, key);
    await hold(happened, store, cluster, operator, { amount, seized: (before?.seized ?? 0n) + taken });
  },
  BondHeld: (happened, store) => {
    const { cluster, operator, holds } = happened.args;
    return hold(happened, store, cluster, operator, { holds });
  },
};

const BONDS = new Set(readTarget().contracts.flatMap(({ key, address }) => (key === "bond" ? [address] : [])));

/** What a bid's winner brings comes out of the auction's account, inside the escrow. */
export const escrow: Projections["escrow"] = {
  Transferred: async (happened, store) => {
    const { to, custodian, idTo, balanceTo } = happened.args;
    if (!BONDS.has(to) || custodian === to) return;
    const account = BigInt(idTo);
    const poster = `0x${BigInt.asUintN(160, account).toString(16).padStart(40, "0")}` as const;
    await hold(happened, store, account >> 160n, poster, { amount: balanceTo });
  },
};

type Held = Partial<Pick<typeof bond.$inferSelect, "amount" | "seized" | "holds">>;

function hold(happened: Happened, store: Store, cluster: bigint, poster: Address, changes: Held): Promise<unknown> {
  return store
    .insert(bond)
    .values({ vault: vaultOf(happened), cluster, poster, amount: 0n, seized: 0n, holds: 0n, ...changes })
    .onConflictDoUpdate(changes);
}

/** Drawn money that waits for milestones. */
export const drawEscrow: Projections["drawEscrow"] = {
  MoneyArrived: (happened, store) => {
    const { cluster, amount, clearsAt } = happened.args;
    return store
      .insert(milestone)
      .values({
        cluster,
        vault: vaultOf(happened),
        arrived: amount,
        reached: 0,
        earned: 0n,
        clearsAt: BigInt(clearsAt),
        paid: 0n,
        returned: 0n,
      })
      .onConflictDoUpdate((row) => ({ arrived: row.arrived + amount, clearsAt: BigInt(clearsAt) }));
  },
  MilestoneReached: ({ args }, store) =>
    store
      .update(milestone, { cluster: args.cluster })
      .set({ reached: args.milestone, earned: args.earned, clearsAt: BigInt(args.clearsAt) }),
  MilestonesVetoed: ({ args }, store) =>
    store.update(milestone, { cluster: args.cluster }).set({ reached: args.standing }),
  MilestonePaid: ({ args }, store) =>
    store.update(milestone, { cluster: args.cluster }).set((row) => ({ paid: row.paid + args.amount })),
  MoneyReturned: ({ args }, store) =>
    store.update(milestone, { cluster: args.cluster }).set((row) => ({ returned: row.returned + args.amount })),
};
