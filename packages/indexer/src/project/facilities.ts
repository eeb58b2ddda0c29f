import { facility, markdown, settlement } from "ponder:schema";
import { vaultOf, type Happened, type Projections, type Store } from "../happened.ts";
import { plain } from "../plain.ts";
import { taken } from "./reports.ts";

type Facility = typeof facility.$inferSelect;
type Changes = Partial<Omit<Facility, "cluster">>;

/** What was approved, drawn and put in service. */
export const origination: Projections["origination"] = {
  FacilityApproved: (happened, store) => {
    const { cluster, operator, manager, terms, salvage } = happened.args;
    return store.insert(facility).values({
      cluster,
      vault: vaultOf(happened),
      manager,
      operator,
      form: terms.form,
      status: "approved",
      approved: terms.amount,
      inServiceBy: BigInt(terms.inServiceBy),
      paymentGrace: BigInt(terms.paymentGrace),
      terms: plain(terms),
      approvedAt: happened.time,
      salvage,
      settledPeriods: 0,
      covenantTier: 0,
      ...NOTHING,
    });
  },
  ApprovalLowered: ({ args }, store) => alter(store, args.cluster, { approved: args.newAmount }),
  Drawn: ({ args }, store) => alter(store, args.cluster, { status: "drawn", drawn: args.cost }),
  DrawReturned: ({ args }, store) => alter(store, args.cluster, { drawn: args.cost }),
  Commissioned: ({ args }, store) =>
    alter(store, args.cluster, { status: "inService", inServiceAt: BigInt(args.inServiceAt) }),
};

const NOTHING = {
  drawn: 0n,
  deadline: 0n,
  depreciation: 0n,
  paidIn: 0n,
  lockbox: 0n,
  distributed: 0n,
  energy: 0n,
  other: 0n,
  interest: 0n,
  principal: 0n,
  reserve: 0n,
  toVault: 0n,
  toOperator: 0n,
  preferred: 0n,
  trapped: 0n,
  fromReserve: 0n,
  claimed: 0n,
  writtenDown: 0n,
  lossClaimed: 0n,
};

/** Money in and out of a facility, and its deadlines. Both managers say the same. */
export const shares: Projections["shares"] = {
  PaidIn: ({ args }, store) =>
    change(store, args.cluster, (row) => ({ paidIn: row.paidIn + args.amount, lockbox: args.lockbox })),
  ExcessReturned: ({ args }, store) =>
    change(store, args.cluster, (row) => ({ lockbox: row.lockbox - args.amount - args.toClaim })),
  EarningsClaimed: ({ args }, store) => change(store, args.cluster, (row) => ({ claimed: row.claimed + args.amount })),
  Settled: settle,
  DeadlineSet: ({ args }, store) => alter(store, args.cluster, { deadline: BigInt(args.deadline) }),
  Cured: (happened, store) => mark(happened, store, "cured", 0n),
  DepreciationStarted: ({ args }, store) =>
    alter(store, args.cluster, {
      depreciatesFrom: BigInt(args.from),
      depreciatesUntil: BigInt(args.until),
      depreciation: args.slope,
      salvage: args.salvage,
    }),
  WrittenDown: async (happened, store) => {
    const { cluster, loss, salvage, slope } = happened.args;
    await change(store, cluster, (row) => ({
      writtenDown: row.writtenDown + loss,
      salvage,
      depreciation: slope,
    }));
    await mark(happened, store, "writtenDown", loss);
  },
  ValueLeft: (happened, store) => mark(happened, store, "valueLeft", happened.args.valueOut),
  ResolutionBegun: async (happened, store) => {
    await alter(store, happened.args.cluster, { status: "resolving", resolutionSince: happened.time });
    await mark(happened, store, "resolutionBegun", happened.args.value);
  },
  // Its covenants end with it.
  FacilityEnded: ({ args, time }, store) =>
    alter(store, args.cluster, { status: "retired", endedAt: time, covenantTier: 0 }),
};

export const loans: Projections["loans"] = {
  ...shares,
  Repaid: ({ args }, store) =>
    change(store, args.cluster, (row) => ({
      interest: row.interest + args.interest,
      principal: row.principal + args.principal,
    })),
};

export const ledger: Projections["ledger"] = {
  DebtBegun: ({ args }, store) =>
    alter(store, args.cluster, { outstanding: args.debt.principal - args.debt.principalPaid }),
  DebtPaid: ({ args }, store) => alter(store, args.cluster, { outstanding: args.outstanding }),
  DebtPrepaid: ({ args }, store) =>
    alter(store, args.cluster, { outstanding: args.debt.principal - args.debt.principalPaid }),
};

export const covenants: Projections["covenants"] = {
  CovenantTierChanged: ({ args }, store) => alter(store, args.cluster, { covenantTier: args.newTier }),
};

type Settled = Parameters<NonNullable<NonNullable<Projections["shares"]>["Settled"]>>[0];

async function settle(happened: Settled, store: Store): Promise<void> {
  const { args, id, block, time, transaction } = happened;
  const { cluster, period, lines, vestFrom, carriedEnergy, carriedOther } = args;
  const place = { id, cluster, vault: vaultOf(happened), period, block, time, transaction };
  const carried = { vestFrom: BigInt(vestFrom), carriedEnergy, carriedOther };
  await store.insert(settlement).values({ ...place, ...lines, ...carried });
  await taken(happened, store);
  await change(store, cluster, (row) => ({
    settledPeriods: Math.max(row.settledPeriods, period),
    lockbox: row.lockbox - lines.cash,
    distributed: row.distributed + lines.cash,
    energy: row.energy + lines.energyCarried + lines.energy,
    other: row.other + lines.otherCarried + lines.other,
    interest: row.interest + lines.interest,
    principal: row.principal + lines.principal,
    reserve: row.reserve + lines.reserve,
    toVault: row.toVault + lines.toVault,
    toOperator: row.toOperator + lines.toOperator,
    preferred: row.preferred + lines.preferred,
    trapped: row.trapped + lines.trapped,
    fromReserve: row.fromReserve + lines.fromReserve,
  }));
}

type OfCluster = Happened<{ readonly cluster: bigint }>;

async function mark(happened: OfCluster, store: Store, kind: string, amount: bigint): Promise<void> {
  const { id, time, transaction } = happened;
  const { cluster } = happened.args;
  await store.insert(markdown).values({ id, cluster, vault: vaultOf(happened), kind, amount, time, transaction });
}

export const alter = (store: Store, cluster: bigint, changes: Changes): Promise<unknown> =>
  change(store, cluster, () => changes);

/** What a contract says of a cluster that no facility was approved for is in the ledger only. */
export async function change(store: Store, cluster: bigint, by: (row: Facility) => Changes): Promise<void> {
  if (await store.find(facility, { cluster })) await store.update(facility, { cluster }).set(by);
}
