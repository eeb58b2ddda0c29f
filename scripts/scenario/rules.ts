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
const SECONDS_PER_HOUR = 3_600n;
const BPS = 10_000n;
const WATTS_PER_KILOWATT = 1_000n;

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
  return (
    findBreakInHours(row, installed, factor) ??
    findBreakInEnergy(row, installed, factor, model) ??
    findBreakInMoney(row, installed, model)
  );
}

function findBreakInHours(row: ScenarioRow, installed: bigint, factor: string): BrokenRule | undefined {
  const { gpuSecondsAvailable: available, gpuSecondsSold: sold, gross } = row;
  if (available > installed) {
    return broken("gpu_seconds_available", `${available} is above ${factor} × duration, ${installed}`);
  }
  if (sold > available) return broken("gpu_seconds_sold", `${sold} is above gpu_seconds_available, ${available}`);
  if (sold === 0n && gross > 0n) return broken("gross_revenue", `is ${money(gross)} although nothing was sold`);
  if (sold > 0n && gross === 0n) return broken("gross_revenue", `is 0 although ${sold} GPU-seconds were sold`);
  return undefined;
}

function findBreakInEnergy(
  row: ScenarioRow,
  installed: bigint,
  factor: string,
  model: GpuModel,
): BrokenRule | undefined {
  const wattSeconds = row.energyWh * SECONDS_PER_HOUR;
  const most = installed * BigInt(model.systemWatts) * BigInt(model.pueBps);
  if (wattSeconds * BPS > most) {
    return broken(
      "energy_wh",
      `${row.energyWh} is above what the cluster can draw, ${most / (SECONDS_PER_HOUR * BPS)} Wh ` +
        `(${factor} × system watts × PUE × hours)`,
    );
  }
  const least = row.gpuSecondsSold * BigInt(model.leastBusyWatts);
  if (wattSeconds < least) {
    const wattHours = (least + SECONDS_PER_HOUR - 1n) / SECONDS_PER_HOUR;
    return broken("energy_wh", `${row.energyWh} is below what the hours sold must draw, ${wattHours} Wh`);
  }
  return undefined;
}

function findBreakInMoney(row: ScenarioRow, installed: bigint, model: GpuModel): BrokenRule | undefined {
  const { gpuSecondsSold: sold, gross, energyWh, energyCost, otherOpex } = row;
  if (gross * SECONDS_PER_HOUR < model.minPrice * sold || gross * SECONDS_PER_HOUR > model.maxPrice * sold) {
    const price = money((gross * SECONDS_PER_HOUR) / sold);
    const limits = `${money(model.minPrice)} to ${money(model.maxPrice)}`;
    return broken("gross_revenue", `is ${price} per GPU-hour sold, outside the band of ${row.gpuModel}, ${limits}`);
  }
  const perKilowattHour = energyCost * WATTS_PER_KILOWATT;
  if (perKilowattHour < model.minTariff * energyWh || perKilowattHour > model.maxTariff * energyWh) {
    const tariff =
      energyWh === 0n ? "charged although no energy was drawn" : `${money(perKilowattHour / energyWh)} per kWh`;
    const limits = `${money(model.minTariff)} to ${money(model.maxTariff)}`;
    return broken("energy_cost", `is ${tariff}, outside the band of ${row.gpuModel}, ${limits}`);
  }
  const most = model.otherOpexCap * installed;
  if (otherOpex * SECONDS_PER_HOUR > most) {
    return broken(
      "other_opex",
      `${money(otherOpex)} is above the cap of ${money(model.otherOpexCap)} per installed GPU-hour, ` +
        money(most / SECONDS_PER_HOUR),
    );
  }
  return undefined;
}

/** Every rule's sentence begins with its column. */
const broken = (column: AnyColumn, rest: string): BrokenRule => ({ column, rule: `${column} ${rest}` });
