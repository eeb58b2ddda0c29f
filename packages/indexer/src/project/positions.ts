import { worthAt } from "@gpu-yield-vaults/sdk/model";
import { epoch, position, positionEntry, request, vault } from "ponder:schema";
import { zeroAddress, type Address } from "viem";
import { vaultOf, type Happened, type Projections, type Store } from "../happened.ts";
import { pointOf } from "../line.ts";
import { lineAt, shareDecimalsOf } from "./vaultLine.ts";

type Position = typeof position.$inferSelect;
type Changes = Partial<Omit<Position, "vault" | "account">>;
type VaultHappened<Name extends keyof NonNullable<Projections["vault"]>> = Parameters<
  NonNullable<NonNullable<Projections["vault"]>[Name]>
>[0];

const NOTHING = {
  shares: 0n,
  queued: 0n,
  cost: 0n,
  deposited: 0n,
  withdrawn: 0n,
  receivedWorth: 0n,
  sentWorth: 0n,
  realised: 0n,
  feeShares: 0n,
};

/** Shares change hands; what they cost is told by the events that go with it. */
export async function transferred(happened: VaultHappened<"Transfer">, store: Store): Promise<void> {
  const { from, to, value } = happened.args;
  const own = await store.find(vault, { address: happened.contract });
  const isPassedOn = from !== to && [from, to].every((end) => end !== zeroAddress && end !== own?.queue);
  if (isPassedOn) await passOn(happened, store, happened.contract, from, to, value);
  const move = (account: Address, shares: bigint) =>
    account === zeroAddress || account === own?.queue
      ? undefined
      : alter(store, happened.contract, account, (row) => ({ shares: row.shares + shares }));
  await move(from, -value);
  await move(to, value);
}

export async function deposited(happened: VaultHappened<"Deposit">, store: Store): Promise<void> {
  const { owner, assets, shares } = happened.args;
  await alter(store, happened.contract, owner, (row) => ({
    cost: row.cost + assets,
    deposited: row.deposited + assets,
  }));
  await enter(happened, store, happened.contract, owner, "deposit", shares, assets);
}

/** Shares were burned for cash at once. Those of the queue are its requests', and told of by it. */
export async function withdrawn(happened: VaultHappened<"Withdraw">, store: Store): Promise<void> {
  const { owner, assets, shares } = happened.args;
  const own = await store.find(vault, { address: happened.contract });
  if (owner !== own?.queue)
    await takeOut(happened, store, happened.contract, owner, "withdrawal", shares, assets, shares);
}

export async function creditFee(happened: VaultHappened<"RemainderCredited">, store: Store): Promise<void> {
  const { recipient, shares } = happened.args;
  await alter(store, happened.contract, recipient, (row) => ({ feeShares: row.feeShares + shares }));
  await enter(happened, store, happened.contract, recipient, "credited", shares, happened.args.assets);
}

