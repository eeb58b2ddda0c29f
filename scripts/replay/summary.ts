import type { Outcome } from "./outcome.ts";
import type { ReplayPlan } from "./plan.ts";
import { readingOf } from "./run.ts";
import { catchUp } from "./scene.ts";
import type { Stage } from "./setUp.ts";

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
    fee: string;
    vault: string;
    operator: string;
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
    wear: string; // Σ cost - value, but for what left by losses and recoveries
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
    wearFrom: number;
    wearUntil: number;
    value: string;
  }[];
  readAt: number;
};

const VIRTUAL_ASSETS = 1n;
const VIRTUAL_SHARES = 10n ** 6n;
const FINE_BITS = 32n;
const PRICE_DECIMALS = 12n;

/** Price of a whole share, scaled by 10^12. */
export function sharePrice(assets: bigint, supply: bigint, shareDecimals: bigint): bigint {
  return ((assets + VIRTUAL_ASSETS) * 10n ** (shareDecimals + PRICE_DECIMALS)) / (supply + VIRTUAL_SHARES);
}

/** Moves to the second in which everything received has vested, and reads everything there. */
export async function readSummary({ chain, contracts }: Stage, plan: ReplayPlan, outcome: Outcome): Promise<Summary> {
  const { vault, book, registry } = contracts;
  const readAt = await readingOf({ chain, contracts }, outcome);
  await catchUp({ chain, contracts }, readAt);

  const state = await vault.state();
  const decimals = await vault.decimals();
  const facilities = await Promise.all(
    plan.clusters.map(async ({ id, name }) => ({
      name,
      inService: Number((await registry.hardware(id)).inServiceAt),
      state: await book.facility(id),
      returns: await book.returnsOf(id),
    })),
  );
  const sum = (of: (facility: (typeof facilities)[number]) => bigint) =>
    facilities.reduce((total, facility) => total + of(facility), 0n);

  const { totals, endings, flows } = outcome;
  const nav = state.cash + state.value - state.locked;
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
      fee: `${totals.fee}`,
      vault: `${totals.vault}`,
      operator: `${totals.operator}`,
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
      entryPrice: `${sharePrice(nav, state.totalSupply, decimals)}`,
      exitPrice: `${sharePrice(state.totalAssets, state.totalSupply, decimals)}`,
      received: `${sum(({ state: { received } }) => received)}`,
      wear: `${sum(({ state: { cost, value } }) => cost - value) - endings.valueLeft}`,
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
    facilities: facilities.map(({ name, inService, state: facility }) => ({
      cluster: name,
      cost: `${facility.cost}`,
      salvage: `${facility.salvage}`,
      inService,
      wearFrom: Number(facility.wearFrom),
      wearUntil: Number(facility.wearUntil),
      value: `${facility.value}`,
    })),
    readAt,
  };
  const queue = await contracts.queue.getAddress();
  checkSummary(summary, outcome, {
    queuedShares: await vault.balanceOf(queue),
    queuedAssets: await contracts.asset.balanceOf(queue),
    nav: state.nav,
    entryPrice: await vault.entryPrice(),
    exitPrice: await vault.exitPrice(),
    reported: sum(({ state: facility }) => facility.reported),
    distributed: sum(({ state: facility }) => facility.distributed),
    cost: sum(({ state: facility }) => facility.cost),
  });
  return summary;
}

/** Who bore what was realised, base units. Fractions of one are the shareholders'. */
function lossesOf({ endings }: Outcome, unrealised: bigint): Summary["losses"] {
  const { fromBond, fromReserve, lossFine, lockedFine } = endings;
  const byVault = lossFine >> FINE_BITS;
  const locked = lockedFine >> FINE_BITS;
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
  queuedShares: bigint;
  queuedAssets: bigint;
};

/** A replay that contradicts itself or the chain's views is no result. */
function checkSummary({ waterfall, vault, deposits, exits }: Summary, { endings }: Outcome, views: Views): void {
  const lines = ["energy", "otherOpex", "interest", "principal", "reserve", "fee", "vault", "operator"] as const;
  const expect = (what: string, found: string | bigint, expected: string | bigint) => {
    if (BigInt(found) !== BigInt(expected)) throw new Error(`${what}: ${found}, expected ${expected}`);
  };
  const total = lines.reduce((sum, line) => sum + BigInt(waterfall[line]), 0n);
  expect("the lines of the waterfall", total, waterfall.distributed);
  expect("distributed by the book", views.distributed, waterfall.distributed);
  expect("reported in the book", views.reported, waterfall.reported);
  expect("NAV by the vault", views.nav, vault.nav);
  expect("entry price by the vault", views.entryPrice, vault.entryPrice);
  expect("exit price by the vault", views.exitPrice, vault.exitPrice);
  expect("received by the vault", waterfall.vault, vault.received);
  const { recovered, fromBond, fromReserve, reserveReleased } = endings;
  const cameIn = BigInt(deposits) + BigInt(vault.received) + recovered + fromBond + fromReserve + reserveReleased;
  expect("cash of the vault", vault.cash, cameIn - views.cost - BigInt(exits.settled));
  expect("exit value by the vault", vault.totalAssets, BigInt(vault.nav) - BigInt(vault.unrealisedLoss));
  expect("shares in the queue", views.queuedShares, exits.pendingShares);
  expect("assets in the queue", views.queuedAssets, BigInt(exits.settled) - BigInt(exits.claimed));
  expect("split of what was received", BigInt(vault.returnOfCapital) + BigInt(vault.profit), vault.received);
}
