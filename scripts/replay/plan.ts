import { bondNeeded } from "@gpu-yield-vaults/sdk/model";
import { MAX_REPORTING_TIME } from "../../deploy/parameters.ts";
import { COMMON } from "../../deploy/parameters/common.ts";
import { showAmount } from "../lib/amount.ts";
import { CliError } from "../lib/cliError.ts";
import { DAY, showDuration } from "../lib/instant.ts";
import type { ScenarioRow } from "../scenario/row.ts";
import { ASSET_DECIMALS, type GpuModel, type ReplayTerms } from "../scenario/terms.ts";
import { financingOf, type Financing } from "./financing.ts";
import { Operators } from "./operators.ts";

/** One cluster of a scenario, with what it is financed on. Money in base units, times in unix seconds. */
export type PlannedCluster = {
  id: bigint; // its title, in the order of appearance
  name: string;
  modelName: string;
  model: GpuModel;
  gpuCount: number;
  operator: string; // its account
  cost: bigint;
  salvage: bigint;
  financing: Financing;
  bond: bigint; // the operator's, before it draws
  maxPeriod: number;
  rows: readonly ScenarioRow[];
};

/** Delays of the chain, seconds. */
export type Delays = {
  window: number;
  longWindow: number;
  reportDeadline: number;
  paymentGrace: number;
};

/** A vault's parameters file, beside its name: what it is called, and in what else it differs from others. */
export type VaultFile = { name: string; content: unknown };

export type ReplayPlan = {
  /** The local chain's own first vault where it is left out. */
  file?: VaultFile;
  clusters: readonly PlannedCluster[];
  terms: ReplayTerms;
  delays: Delays;
  /** What people should know about how it is set up. */
  notes: readonly string[];
  firstStart: number;
};

/** Seconds from the curator's announcing an act to its doing it. */
export const CURATOR_DELAY = COMMON.delays.curatorDelay;

/** Seconds from a payment's being final to its being late. */
export const PAYMENT_GRACE = 5 * DAY;

const DELAYS: Delays = { ...COMMON.oracle, paymentGrace: PAYMENT_GRACE };
const BPS = 10_000n;

/** What a vault is to finance, and on which terms. */
export type VaultScenario = { file?: VaultFile; rows: readonly ScenarioRow[]; terms: ReplayTerms };

/** Plans for vaults that share a chain: each has clusters of its own, and operators of one name are the same. */
export function planVaults(scenarios: readonly VaultScenario[], operators = new Operators()): readonly ReplayPlan[] {
  let clusters = 0;
  return scenarios.map(({ file, rows, terms }) => {
    const plan = planReplay(rows, terms, operators, clusters);
    clusters += plan.clusters.length;
    return { ...plan, ...(file ? { file } : {}) };
  });
}

/**
 * Decides how rows are financed and timed; refuses what no vault could do.
 *
 * @param before Clusters that are registered before its own.
 */
export function planReplay(
  rows: readonly ScenarioRow[],
  terms: ReplayTerms,
  operators = new Operators(),
  before = 0,
): ReplayPlan {
  const clusters = clustersOf(rows, terms, operators, before);
  const notes: string[] = [];
  for (const name of terms.clusters.keys()) {
    if (!clusters.some((cluster) => cluster.name === name)) notes.push(`the terms name ${name}, which no row does`);
  }
  return { clusters, terms, delays: DELAYS, notes, firstStart: Math.min(...rows.map(({ start }) => start)) };
}

function clustersOf(
  rows: readonly ScenarioRow[],
  terms: ReplayTerms,
  operators: Operators,
  before: number,
): readonly PlannedCluster[] {
  const byName = new Map<string, ScenarioRow[]>();
  for (const row of rows) {
    const known = byName.get(row.cluster);
    if (known) known.push(row);
    else byName.set(row.cluster, [row]);
  }
  return [...byName].map(([name, own], index) => {
    const [first] = own;
    const model = first && terms.gpuModels.get(first.gpuModel);
    if (!first || !model) throw new Error(`${name} has no rows or no model`);
    const cost = (model.cost ?? terms.costPerGpu) * BigInt(first.gpuCount);
    const maxPeriod = Math.max(...own.map(({ start, end }) => end - start));
    const financing = financingOf({ name, cost, model }, terms, PAYMENT_GRACE);
    requireTime(name, maxPeriod, financing.paymentGrace, terms.vestingCap);
    return {
      id: BigInt(before + index + 1),
      name,
      modelName: first.gpuModel,
      model,
      gpuCount: first.gpuCount,
      operator: operators.accountOf(terms.clusters.get(name)?.operator),
      cost,
      salvage: (cost * BigInt(terms.salvageBps)) / BPS,
      financing,
      bond: bondNeeded(financing.amount, financing.bondBps),
      maxPeriod,
      rows: own,
    };
  });
}

/** The longest period of a cluster fits under the cap with all that may ever hold its report and its payment up. */
function requireTime(name: string, maxPeriod: number, paymentGrace: number, vestingCap: number): void {
  const needed = maxPeriod + MAX_REPORTING_TIME + paymentGrace;
  if (needed <= vestingCap) return;
  throw new CliError(
    `The vesting cap leaves no time to report and pay the longest period of ${name}.`,
    [
      `vesting cap: ${showDuration(vestingCap)}`,
      `longest period: ${showDuration(maxPeriod)}`,
      `longest that its report may be held up: ${showDuration(MAX_REPORTING_TIME)}`,
      `payment grace: ${showDuration(paymentGrace)}`,
    ],
    `set vestingCapDays in --terms to at least ${Math.ceil(needed / DAY).toString()}, or lower its paymentGraceDays.`,
  );
}

/** What the vault would have to hold for a cluster that it can't pay for. */
export function tooLittleCash({ name, financing: { amount } }: PlannedCluster, cash: bigint): CliError {
  return new CliError(
    `The vault can't pay for ${name}.`,
    [
      `to be drawn: ${showAmount(amount, ASSET_DECIMALS)}`,
      `cash when it enters service: ${showAmount(cash, ASSET_DECIMALS)}`,
    ],
    "raise deposit, or lower costPerGpu, in --terms.",
  );
}
