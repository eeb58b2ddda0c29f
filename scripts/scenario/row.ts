/** The columns of a scenario file, in order. */
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
