import { period, quorum, report, reporterSet, stake } from "ponder:schema";
import type { Address } from "viem";
import { quorumOf } from "../followed.ts";
import type { Happened, Projections, Store } from "../happened.ts";

type Period = typeof period.$inferSelect;

/** What was reported, and whether it stands. */
export const oracle: Projections["oracle"] = {
  ReportSubmitted: async (happened, store) => {
    const { cluster, period: number, report: said, signers, finalAt, longWindow } = happened.args;
    const { start, end, gross, energyCost, otherOpex, revision, reporterSet: set } = said;
    const row = {
      status: "pending",
      revision,
      start: BigInt(start),
      end: BigInt(end),
      finalAt: BigInt(finalAt),
      gross,
      energyCost,
      otherOpex,
    };
    await store
      .insert(period)
      .values({ cluster, period: number, ...row })
      .onConflictDoUpdate(row);
    await store.insert(report).values({
      oracle: happened.contract,
      cluster,
      period: number,
      revision,
      reporterSet: set,
      signers: await signersOf(happened, store, set, signers),
      start: BigInt(start),
      end: BigInt(end),
      gpuSecondsAvailable: said.gpuSecondsAvailable,
      gpuSecondsSold: said.gpuSecondsSold,
      gross,
      energyWh: said.energyWh,
      energyCost,
      otherOpex,
      evidenceRoot: said.evidenceRoot,
      longWindow,
      submittedAt: happened.time,
      submitter: happened.sender,
      transaction: happened.transaction,
    });
  },
  ReportChallenged: ({ args }, store) => alter(store, args, { status: "challenged" }),
  ReportDisputed: ({ args }, store) => alter(store, args, { status: "disputed" }),
  ReportVetoed: ({ args }, store) => alter(store, args, { status: "vetoed" }),
  ReportUpheld: ({ args }, store) => alter(store, args, { status: "pending", finalAt: BigInt(args.finalAt) }),
  DisputeSettled: ({ args }, store) =>
    alter(store, args, { status: args.stands ? "pending" : "vetoed", finalAt: BigInt(args.finalAt) }),
  FinalityMoved: ({ args }, store) => alter(store, args, { finalAt: BigInt(args.finalAt) }),
  PeriodMissed: ({ args }, store) => {
    const row = { status: "missed", end: BigInt(args.deadline) };
    return store
      .insert(period)
      .values({ ...placeOf(args), ...row, ...NO_REPORT })
      .onConflictDoUpdate({ status: "missed" });
  },
};

const NO_REPORT = { revision: 0, start: 0n, finalAt: 0n, gross: 0n, energyCost: 0n, otherOpex: 0n };

type Place = { readonly cluster: bigint; readonly period: number };

const placeOf = ({ cluster, period: number }: Place) => ({ cluster, period: number });

async function alter(store: Store, place: Place, changes: Partial<Period>): Promise<void> {
  const key = placeOf(place);
  if (await store.find(period, key)) await store.update(period, key).set(changes);
}

/** A settlement has taken the report in. */
export async function taken({ args, time }: Happened<Place>, store: Store): Promise<void> {
  if (args.period > 0) await alter(store, args, { status: "settled", settledAt: time });
}

async function signersOf({ contract }: Happened, store: Store, version: number, bits: bigint): Promise<Address[]> {
  const own = quorumOf(contract);
  const set = own && (await store.find(reporterSet, { quorum: own, version }));
  return (set?.reporters ?? []).filter((_, seat) => (bits >> BigInt(seat)) & 1n);
}

/** Who may sign. */
export const quorums: Projections["quorum"] = {
  ReportersChanged: ({ args, contract, time }, store) => {
    const { version, threshold } = args;
    const [reporters, standbys] = [[...args.reporters], [...args.standbys]];
    return write(store, contract, version, { reporters, standbys, threshold, since: time });
  },
  ReporterEjected: async ({ args, contract, time }, store) => {
    const { version, reporter, successor } = args;
    const newest = await store.find(quorum, { address: contract });
    const before = newest && (await store.find(reporterSet, { quorum: contract, version: newest.version }));
    if (!before) return;
    const seated = before.reporters.filter((one) => one !== reporter);
    const reporters = BigInt(successor) === 0n ? seated : [...seated, successor].sort();
    const standbys = before.standbys.filter((one) => one !== reporter && one !== successor);
    await write(store, contract, version, { reporters, standbys, threshold: before.threshold, since: time });
  },
};

type Set = Pick<typeof reporterSet.$inferSelect, "reporters" | "standbys" | "threshold" | "since">;

async function write(store: Store, own: Address, version: number, set: Set): Promise<void> {
  await store.insert(reporterSet).values({ quorum: own, version, ...set });
  await store.insert(quorum).values({ address: own, version }).onConflictDoUpdate({ version });
}

/** What reporters have put up. */
export const stakes: Projections["stakes"] = {
  StakePosted: ({ args, contract }, store) =>
    hold(store, contract, args.reporter, { amount: args.stake, freeAt: null }),
  StakeWithdrawn: ({ args, contract }, store) => hold(store, contract, args.reporter, { amount: args.stake }),
  StakeTaken: async ({ args, contract }, store) => {
    const before = await store.find(stake, { stakes: contract, reporter: args.reporter });
    await hold(store, contract, args.reporter, { amount: args.stake, taken: (before?.taken ?? 0n) + args.amount });
  },
  ReporterLeft: ({ args, contract }, store) => hold(store, contract, args.reporter, { freeAt: BigInt(args.freeAt) }),
};

type Stake = Partial<Pick<typeof stake.$inferSelect, "amount" | "taken" | "freeAt">>;

function hold(store: Store, own: Address, reporter: Address, changes: Stake): Promise<unknown> {
  return store
    .insert(stake)
    .values({ stakes: own, reporter, amount: 0n, taken: 0n, freeAt: null, ...changes })
    .onConflictDoUpdate(changes);
}
