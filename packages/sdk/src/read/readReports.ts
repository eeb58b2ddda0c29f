import type { Address, Hex } from "viem";
import { clusterRegistryAbi } from "../abi/ClusterRegistry.ts";
import { reportDisputesAbi } from "../abi/ReportDisputes.ts";
import { revenueOracleAbi } from "../abi/RevenueOracle.ts";
import { given } from "./given.ts";
import { DISPUTE_STATUSES, labelOf, nameAt, REPORT_STATUSES, type DisputeStatus, type ReportStatus } from "./names.ts";
import { openReading, type AsOf, type Reading, type ReadClient, type ReadOptions } from "./reading.ts";

/** What the oracle keeps of one period's report. Base units, unix seconds. */
export type ReportView = {
  readonly period: number;
  readonly status: ReportStatus;
  /** 0 at first; more after a missed period, a veto or a wrong signature. */
  readonly revision: number;
  /** The period: from, and until exclusive. */
  readonly start: number;
  readonly end: number;
  readonly submittedAt: number | undefined;
  /** Final from here on unless something comes in between; until then it may be challenged. */
  readonly finalAt: number | undefined;
  readonly gross: bigint;
  readonly energyCost: bigint;
  readonly otherOpex: bigint;
  readonly gpuSecondsAvailable: bigint;
  readonly gpuSecondsSold: bigint;
  /** EIP-712 struct hash of what was signed. */
  readonly contentHash: Hex;
  /** The newest dispute; absent where there was none, or the contract for disputes was not given. */
  readonly dispute: DisputeView | undefined;
};

/** One dispute of a report. */
export type DisputeView = {
  readonly id: bigint;
  readonly status: DisputeStatus;
  /** The answer that is awaited: the reporters', then the arbiter's. Absent when none is. */
  readonly deadline: bigint | undefined;
  /** Base units, of each challenge. */
  readonly bond: bigint;
  /** Of the report that is disputed, and what it says, as one hash. */
  readonly revision: number;
  readonly contentHash: Hex;
  /** When the arbiter gave its word; absent where it has said nothing. */
  readonly decidedAt: number | undefined;
  readonly challenges: readonly {
    readonly challenger: Address;
    readonly challengedAt: number;
    /** The report's field that is said to be false. */
    readonly field: string;
    readonly evidenceHash: Hex;
  }[];
};

/** Where a cluster's reports stand. */
export type ReportsView = {
  readonly asOf: AsOf;
  readonly cluster: bigint;
  /** Periods that were reported or missed, counted from 1. */
  readonly submitted: number;
  /** Of them, final ones. */
  readonly final: number;
  /** How many stand challenged or disputed. */
  readonly challenged: number;
  /** Seconds: the ordinary window, that of the late and unusual, and from a period's longest end to its deadline. */
  readonly timings: { readonly window: number; readonly longWindow: number; readonly reportDeadline: number };
  /** Those that the oracle keeps, oldest first: 64 periods at most. */
  readonly reports: readonly ReportView[];
  /** What the next one has to be, and until when it is due. Absent before service, and after it. */
  readonly next: NextReport | undefined;
};

export type NextReport = {
  readonly period: number;
  /** What stands there: nothing, a deadline that was missed, or a report that is void. */
  readonly status: ReportStatus;
  readonly revision: number;
  /** Version of the set that signs, and of the hardware. */
  readonly reporterSet: number;
  readonly clusterVersion: number;
  readonly start: number;
  readonly deadline: number;
};

export type ReportsOptions = ReadOptions & {
  /** Only those that are not final yet, instead of all that the oracle keeps. */
  readonly isPendingOnly?: boolean | undefined;
};

/** Every report of a cluster that an oracle keeps, pending or final; with `disputes`, who says that it is false. */
export async function readReports(
  client: ReadClient,
  { oracle, disputes }: { readonly oracle: Address; readonly disputes?: Address },
  cluster: bigint,
  options: ReportsOptions = {},
): Promise<ReportsView> {
  const reading = await openReading(client, options);
  const ask = reading.at(revenueOracleAbi, oracle);
  const progress = Promise.all([ask("progressOf", cluster), ask("finalityOf", cluster), ask("oldestKept", cluster)]);
  const [[[submitted], [final, challenged]], timings, reports, next] = await Promise.all([
    progress,
    ask("timings"),
    progress.then(([[newest], [newestFinal], oldest]) => {
      const wanted = periods(options.isPendingOnly && oldest > 0 ? Math.max(oldest, newestFinal + 1) : oldest, newest);
      return Promise.all(wanted.map((period) => reportAt(reading, { oracle, disputes }, cluster, period)));
    }),
    nextOf(reading, oracle, cluster),
  ]);
  return { asOf: reading.asOf, cluster, submitted, final, challenged, timings, reports, next };
}

/** None where the oldest is 0, or beyond the newest. */
const periods = (oldest: number, newest: number): number[] =>
  oldest === 0 || oldest > newest ? [] : Array.from({ length: newest - oldest + 1 }, (_, index) => oldest + index);

async function reportAt(
  reading: Reading,
  { oracle, disputes }: { readonly oracle: Address; readonly disputes: Address | undefined },
  cluster: bigint,
  period: number,
): Promise<ReportView> {
  const [record, dispute] = await Promise.all([
    reading.at(revenueOracleAbi, oracle)("reportOf", cluster, period),
    disputes === undefined ? undefined : disputeAt(reading, disputes, cluster, period),
  ]);
  return {
    period,
    ...record,
    status: nameAt(REPORT_STATUSES, record.status),
    submittedAt: given(record.submittedAt),
    finalAt: given(record.finalAt),
    dispute,
  };
}

/** The newest dispute of a report; absent where there was none. */
export async function readDispute(
  client: ReadClient,
  disputes: Address,
  { cluster, period }: { readonly cluster: bigint; readonly period: number },
  options: ReadOptions = {},
): Promise<DisputeView | undefined> {
  return disputeAt(await openReading(client, options), disputes, cluster, period);
}

async function disputeAt(
  reading: Reading,
  disputes: Address,
  cluster: bigint,
  period: number,
): Promise<DisputeView | undefined> {
  const ask = reading.at(reportDisputesAbi, disputes);
  const { id, status, bond, revision, contentHash, decidedAt } = await ask("disputeOf", cluster, period);
  if (id === 0n) return undefined;
  const [deadline, challenges] = await Promise.all([ask("deadlineOf", cluster, period), ask("challengesOf", id)]);
  return {
    id,
    status: nameAt(DISPUTE_STATUSES, status),
    deadline: deadline === 0n ? undefined : deadline,
    bond,
    revision,
    contentHash,
    decidedAt: given(decidedAt),
    challenges: challenges.map((challenge) => ({ ...challenge, field: labelOf(challenge.field) })),
  };
}

async function nextOf(reading: Reading, oracle: Address, cluster: bigint): Promise<NextReport | undefined> {
  const ask = reading.at(revenueOracleAbi, oracle);
  const registry = await ask("registry");
  const { inServiceAt, retiredAt } = await reading.at(clusterRegistryAbi, registry)("hardware", cluster);
  if (inServiceAt === 0) return undefined;
  const [period, revision, reporterSet, clusterVersion, start, deadline] = await ask("nextReport", cluster);
  if (retiredAt !== 0 && start >= retiredAt) return undefined;
  const status = nameAt(REPORT_STATUSES, await ask("statusOf", cluster, period));
  return { period, status, revision, reporterSet, clusterVersion, start, deadline };
}
