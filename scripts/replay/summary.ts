import { floor, nextPayment, outstandingOf, priceOf, returnsOf, yearlyRateOf } from "@gpu-yield-vaults/sdk/model";
import { formatUnits } from "ethers";
import { readFacilityWords } from "../lib/facilityWords.ts";
import type { Form } from "../scenario/clusterTerms.ts";
import { serviceTotalsOf, type Outcome } from "./outcome.ts";
import { scheduleOf, type Financing } from "./financing.ts";
import type { ReplayPlan } from "./plan.ts";
import { completionOf } from "./run.ts";
import { catchUp, managerFor } from "./runContext.ts";
import type { ChainContext } from "./setUp.ts";

/** What a replay came to. Money as strings of base units, times in the chain's unix seconds. */
export type Summary = {
  periods: number; // reported and settled
  unreported: number; // reporters never spoke about them
  clusters: number;
  waterfall: {
    reported: string;
    received: string; // paid into lockboxes
    distributed: string;
    energy: string;
    otherOpex: string;
    interest: string;
    principal: string;
    reserve: string;
    fee: string; // besides: what the vault took of its lines for the fee's recipient
    preferred: string;
    vault: string;
    operator: string;
    trapped: string; // kept back from the operator by covenants, whether it was freed later or not
    repaid: string; // past the lockboxes: with what was distributed, what the lines above add up to
    fromReserve: string; // besides: what reserves paid of debt service that fell short
    receivable: string; // per cluster reported - distributed, summed
    opexUnpaid: string;
  };
  vault: {
    cash: string;
    value: string;
    locked: string;
    unrealisedLoss: string;
    nav: string; // cash + value - locked
    totalAssets: string;
    totalSupply: string; // shares minted
    entryPrice: string;
    exitPrice: string;
    received: string; // all cash that reached the vault from facilities
    depreciation: string; // Σ cost - value of owned hardware, but for what left by losses and recoveries
    returnOfCapital: string;
    profit: string;
  };
  exits: {
    instant: string; // without the queue: a replay always asks it
    requested: string; // what requests were worth when they were made
    settled: string;
    claimed: string;
    pendingShares: string;
  };
  losses: {
    unrealised: string; // what leavers would forgo for what is late
    realised: string; // bond + reserve + locked + shareholders; recoveries are no losses
    bond: string;
    reserve: string;
    locked: string;
    shareholders: string;
  };
  deposits: string; // all of them
  facilities: {
    cluster: string;
    cost: string;
    salvage: string;
    inService: number;
    depreciatesFrom: number;
    depreciatesUntil: number;
    value: string;
    form: Form;
    tier: number; // of its covenants; 0: kept
    trapped: string; // of the operator's, kept back by covenants
    debt?: DebtSummary; // loans and leases
    covenants?: CovenantLine[]; // by period
  }[];
  readAt: number;
};

/** How a loan or a lease stands. */
export type DebtSummary = {
  outstanding: string; // principal
  interest: string; // received, late interest too
  lateInterest: string; // of it
  principal: string; // received
  yearlyRate: string; // 0.1 = 10 % a year, without compounding; of a lease the one that its rent implies
  nextPayment?: { dueAt: number; amount: string }; // the oldest that is not paid in full, and what is missing of it
};

/** What one report said about the covenants, bps; only what could be tested. */
export type CovenantLine = {
  period: number;
  tier: number; // that it asks for by itself
  coverageBps?: string;
  loanToValueBps?: string;
  priceBps?: string;
};

