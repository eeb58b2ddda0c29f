import { brokenBound } from "@gpu-yield-vaults/sdk/reports";
import { broken, describeBound, type BrokenRule } from "@gpu-yield-vaults/sdk/telemetry";
import { DAY, showDuration, showInstant } from "../lib/instant.ts";
import type { ScenarioRow } from "./row.ts";
import type { GpuModel } from "./terms.ts";

/** A cluster as the rows above leave it. */
export type ClusterSoFar = {
  last: ScenarioRow;
  gpusLeft: number; // in service after it
};

const SHORTEST_PERIOD = 60; // seconds
const LONGEST_PERIOD = 366 * DAY;

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
