import { parseAmount } from "../inputs/amount.ts";
import { parseInstant } from "../inputs/instant.ts";
import {
  ASSET_DECIMALS,
  COLUMNS,
  OPTIONAL_COLUMNS,
  type AnyColumn,
  type ScenarioEvent,
  type ScenarioRow,
} from "./row.ts";

/** The largest figures that a report, and the cluster it is about, can have. */
const MOST_GPUS = 1_000_000n;
const UINT40 = 2n ** 40n - 1n;
const UINT64 = 2n ** 64n - 1n;
const UINT128 = 2n ** 128n - 1n;

/** A field's rule, and its text turned into `T` where it keeps it. */
type Field<T> = { readonly rule: string; readonly read: (text: string) => T | undefined };

const field = <T>(rule: string, read: (text: string) => T | undefined): Field<T> => ({ rule, read });

const within = (value: bigint | undefined, minimum: bigint, maximum: bigint) =>
  value !== undefined && value >= minimum && value <= maximum ? value : undefined;

const whole = (text: string) => (/^\d+$/.test(text) ? BigInt(text) : undefined);

const money = field(`must be whole units with at most ${ASSET_DECIMALS} decimals`, (text) =>
  within(parseAmount(text, ASSET_DECIMALS), 0n, UINT128),
);

const quantity = field("must be a whole number from 0 to 2^64 - 1", (text) => within(whole(text), 0n, UINT64));

const instant = field(
  "must be an ISO 8601 time with a zone and whole seconds, such as 2025-10-19T00:00:00Z",
  (text) => {
    const seconds = parseInstant(text);
    return seconds !== undefined && seconds > 0 && seconds <= Number(UINT40) ? seconds : undefined;
  },
);

/** `null` when nothing happens. */
function readEvent(text: string): ScenarioEvent | null | undefined {
  if (text === "") return null;
  if (text === "no_report" || text === "stop_paying" || text === "cure") return { kind: text };
  const [, kind, argument = ""] = /^(default|lose_gpus):(.+)$/.exec(text) ?? [];
  if (kind === "default") {
    const recovered = within(parseAmount(argument, ASSET_DECIMALS), 0n, UINT128);
    return recovered === undefined ? undefined : { kind, recovered };
  }
  if (kind === "lose_gpus") {
    const count = within(whole(argument), 1n, MOST_GPUS);
    return count === undefined ? undefined : { kind, count: Number(count) };
  }
  return undefined;
}

function readFlow(text: string): bigint | undefined {
  if (text === "") return 0n;
  const amount = within(parseAmount(text.replace(/^[+-]/, ""), ASSET_DECIMALS), 0n, UINT128);
  return amount !== undefined && text.startsWith("-") ? -amount : amount;
}

const readRepaid = (text: string) => (text === "" ? 0n : within(parseAmount(text, ASSET_DECIMALS), 0n, UINT128));

const bytes = (text: string) => new TextEncoder().encode(text).length;

const FIELDS = {
  cluster: field("must be a name of 1 to 64 bytes without control characters", (text) =>
    bytes(text) >= 1 && bytes(text) <= 64 && !/\p{Cc}/u.test(text) ? text : undefined,
  ),
  gpu_model: field("must be 1 to 31 printable ASCII characters", (text) =>
    /^[\x20-\x7e]{1,31}$/.test(text) ? text : undefined,
  ),
  gpu_count: field("must be a whole number from 1 to 1000000", (text) => {
    const value = within(whole(text), 1n, MOST_GPUS);
    return value === undefined ? undefined : Number(value);
  }),
  period_start: instant,
  period_end: instant,
  gpu_seconds_available: quantity,
  gpu_seconds_sold: quantity,
  gross_revenue: money,
  energy_wh: quantity,
  energy_cost: money,
  other_opex: money,
  cash_paid: money,
  event: field(
    "must be empty, no_report, stop_paying, cure, default:<recovered, whole units> or lose_gpus:<count>",
    readEvent,
  ),
  depositor_flow: field(`must be empty, or whole units with at most ${ASSET_DECIMALS} decimals and a sign`, readFlow),
  repaid: field(`must be empty, or whole units with at most ${ASSET_DECIMALS} decimals`, readRepaid),
} satisfies Record<AnyColumn, Field<unknown>>;

type Fields = { [C in AnyColumn]: (typeof FIELDS)[C] extends Field<infer T> ? T : never };

export type FieldsResult = { row: ScenarioRow } | { column: AnyColumn; rule: string };

/** Reads the fields of one record, in the order of the file's `columns`; the first that is malformed is named. */
export function parseFields(record: readonly string[], line: number, columns: readonly AnyColumn[]): FieldsResult {
  const values: Partial<Record<AnyColumn, unknown>> = {};
  for (const column of [...COLUMNS, ...OPTIONAL_COLUMNS]) {
    const text = record[columns.indexOf(column)] ?? ""; // an optional one that is not there is empty
    const { rule, read }: Field<unknown> = FIELDS[column];
    const value = read(text);
    if (value === undefined) return { column, rule: `${column} ${rule}, found ${JSON.stringify(text)}` };
    values[column] = value;
  }
  const fields = values as Fields;
  return {
    row: {
      line,
      cluster: fields.cluster,
      gpuModel: fields.gpu_model,
      gpuCount: fields.gpu_count,
      start: fields.period_start,
      end: fields.period_end,
      gpuSecondsAvailable: fields.gpu_seconds_available,
      gpuSecondsSold: fields.gpu_seconds_sold,
      gross: fields.gross_revenue,
      energyWh: fields.energy_wh,
      energyCost: fields.energy_cost,
      otherOpex: fields.other_opex,
      cashPaid: fields.cash_paid,
      ...(fields.event === null ? {} : { event: fields.event }),
      ...(fields.depositor_flow === 0n ? {} : { flow: fields.depositor_flow }),
      ...(fields.repaid === 0n ? {} : { repaid: fields.repaid }),
    },
  };
}