/** Moves to the second in which everything received has vested, and reads everything there. */
export async function readSummary(
  { chain, contracts }: ChainContext,
  plan: ReplayPlan,
  outcome: Outcome,
): Promise<Summary> {
  const { vault, vaultLens, shares, lens, registry } = contracts;
  const readAt = await completionOf({ chain, contracts }, outcome);
  await catchUp({ chain, contracts }, readAt);

  const state = await vault.state();
  const decimals = await vault.decimals();
  const facilities = await Promise.all(
    plan.clusters.map(async (cluster) => {
      const { id, name, financing } = cluster;
      const state = await lens.facility(id);
      const { valueLeft } = readFacilityWords(await managerFor(contracts, cluster).wordsOf(id));
      const { received, cost: drawn, value } = state;
      return {
        id,
        name,
        form: financing.form,
        terms: await readTerms({ chain, contracts }, id, financing, outcome),
        inService: Number((await registry.hardware(id)).inServiceAt),
        state,
        returns: returnsOf({ received, drawn, value, valueLeft }),
        profit: (await lens.returnsOf(id)).profit,
      };
    }),
  );
  const sum = (of: (facility: (typeof facilities)[number]) => bigint) =>
    facilities.reduce((total, facility) => total + of(facility), 0n);

  const { totals, endings, flows } = outcome;
  const starts = await shares.queryFilter(shares.filters.DepreciationStarted);
  const started = new Map(starts.map(({ args: { cluster, from } }) => [cluster, from]));
  // Nobody collects it in a replay.
  const { owed: fee } = await vault.fee();
  const nav = state.cash + state.value - state.locked;
  const fallen = sum(({ form, state: { cost, value } }) => (form === "revenue_share" ? cost - value : 0n));
  const summary: Summary = {
    periods: outcome.periods,
    unreported: outcome.unreported,
    clusters: plan.clusters.length,
    waterfall: {
      reported: `${totals.reported}`,
      received: `${totals.received}`,
      distributed: `${totals.distributed}`,
      energy: `${totals.energy}`,
      otherOpex: `${totals.otherOpex}`,
      interest: `${totals.interest}`,
      principal: `${totals.principal}`,
      reserve: `${totals.reserve}`,
      fee: `${fee}`,
      preferred: `${totals.preferred}`,
      vault: `${totals.vault}`,
      operator: `${totals.operator}`,
      trapped: `${totals.trapped}`,
      repaid: `${totals.repaid}`,
      fromReserve: `${totals.fromReserve}`,
      receivable: `${sum(({ state: { reported, distributed } }) => reported - distributed)}`,
      opexUnpaid: `${sum(({ state: { carriedEnergy, carriedOther } }) => carriedEnergy + carriedOther)}`,
    },
    vault: {
      cash: `${state.cash}`,
      value: `${state.value}`,
      locked: `${state.locked}`,
      unrealisedLoss: `${state.unrealisedLoss}`,
      nav: `${nav}`,
      totalAssets: `${state.totalAssets}`,
      totalSupply: `${state.totalSupply}`,
      entryPrice: `${priceOf(nav, state.totalSupply, decimals)}`,
      exitPrice: `${priceOf(state.totalAssets, state.totalSupply, decimals)}`,
      received: `${sum(({ state: { received } }) => received)}`,
      depreciation: `${fallen - endings.valueLeft}`,
      returnOfCapital: `${sum(({ returns }) => returns.returnOfCapital)}`,
      profit: `${sum(({ returns }) => returns.profit)}`,
    },
    exits: {
      instant: "0",
      requested: `${flows.requested}`,
      settled: `${flows.settled}`,
      claimed: `${flows.claimed}`,
      pendingShares: `${flows.pendingShares}`,
    },
    losses: lossesOf(outcome, state.unrealisedLoss),
    deposits: `${plan.terms.deposit + flows.deposited}`,
    facilities: facilities.map(({ id, name, form, inService, state: facility, terms }) => ({
      cluster: name,
      cost: `${facility.cost}`,
      salvage: `${facility.salvage}`,
      inService,
      ...depreciationOf(facility, started.get(id)),
      value: `${facility.value}`,
      form,
      tier: Number(facility.tier),
      trapped: `${facility.trappedCash}`,
      ...terms,
    })),
    readAt,
  };
  const queue = await contracts.queue.getAddress();
  checkSummary(summary, outcome, {
    queuedShares: await vault.balanceOf(queue),
    queuedAssets: await contracts.asset.balanceOf(queue),
    nav: state.nav,
    entryPrice: await vaultLens.entryPrice(),
    exitPrice: await vaultLens.exitPrice(),
    reported: sum(({ state: facility }) => facility.reported),
    distributed: sum(({ state: facility }) => facility.distributed),
    cost: sum(({ state: facility }) => facility.cost),
    profit: sum(({ profit }) => profit),
  });
  return summary;
}

/** When depreciation began and ends; 0 where it has not begun. What began at a deadline need not have been recorded. */
function depreciationOf(
  { delinquentSince, depreciatesUntil }: { delinquentSince: bigint; depreciatesUntil: bigint },
  recorded: bigint | undefined,
): Pick<Summary["facilities"][number], "depreciatesFrom" | "depreciatesUntil"> {
  const from = depreciatesUntil === 0n ? 0n : (recorded ?? delinquentSince);
  return { depreciatesFrom: Number(from), depreciatesUntil: Number(depreciatesUntil) };
}

