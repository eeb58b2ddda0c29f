/** From what was measured to what can be signed: the chain says which report is next, and what it would refuse. */

import { hexToString, type Address, type Client, type Hex } from "viem";
import { getBlock, getChainId, readContract } from "viem/actions";
import { clusterRegistryAbi } from "../abi/ClusterRegistry.ts";
import { reportBoundsAbi } from "../abi/ReportBounds.ts";
import { revenueOracleAbi } from "../abi/RevenueOracle.ts";
import { REPORT_STATUSES, type ReportStatus } from "../read/names.ts";
import type { ReportLimits } from "./bounds.ts";
import { reportDomain, type Measured, type ReportDomain, type RevenueReport } from "./report.ts";

/** The report that an oracle expects of a cluster. */
export type ExpectedReport = Pick<RevenueReport, "cluster" | "period" | "revision" | "reporterSet" | "start"> & {
  readonly domain: ReportDomain;
  readonly registry: Address;
  readonly name: string; // of the cluster
  readonly model: string; // of its GPUs
  readonly limits: ReportLimits; // in force in its first second
  readonly assetDecimals: number;
  readonly blockNumber: bigint; // where all of this was read
  readonly now: number; // that block's unix seconds
};

/** `pending`: a report that is put right by its next revision, or answers its dispute by one, not the next period. */
export type WhichReport = {
  readonly cluster: bigint;
  readonly pending?: number | undefined; // its period
  readonly revision?: number | undefined; // instead of the first that is free
  readonly blockNumber?: bigint | undefined;
};

/** A period that can't be put right, since its report is neither pending nor disputed. */
export class NotPendingError extends Error {
  override readonly name = "NotPendingError";
  constructor(
    readonly cluster: bigint,
    readonly period: number,
    readonly status: ReportStatus | undefined,
  ) {
    super(`Period ${period} of cluster ${cluster} is ${status ?? "in an unknown status"}, not pending.`);
  }
}

/** What the oracle expects next of a cluster; every answer is of one block. */
export async function expectReport(client: Client, oracle: Address, which: WhichReport): Promise<ExpectedReport> {
  const { cluster, pending, revision } = which;
  const { blockNumber } = which;
  const block = await getBlock(client, blockNumber === undefined ? {} : { blockNumber });
  const at = { blockNumber: block.number } as const;
  const from = { abi: revenueOracleAbi, address: oracle, ...at } as const;

  const [chainId, registry, bounds, assetDecimals, next, standing] = await Promise.all([
    getChainId(client),
    readContract(client, { ...from, functionName: "registry" }),
    readContract(client, { ...from, functionName: "bounds" }),
    readContract(client, { ...from, functionName: "assetDecimals" }),
    readContract(client, { ...from, functionName: "nextReport", args: [cluster] }),
    pending === undefined
      ? undefined
      : readContract(client, { ...from, functionName: "reportOf", args: [cluster, pending] }),
  ]);
  const status = standing && REPORT_STATUSES[standing.status];
  if (pending !== undefined && status !== "pending" && status !== "disputed")
    throw new NotPendingError(cluster, pending, status);
  const [nextPeriod, nextRevision, reporterSet, , nextStart] = next;
  const start = standing?.start ?? nextStart;

  const title = await readContract(client, {
    abi: clusterRegistryAbi,
    address: registry,
    ...at,
    functionName: "registration",
    args: [cluster],
  });
  const bands = await readContract(client, {
    abi: reportBoundsAbi,
    address: bounds,
    ...at,
    functionName: "boundsAt",
    args: [title.model, start],
  });
  return {
    domain: reportDomain(chainId, oracle),
    registry,
    cluster,
    period: pending ?? nextPeriod,
    revision: revision ?? (standing ? standing.revision + 1 : nextRevision),
    reporterSet,
    start,
    name: title.name,
    model: hexToString(title.model, { size: 32 }),
    limits: { ...bands, systemWatts: title.systemWatts, pueBps: title.pueBps },
    assetDecimals,
    blockNumber: block.number,
    now: Number(block.timestamp),
  };
}

/** A report, and what its bounds are reckoned with. */
export type BuiltReport = {
  readonly report: RevenueReport;
  readonly installed: bigint; // GPU-seconds of what was in service, second by second
};

/** The report of what was measured, with the hardware as it was in the period's last second. */
export async function buildReport(
  client: Client,
  expected: ExpectedReport,
  measured: Measured,
  evidenceRoot: Hex,
): Promise<BuiltReport> {
  const { cluster, period, revision, reporterSet, start, registry, blockNumber } = expected;
  const [hardware, , installed] = await readContract(client, {
    abi: clusterRegistryAbi,
    address: registry,
    functionName: "reportingFacts",
    args: [cluster, start, measured.end],
    blockNumber,
  });
  const { gpuSecondsAvailable, gpuSecondsSold, gross, energyWh, energyCost, otherOpex, end } = measured;
  const place = { cluster, period, revision, reporterSet, clusterVersion: hardware.version, start, end };
  const figures = { gpuSecondsAvailable, gpuSecondsSold, gross, energyWh, energyCost, otherOpex };
  return { report: { ...place, ...figures, evidenceRoot }, installed };
}

/** Throws the oracle's refusal of a report, where it would refuse it: the verdict is the same whenever it is asked. */
export async function judgeReport(client: Client, oracle: Address, report: RevenueReport): Promise<void> {
  await readContract(client, {
    abi: revenueOracleAbi,
    address: oracle,
    functionName: "judge",
    args: [report, report.end],
  });
}
