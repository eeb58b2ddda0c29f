import { NOT_TESTED, NOTHING_TO_SERVE, tickUp, vaultsPart, type Lines } from "@gpu-yield-vaults/sdk/model";
import type { Hex } from "viem";
import type { CovenantsEvent, OracleEvent, ProtocolEvent } from "./protocolEvent";

/** As the oracle says; "settled" is the manager's word for a final report that it has taken in. */
export type PeriodStatus = "missed" | "pending" | "challenged" | "void" | "final" | "settled" | "disputed";

/** One period of a cluster: what was reported, and how much of it has been distributed, oldest first. */
export type PeriodRow = {
  period: number;
  revision: number;
  status: PeriodStatus;
  start: number;
  end: number;
  submittedAt: number;
  /** First second in which the report is final. */
  finalAt: number;
  longWindow: boolean;
  /** Unix seconds from which on an unpaid remainder makes the facility delinquent; 0 for a period without rent. */
  payBy: number;
  gpuSecondsAvailable: bigint;
  gpuSecondsSold: bigint;
  gross: bigint;
  energyCost: bigint;
  otherOpex: bigint;
  energyWh: bigint;
  distributed: bigint;
  open: bigint;
  transactionHash: Hex;
};

export type PaymentRow = {
  timestamp: number;
  payer: Hex;
  amount: bigint;
  transactionHash: Hex;
};

export type SettlementRow = {
  timestamp: number;
  blockNumber: bigint;
  transactionHash: Hex;
  /** The report taken in; 0 when it was cash only. */
  period: number;
  vestFrom: number;
  lines: Lines;
  carriedEnergy: bigint;
  carriedOther: bigint;
  /** Running costs that no rent owes any more, by this settlement. */
  notCarried: bigint;
  /** Of what reached the vault, its performance fee. */
  fee: bigint;
};

/** A report held against the covenants. Ratios in bps; undefined where it was not tested. */
export type CovenantTest = {
  period: number;
  coverageBps: bigint | undefined;
  loanToValueBps: bigint | undefined;
  priceBps: bigint | undefined;
};

export type ClusterHistory = {
  /** Oldest first. */
  periods: PeriodRow[];
  /** Newest first. */
  payments: PaymentRow[];
  settlements: SettlementRow[];
  paidIn: bigint;
  /** The newest one. */
  covenantTest: CovenantTest | undefined;
  /**
   * Unix seconds in which depreciation began, as the chain has recorded it: a settlement, or a deadline that passed
   * before it.
   */
  depreciatesFrom: number | undefined;
  /** Oldest first; those that were cured. Unix seconds. */
  delinquencies: { since: number; curedAt: number }[];
};

/** A cluster's reports, payments and settlements, from events. `now` is the chain's clock. */
export function clusterHistory(records: readonly ProtocolEvent[], cluster: bigint, now: number): ClusterHistory {
  const periods = new Map<number, PeriodRow>();
  const payments: PaymentRow[] = [];
  const settlements: SettlementRow[] = [];
  const delinquencies: ClusterHistory["delinquencies"] = [];
  let paymentGrace = 0;
  let tick = 1;
  let deadline = 0;
  let depreciatesFrom: number | undefined;
  let covenantTest: CovenantTest | undefined;
  let dropped: { transactionHash: Hex; amount: bigint } | undefined;

  for (const record of records) {
    if (record.source === "vault") {
      if (record.eventName === "VaultOpened") tick = record.args.terms.tick;
      if (record.eventName === "Posted") chargeFee(settlements.at(-1), record);
      continue;
    }
    if (!("cluster" in record.args) || record.args.cluster !== cluster) continue;
    if (record.source === "oracle") applyOracle(periods, record);
    if (record.source === "origination" && record.eventName === "FacilityApproved") {
      paymentGrace = record.args.terms.paymentGrace;
    }
    if (record.source === "covenants" && record.eventName === "CovenantsTested") covenantTest = testOf(record.args);
    if (record.source !== "manager") continue;
    const { timestamp, blockNumber, transactionHash } = record;
    if (record.eventName === "PaidIn") {
      payments.push({ timestamp, transactionHash, payer: record.args.payer, amount: record.args.amount });
    }
    if (record.eventName === "DepreciationStarted") depreciatesFrom = record.args.from;
    // A cure is told before the deadline that follows it.
    if (record.eventName === "Cured") delinquencies.push({ since: deadline, curedAt: timestamp });
    if (record.eventName === "DeadlineSet") deadline = record.args.deadline;
    // Before the settlement that it belongs to, or alone, at the governor's word.
    if (record.eventName === "CostsNotCarried") {
      dropped = { transactionHash, amount: record.args.energy + record.args.other };
    }
    if (record.eventName === "Settled") {
      const { period, lines, vestFrom, carriedEnergy, carriedOther } = record.args;
      if (period > 0) change(periods, period, { status: "settled" });
      settlements.push({
        timestamp,
        blockNumber,
        transactionHash,
        period,
        vestFrom,
        lines,
        carriedEnergy,
        carriedOther,
        notCarried: dropped?.transactionHash === transactionHash ? dropped.amount : 0n,
        fee: 0n,
      });
      dropped = undefined;
    }
  }

  const rows = [...periods.values()].sort((a, b) => a.period - b.period);
  finalise(rows, now);
  allocate(
    rows,
    settlements.reduce((sum, { lines }) => sum + lines.cash, 0n),
  );
  const grid = { tick: BigInt(tick) };
  for (const row of rows) if (row.gross > 0n) row.payBy = Number(tickUp(grid, BigInt(row.finalAt + paymentGrace)));
  return {
    periods: rows,
    payments: payments.reverse(),
    settlements: settlements.reverse(),
    paidIn: payments.reduce((sum, { amount }) => sum + amount, 0n),
    covenantTest,
    depreciatesFrom,
    delinquencies,
  };
}