/** What came of the terms of one cluster. */
async function readTerms(
  { contracts: { ledger } }: ChainContext,
  cluster: bigint,
  financing: Financing,
  outcome: Outcome,
): Promise<Pick<Summary["facilities"][number], "debt" | "covenants">> {
  const { lateInterest, interest, principal, tests } = serviceTotalsOf(outcome, cluster);
  const covenants = tests.map(({ period, tier, ...figures }) => ({
    period,
    tier,
    ...Object.fromEntries(Object.entries(figures).map(([figure, bps]) => [figure, `${bps}`])),
  }));
  const shown = covenants.length > 0 ? { covenants } : {};
  const schedule = scheduleOf(financing);
  if (!schedule) return shown;
  const state = await ledger.debtOf(cluster);
  const { principal: begunWith, payment, finalPayment, growth, interestPaid, principalPaid, start, period } = state;
  const payments = Number(state.payments);
  const current = { principal: begunWith, payment, finalPayment, growth, payments };
  const standing = { schedule: current, interestPaid, principalPaid, start, period };
  const outstanding = outstandingOf(standing);
  const next = nextPayment(standing);
  const debt: DebtSummary = {
    outstanding: `${outstanding}`,
    interest: `${interest + lateInterest}`,
    lateInterest: `${lateInterest}`,
    principal: `${principal}`,
    yearlyRate: formatUnits(yearlyRateOf(schedule.growth, financing.debt?.period ?? 1), 18),
    ...(next ? { nextPayment: { dueAt: Number(next.dueAt), amount: `${next.missing}` } } : {}),
  };
  return { debt, ...shown };
}

/** Who bore what was realised, base units. Fractions of one are the shareholders'. */
function lossesOf({ endings }: Outcome, unrealised: bigint): Summary["losses"] {
  const { fromBond, fromReserve, lossX32, lockedX32 } = endings;
  const byVault = floor(lossX32);
  const locked = floor(lockedX32);
  return {
    unrealised: `${unrealised}`,
    realised: `${fromBond + fromReserve + byVault}`,
    bond: `${fromBond}`,
    reserve: `${fromReserve}`,
    locked: `${locked}`,
    shareholders: `${byVault - locked}`,
  };
}

/** What the chain's own views say; the summary is computed beside them. */
type Views = {
  nav: bigint;
  entryPrice: bigint;
  exitPrice: bigint;
  reported: bigint;
  distributed: bigint;
  cost: bigint;
  profit: bigint;
  queuedShares: bigint;
  queuedAssets: bigint;
};

/** A replay that contradicts itself or the chain's views is no result. */
function checkSummary(summary: Summary, { endings, totals }: Outcome, views: Views): void {
  const { waterfall, vault, deposits, exits } = summary;
  const lines = [
    "energy",
    "otherOpex",
    "interest",
    "principal",
    "reserve",
    "preferred",
    "vault",
    "operator",
    "trapped",
  ] as const;
  const expect = (what: string, found: string | bigint, expected: string | bigint) => {
    if (BigInt(found) !== BigInt(expected)) throw new Error(`${what}: ${found}, expected ${expected}`);
  };
  const total = lines.reduce((sum, line) => sum + BigInt(waterfall[line]), 0n);
  expect("the lines of the waterfall", total, BigInt(waterfall.distributed) + BigInt(waterfall.repaid));
  expect("distributed by the managers", views.distributed, waterfall.distributed);
  expect("reported to the managers", views.reported, waterfall.reported);
  expect("NAV by the vault", views.nav, vault.nav);
  expect("entry price by the vault", views.entryPrice, vault.entryPrice);
  expect("exit price by the vault", views.exitPrice, vault.exitPrice);
  expect("received by the vault", totals.toVault, vault.received);
  const { recovered, fromBond, fromReserve, reserveReturned } = endings;
  const cameIn = BigInt(deposits) + BigInt(vault.received) + recovered + fromBond + fromReserve + reserveReturned;
  expect("cash of the vault", vault.cash, cameIn - views.cost - BigInt(exits.settled) - BigInt(waterfall.fee));
  expect("exit value by the vault", vault.totalAssets, BigInt(vault.nav) - BigInt(vault.unrealisedLoss));
  expect("shares in the queue", views.queuedShares, exits.pendingShares);
  expect("assets in the queue", views.queuedAssets, BigInt(exits.settled) - BigInt(exits.claimed));
  expect("profit by the lens", views.profit, vault.profit);
  expect("split of what was received", BigInt(vault.returnOfCapital) + BigInt(vault.profit), vault.received);
}
