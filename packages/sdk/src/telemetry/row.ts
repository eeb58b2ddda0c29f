/** Decimals of the money in a file. */
export const ASSET_DECIMALS = 6;

/** The columns of a scenario or of telemetry, in order. */
export const COLUMNS = [
  "cluster",
  "gpu_model",
  "gpu_count",
  "period_start",
  "period_end",
  "gpu_seconds_available",
  "gpu_seconds_sold",
  "gross_revenue",
  "energy_wh",
  "energy_cost",
  "other_opex",
  "cash_paid",
] as const;

export type Column = (typeof COLUMNS)[number];

/** Columns that may follow them, in any order, all or some. */
export const OPTIONAL_COLUMNS = ["event", "depositor_flow", "repaid"] as const;

export type AnyColumn = Column | (typeof OPTIONAL_COLUMNS)[number];

/** What goes wrong in a period, or is put right. */
export type ScenarioEvent =
  | { kind: "no_report" } // reporters are silent from this period on
  | { kind: "stop_paying" } // the operator pays nothing from this row on
  | { kind: "cure" } // everything is reported and paid
  | { kind: "default"; recovered: bigint } // resolved at the end of its line; base units
  | { kind: "lose_gpus"; count: number }; // at the period's end

/** One cluster and period. Money in base units, times in unix seconds. */
export type ScenarioRow = {
  line: number; // in the file, counted from 1
  cluster: string;
  gpuModel: string;
  gpuCount: number;
  start: number;
  end: number;
  gpuSecondsAvailable: bigint;
  gpuSecondsSold: bigint;
  gross: bigint;
  energyWh: bigint;
  energyCost: bigint;
  otherOpex: bigint;
  cashPaid: bigint; // by the operator into the lockbox
  event?: ScenarioEvent;
  flow?: bigint; // a depositor's, at the period's end: above zero a deposit, below zero a request to redeem
  repaid?: bigint; // by the operator past the lockbox, at the period's end: debt service, and principal ahead
};

/** Where a file breaks a rule, and which. */
export type Refusal = {
  file: string;
  line: number;
  column: number; // the field, counted from 1
  rule: string;
};

/** `scenario.csv:12:8: gross_revenue …` */
export function showRefusal({ file, line, column, rule }: Refusal): string {
  return `${file}:${line}:${column}: ${rule}`;
}