type PostedEvent = Extract<ProtocolEvent, { eventName: "Posted" }>;

/**
 * The posting that a settlement made, in the same transaction and with the money that it sent, says what the fee was of
 * it.
 */
function chargeFee(settlement: SettlementRow | undefined, { args, transactionHash }: PostedEvent): void {
  if (settlement?.transactionHash !== transactionHash || args.cashIn !== vaultsPart(settlement.lines)) return;
  settlement.fee = args.fee;
}

type TestedArgs = Extract<CovenantsEvent, { eventName: "CovenantsTested" }>["args"];

function testOf({ period, figures }: TestedArgs): CovenantTest {
  const { coverageBps, loanToValueBps, priceBps } = figures;
  return {
    period,
    coverageBps: coverageBps === NOTHING_TO_SERVE ? undefined : coverageBps,
    loanToValueBps: loanToValueBps === NOT_TESTED ? undefined : loanToValueBps,
    priceBps: priceBps === NOT_TESTED ? undefined : priceBps,
  };
}

function applyOracle(periods: Map<number, PeriodRow>, record: OracleEvent): void {
  switch (record.eventName) {
    case "ReportSubmitted": {
      const { report, finalAt, longWindow } = record.args;
      periods.set(report.period, {
        period: report.period,
        revision: report.revision,
        status: "pending",
        start: report.start,
        end: report.end,
        submittedAt: record.timestamp,
        finalAt,
        longWindow,
        payBy: 0,
        gpuSecondsAvailable: report.gpuSecondsAvailable,
        gpuSecondsSold: report.gpuSecondsSold,
        gross: report.gross,
        energyCost: report.energyCost,
        otherOpex: report.otherOpex,
        energyWh: report.energyWh,
        distributed: 0n,
        open: report.gross,
        transactionHash: record.transactionHash,
      });
      return;
    }
    case "PeriodMissed": {
      const { period, deadline } = record.args;
      const start = periods.get(period - 1)?.end ?? 0;
      periods.set(period, {
        period,
        revision: 1,
        status: "missed",
        start,
        end: 0,
        submittedAt: deadline,
        finalAt: 0,
        longWindow: true,
        payBy: 0,
        gpuSecondsAvailable: 0n,
        gpuSecondsSold: 0n,
        gross: 0n,
        energyCost: 0n,
        otherOpex: 0n,
        energyWh: 0n,
        distributed: 0n,
        open: 0n,
        transactionHash: record.transactionHash,
      });
      return;
    }
    case "ReportVetoed":
      change(periods, record.args.period, { status: "void" });
      return;
    case "ReportChallenged":
      change(periods, record.args.period, { status: "challenged" });
      return;
    case "ReportUpheld":
      change(periods, record.args.period, { status: "pending", finalAt: record.args.finalAt });
      return;
    case "ReportDisputed":
      change(periods, record.args.period, { status: "disputed" });
      return;
    case "DisputeSettled": {
      const { stands, finalAt, period } = record.args;
      change(periods, period, stands ? { status: "pending", finalAt } : { status: "void" });
      return;
    }
    default:
  }
}

function change(periods: Map<number, PeriodRow>, period: number, facts: Partial<PeriodRow>): void {
  const row = periods.get(period);
  if (row) periods.set(period, { ...row, ...facts });
}

/** A pending report is final past its window, once every earlier one is. */
function finalise(rows: readonly PeriodRow[], now: number): void {
  let settledSoFar = true;
  for (const row of rows) {
    if (settledSoFar && row.status === "pending" && now >= row.finalAt) row.status = "final";
    settledSoFar &&= row.status === "final" || row.status === "settled";
  }
}

/** Cash pays the oldest rent first; only settled reports have a claim on it. */
function allocate(rows: readonly PeriodRow[], distributed: bigint): void {
  let left = distributed;
  for (const row of rows) {
    if (row.status !== "settled") continue;
    row.distributed = left < row.gross ? left : row.gross;
    row.open = row.gross - row.distributed;
    left -= row.distributed;
  }
}