/** The way out through the queue. */
export const queue: Projections["queue"] = {
  EpochOpened: ({ args, ...at }, store) =>
    store
      .insert(epoch)
      .values({
        vault: vaultOf({ args, ...at }),
        requestId: args.requestId,
        end: BigInt(args.end),
        requested: 0n,
        cancelled: 0n,
        settled: 0n,
        assets: 0n,
      })
      .onConflictDoNothing(),
  RedeemRequest: async (happened, store) => {
    const { controller, owner, requestId, shares } = happened.args;
    const own = vaultOf(happened);
    if (owner !== controller) await passOn(happened, store, own, owner, controller, shares, shares);
    await alter(store, own, controller, (row) => ({ queued: row.queued + shares }));
    await enter(happened, store, own, controller, "requested", shares, 0n);
    await store.update(epoch, { vault: own, requestId }).set((row) => ({ requested: row.requested + shares }));
    await store
      .insert(request)
      .values({ vault: own, requestId, controller, requested: shares, cancelled: 0n, firstAt: happened.time })
      .onConflictDoUpdate((row) => ({ requested: row.requested + shares }));
  },
  EpochSettled: (happened, store) => {
    const { requestId, shares, assets } = happened.args;
    return store
      .update(epoch, { vault: vaultOf(happened), requestId })
      .set((row) => ({ settled: row.settled + shares, assets: row.assets + assets }));
  },
  SharesCancelled: async (happened, store) => {
    const { requestId, controller, shares } = happened.args;
    const own = vaultOf(happened);
    await store.update(epoch, { vault: own, requestId }).set((row) => ({ cancelled: row.cancelled + shares }));
    await store
      .update(request, { vault: own, requestId, controller })
      .set((row) => ({ cancelled: row.cancelled + shares }));
  },
  CancelRedeemClaim: async (happened, store) => {
    const { controller, receiver, shares } = happened.args;
    const own = vaultOf(happened);
    // They may be in the receiver's wallet already.
    if (receiver !== controller) await passOn(happened, store, own, controller, receiver, shares);
    await alter(store, own, controller, (row) => ({ queued: row.queued - shares }));
    await enter(happened, store, own, controller, "takenBack", shares, 0n);
  },
  Withdraw: async (happened, store) => {
    const { owner, assets, shares } = happened.args;
    const own = vaultOf(happened);
    await takeOut(happened, store, own, owner, "claimed", shares, assets);
    await alter(store, own, owner, (row) => ({ queued: row.queued - shares }));
  },
};

/** @param missing Of the position's shares, those that are counted nowhere in this moment. */
async function takeOut(
  happened: Happened,
  store: Store,
  own: Address,
  account: Address,
  kind: string,
  shares: bigint,
  assets: bigint,
  missing = 0n,
): Promise<void> {
  await alter(store, own, account, (row) => {
    const cost = partOf(row, shares, missing);
    return {
      cost: row.cost - cost,
      withdrawn: row.withdrawn + assets,
      realised: row.realised + assets - cost,
    };
  });
  await enter(happened, store, own, account, kind, shares, assets);
}

/** Shares that are passed on are worth the entry price of their second: to whom they go, that is what they cost. */
async function passOn(
  happened: Happened,
  store: Store,
  own: Address,
  from: Address,
  to: Address,
  shares: bigint,
  missing = 0n,
): Promise<void> {
  const decimals = shareDecimalsOf(own);
  const { entryPrice } = pointOf(await lineAt(own, happened.time, store), decimals);
  const worth = worthAt(shares, entryPrice, decimals);
  await alter(store, own, from, (row) => {
    const cost = partOf(row, shares, missing);
    return { cost: row.cost - cost, sentWorth: row.sentWorth + worth, realised: row.realised + worth - cost };
  });
  await alter(store, own, to, (row) => ({ cost: row.cost + worth, receivedWorth: row.receivedWorth + worth }));
  await enter(happened, store, own, from, "sent", shares, worth);
  await enter(happened, store, own, to, "received", shares, worth);
}

/** What a part of the shares cost, rounded down. */
function partOf({ shares, queued, cost }: Position, part: bigint, missing: bigint): bigint {
  const all = shares + queued + missing;
  return all === 0n ? 0n : (cost * part) / all;
}

async function alter(store: Store, own: Address, account: Address, by: (row: Position) => Changes): Promise<void> {
  const begun = { vault: own, account, ...NOTHING };
  await store
    .insert(position)
    .values({ ...begun, ...by(begun) })
    .onConflictDoUpdate(by);
}

async function enter(
  { id, block, time, transaction }: Happened,
  store: Store,
  own: Address,
  account: Address,
  kind: string,
  shares: bigint,
  assets: bigint,
): Promise<void> {
  await store
    .insert(positionEntry)
    .values({ id: `${id}-${kind}`, vault: own, account, kind, shares, assets, block, time, transaction });
}
