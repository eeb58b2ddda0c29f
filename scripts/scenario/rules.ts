import { brokenBound, type BrokenBound, type ReportLimits } from "@gpu-yield-vaults/sdk/reports";
import { showAmount } from "../lib/amount.ts";
import { DAY, showDuration, showInstant } from "../lib/instant.ts";
import type { AnyColumn, ScenarioRow } from "./row.ts";
import { ASSET_DECIMALS, type GpuModel } from "./terms.ts";

/** A rule that a well-formed row breaks, and the column to look at. */
export type BrokenRule = {
  column: AnyColumn;
  rule: string;
};

/** A cluster as the rows above leave it. */
export type ClusterSoFar = {
  last: ScenarioRow;
  gpusLeft: number; // in service after it
};

const SHORTEST_PERIOD = 60; // seconds
const LONGEST_PERIOD = 366 * DAY;

const money = (amount: bigint) => showAmount(amount, ASSET_DECIMALS);

/**
 * The first rule that a row breaks, by itself or after the rows of its cluster above it. The physical ones are those
 * that the chain enforces, by the same cross-multiplications.
 *
 * @param before The cluster's rows before this one, if any.
 * @param model What is assumed about its GPU model, if anything.
 */
export function findBrokenRule(
  row: ScenarioRow,
  before: ClusterSoFar | undefined,
  model: GpuModel | undefined,
): BrokenRule | undefined {
  const gpus = before?.gpusLeft ?? row.gpuCount;
  return (
    findBreakInOrder(row, before?.last) ??
    findBreakInTime(row) ??
    findBreakInBounds(row, gpus, model) ??
    findBreakInLoss(row, gpus)
  );
}

/** The cluster with one more row that breaks no rule. */
export function soFar(row: ScenarioRow, before: ClusterSoFar | undefined): ClusterSoFar {
  const lost = row.event?.kind === "lose_gpus" ? row.event.count : 0;
  return { last: row, gpusLeft: (before?.gpusLeft ?? row.gpuCount) - lost };
}

function findBreakInOrder(row: ScenarioRow, previous: ScenarioRow | undefined): BrokenRule | undefined {
  if (!previous) return undefined;
  if (previous.event?.kind === "default") {
    return broken("cluster", `${row.cluster} has defaulted in line ${previous.line}; no row of it can follow`);
  }
  if (row.gpuModel !== previous.gpuModel) {
    return broken(
      "gpu_model",
      `is ${row.gpuModel}, but ${row.cluster} has ${previous.gpuModel} above; a cluster keeps its model`,
    );
  }
  if (row.gpuCount !== previous.gpuCount) {
    return broken(
      "gpu_count",
      `is ${row.gpuCount}, but ${row.cluster} has ${previous.gpuCount} above; a cluster keeps its size`,
    );
  }
  if (row.start !== previous.end) {
    const how = row.start > previous.end ? "leaves a gap after" : "overlaps";
    return broken(
      "period_start",
      `${showInstant(row.start)} ${how} the period of ${row.cluster} before it, which ends at ` +
        showInstant(previous.end),
    );
  }
  return undefined;
}

function findBreakInTime(row: ScenarioRow): BrokenRule | undefined {
  const length = row.end - row.start;
  if (length <= 0)
    return broken("period_end", `${showInstant(row.end)} is not after period_start ${showInstant(row.start)}`);
  if (length >= SHORTEST_PERIOD && length <= LONGEST_PERIOD) return undefined;
  return broken("period_end", `makes the period ${showDuration(length)} long; it may be from 1 min to 366 d`);
}

function findBreakInLoss({ cluster, event }: ScenarioRow, gpus: number): BrokenRule | undefined {
  if (event?.kind !== "lose_gpus" || event.count < gpus) return undefined;
  return broken(
    "event",
    `lose_gpus:${event.count} leaves nothing of ${cluster}, which has ${gpus} in service; default:<recovered> ends it`,
  );
}

function findBreakInBounds(row: ScenarioRow, gpus: number, model: GpuModel | undefined): BrokenRule | undefined {
  if (!model) {
    return broken("gpu_model", `${row.gpuModel} has no bounds; give it an entry under gpuModels in the terms`);
  }
  const installed = BigInt(gpus) * BigInt(row.end - row.start);
  const factor = gpus === row.gpuCount ? "gpu_count" : `what is left of gpu_count (${gpus})`;
  const bound = brokenBound(row, installed, model);
  return bound && describeBound(bound, row, model, factor);
}

/**
 * A bound that a row's figures break, in words.
 *
 * @param factor The GPUs that its seconds were reckoned with.
 */
export function describeBound(bound: BrokenBound, row: ScenarioRow, limits: ReportLimits, factor: string): BrokenRule {
  switch (bound.field) {
    case "gpuSecondsAvailable":
      return broken("gpu_seconds_available", `${row.gpuSecondsAvailable} is above ${factor} × duration, ${bound.most}`);
    case "gpuSecondsSold":
      return broken("gpu_seconds_sold", `${row.gpuSecondsSold} is above gpu_seconds_available, ${bound.most}`);
    case "energyWh":
      return broken(
        "energy_wh",
        "most" in bound
          ? `${row.energyWh} is above what the cluster can draw, ${bound.most} Wh ` +
              `(${factor} × system watts × PUE × hours)`
          : `${row.energyWh} is below what the hours sold must draw, ${bound.least} Wh`,
      );
    case "gross":
      return broken("gross_revenue", describeGross(bound, row, limits));
    case "energyCost": {
      const { tariff } = bound;
      const found = tariff === undefined ? "charged although no energy was drawn" : `${money(tariff)} per kWh`;
      const band = `${money(limits.minTariff)} to ${money(limits.maxTariff)}`;
      return broken("energy_cost", `is ${found}, outside the band of ${row.gpuModel}, ${band}`);
    }
    case "otherOpex":
      return broken(
        "other_opex",
        `${money(row.otherOpex)} is above the cap of ${money(limits.otherOpexCap)} per installed GPU-hour, ` +
          money(bound.most),
      );
  }
}

function describeGross(
  bound: Extract<BrokenBound, { field: "gross" }>,
  { gross, gpuSecondsSold, gpuModel }: ScenarioRow,
  { minPrice, maxPrice }: ReportLimits,
): string {
  if ("price" in bound) {
    const band = `${money(minPrice)} to ${money(maxPrice)}`;
    return `is ${money(bound.price)} per GPU-hour sold, outside the band of ${gpuModel}, ${band}`;
  }
  return bound.why === "nothingSold"
    ? `is ${money(gross)} although nothing was sold`
    : `is 0 although ${gpuSecondsSold} GPU-seconds were sold`;
}

/** Every rule's sentence begins with its column. */
const broken = (column: AnyColumn, rest: string): BrokenRule => ({ column, rule: `${column} ${rest}` });
