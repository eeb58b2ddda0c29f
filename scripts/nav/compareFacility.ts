import {
  begunBy,
  claimsOf,
  debtDeadline,
  floor,
  isDelinquentAt,
  lateInterestAt,
  lossAt,
  max,
  oldestUnpaidStart,
  outstandingOf,
  STATUS,
  tickUp,
  toX32,
  valueAt,
  type Curve,
  type Facility,
} from "@gpu-yield-vaults/sdk/model";
import { readFacilityWords, type FacilityWords } from "../lib/facilityWords.ts";
import { stakeOf, type Books } from "./books.ts";
import { compare, type At, type Comparison } from "./comparison.ts";
import type { NavSources } from "./sources.ts";

/**
 * Everything that is kept of one facility: its words, value and exit value, bond, covenants and debt. Only what is
 * there.
 */
export async function compareFacility(
  { managers, ledgers, origination, bond, covenants }: NavSources,
  books: Books,
  facility: Facility,
  time: bigint,
  at: At,
): Promise<Comparison[]> {
  const { cluster, covenant, debt, curve } = facility;
  const manager = managers.find(({ target }) => target === facility.manager);
  if (!manager) throw new Error(`the manager of cluster ${cluster} was never bound to the vault`);
  const words = readFacilityWords(await manager.wordsOf(cluster, at));
  const comparisons: Comparison[] = [];
  const compareSome = (figure: string, contract: bigint, recomputed: bigint) => {
    if (contract !== 0n || recomputed !== 0n)
      comparisons.push(compare(`${figure} of cluster ${cluster}`, contract, recomputed));
  };

  const value = floor(await manager.valueX32(cluster, at));
  comparisons.push(compare(`value of cluster ${cluster}`, value, floor(valueAt(curve, time))));
  if (isDelinquentAt(curve, time)) {
    const exitOf = (of: Curve) => floor(max(valueAt(of, time) - lossAt(of, books.terms, time), 0n));
    compareSome("exit value", exitOf(curveOf(words, books.terms.tick)), exitOf(curve));
    const { delinquentSince } = await manager.statusOf(cluster, at);
    compareSome("start of the markdown", delinquentSince, curve.deadline);
  }
  const rebuilt = wordsOf(facility, books.terms.tick);
  for (const [what, word] of Object.entries<keyof typeof rebuilt>(WORDS)) {
    compareSome(what, words[word], rebuilt[word]);
  }
  compareSome("drawn", await origination.drawnOf(cluster, at), facility.drawn);
  const stake = books.bonds.get(stakeOf(cluster, facility.operator)) ?? 0n;
  compareSome("bond", await bond.bondOf(cluster, at), stake);
  compareSome("covenant tier", await covenants.tierOf(cluster, at), covenant.tier);
  const { good, income, service } = await covenants.covenantsOf(cluster, at);
  compareSome("good reports in a row", good, covenant.good);
  const sumOf = (of: "income" | "service") => covenant.trailing.reduce((sum, report) => sum + report[of], 0n);
  compareSome("income looked back over", income, sumOf("income"));
  compareSome("debt service looked back over", service, sumOf("service"));
  if (!debt || facility.inServiceAt === 0n) return comparisons;

  const address = await manager.ledger(at);
  const ledger = ledgers.find(({ target }) => target === address);
  if (!ledger) throw new Error(`the ledger of cluster ${cluster} was never named by a manager of the vault`);
  const owed = await ledger.owedOf(cluster, at);
  const claims = claimsOf(debt, begunBy(debt, time));
  comparisons.push(compare(`principal outstanding of cluster ${cluster}`, owed.outstanding, outstandingOf(debt)));
  compareSome("late interest claimed", owed.lateInterest, lateInterestAt(debt, time));
  compareSome("interest claimed", owed.interest, claims.interest);
  compareSome("principal claimed", owed.principal, claims.principal);
  const state = await ledger.debtOf(cluster, at);
  compareSome("principal of the schedule", state.principal, debt.schedule.principal);
  compareSome("level payment", state.payment, debt.schedule.payment);
  compareSome("final payment", state.finalPayment, debt.schedule.finalPayment);
  compareSome("rate of a period", state.growth, debt.schedule.growth);
  compareSome("payments to come", state.payments, BigInt(debt.schedule.payments));
  compareSome("interest paid", state.interestPaid, debt.interestPaid);
  compareSome("principal paid", state.principalPaid, debt.principalPaid);
  if (!isDelinquentAt(curve, time) && facility.status === STATUS.inService) {
    const { tick } = books.terms;
    const deadline = max(debtDeadline(debt), curve.deadline); // a doubt may have moved it
    compareSome("payment's deadline", words.deadline * tick, tickUp(books.terms, deadline));
  }
  return comparisons;
}

/** The curve that a manager's words come to. */
function curveOf({ salvage, slope, until, life, deadline }: FacilityWords, tick: bigint): Curve {
  return { salvage: toX32(salvage), slope, until, life, deadline: deadline * tick };
}

/** How people call what the words hold. */
const WORDS = {
  "vault's share": "vaultShareBps",
  status: "status",
  "periods settled": "settledPeriods",
  "oldest unpaid period": "oldestUnpaid",
  "its start": "oldestStart",
  "reported until": "reportedUntil",
  deadline: "deadline",
  "operator's earnings": "earned",
  lockbox: "lockbox",
  receivable: "receivable",
  received: "received",
  reported: "reported",
  salvage: "salvage",
  "depreciation per second": "slope",
  "end of depreciation": "until",
  "value that left": "valueLeft",
  "second of its end": "retiredAt",
  "second its resolution was opened": "workoutSince",
  "energy carried over": "carriedEnergy",
  "other cost carried over": "carriedOther",
  reserve: "reserve",
  "reserve's target": "reserveTarget",
  "held back": "trappedCash",
  "preferred part owed": "preferredOwed",
  "paid of the oldest unpaid period": "oldestPaid",
} as const satisfies Record<string, keyof FacilityWords>;

/** The words that a facility should have. */
function wordsOf(facility: Facility, tick: bigint): Record<(typeof WORDS)[keyof typeof WORDS], bigint> {
  const { curve, debt, reported, distributed } = facility;
  const receivable = reported - distributed;
  const isPaid = debt !== undefined || receivable === 0n;
  return {
    vaultShareBps: facility.vaultShareBps,
    status: facility.status,
    settledPeriods: facility.settled,
    oldestUnpaid: isPaid ? 0n : BigInt(facility.paidOff) + 1n,
    oldestStart: isPaid ? 0n : oldestUnpaidStart(facility),
    reportedUntil: facility.reportedUntil,
    deadline: curve.deadline / tick,
    earned: facility.earned,
    lockbox: facility.lockbox,
    receivable,
    received: facility.received,
    reported,
    salvage: floor(curve.salvage),
    slope: curve.slope,
    until: curve.until,
    valueLeft: facility.valueLeft,
    retiredAt: facility.retiredAt,
    workoutSince: facility.workoutSince,
    carriedEnergy: facility.carriedEnergy,
    carriedOther: facility.carriedOther,
    reserve: facility.reserve,
    reserveTarget: facility.reserveTarget,
    trappedCash: facility.trapped,
    preferredOwed: facility.preferredOwed,
    oldestPaid: isPaid ? 0n : distributed - facility.paidThrough,
  };
}
