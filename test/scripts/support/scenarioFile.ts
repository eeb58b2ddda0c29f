import { COLUMNS, OPTIONAL_COLUMNS, type AnyColumn, type ScenarioRow } from "../../../scripts/scenario/row.ts";
import { parseScenario } from "../../../scripts/scenario/parseScenario.ts";
import type { ReplayTerms } from "../../../scripts/scenario/terms.ts";
import { showInstant } from "../../../scripts/lib/instant.ts";

/** One period as a test writes it: money in whole units, times in hours since the series' beginning. */
export type PeriodSketch = {
  cluster?: string;
  gpus?: number;
  from: number;
  to: number;
  sold?: number; // share of what could be sold
  price?: number; // per GPU-hour
  energyCost?: string;
  otherOpex?: string;
  paid?: string; // in full when left out
  left?: number; // GPUs still in service; all of them when left out
  event?: string;
  flow?: string;
  repaid?: string;
};

const BEGINNING = Date.UTC(2025, 0, 1) / 1000;
const HOUR = 3_600;

/**
 * A scenario file of sketches, with the optional columns if one of them says so. Energy is half of what the cluster can
 * draw; costs are nothing unless given.
 */
export function scenarioFile(sketches: readonly PeriodSketch[]): string {
  const isWide = sketches.some(({ event, flow }) => event !== undefined || flow !== undefined);
  const isRepaid = sketches.some(({ repaid }) => repaid !== undefined);
  const wanted = OPTIONAL_COLUMNS.filter((column) => (column === "repaid" ? isRepaid : isWide));
  const columns = [...COLUMNS, ...wanted];
  return [columns.join(","), ...sketches.map((sketch) => line(sketch, columns)), ""].join("\n");
}

/** The rows of sketches; a sketch that breaks a rule fails the test. */
export function rowsOf(sketches: readonly PeriodSketch[], terms: ReplayTerms): readonly ScenarioRow[] {
  const { rows, refusal } = parseScenario(new TextEncoder().encode(scenarioFile(sketches)), "sketch", terms.gpuModels);
  if (refusal) throw new Error(refusal.rule);
  return rows;
}

function line(sketch: PeriodSketch, columns: readonly AnyColumn[]): string {
  const { cluster = "a", gpus = 8, from, to, sold = 0.5, price = 2, left = gpus } = sketch;
  const available = left * (to - from) * HOUR;
  const soldSeconds = Math.round(available * sold);
  const gross = ((soldSeconds / HOUR) * price).toFixed(6);
  const energy = Math.floor(left * 1_275 * 1.25 * (to - from) * 0.5);
  const fields: Record<AnyColumn, string> = {
    cluster,
    gpu_model: "H100-SXM5",
    gpu_count: `${gpus}`,
    period_start: showInstant(BEGINNING + from * HOUR),
    period_end: showInstant(BEGINNING + to * HOUR),
    gpu_seconds_available: `${available}`,
    gpu_seconds_sold: `${soldSeconds}`,
    gross_revenue: gross,
    energy_wh: `${energy}`,
    energy_cost: sketch.energyCost ?? ((energy / 1_000) * 0.1).toFixed(6),
    other_opex: sketch.otherOpex ?? "0",
    cash_paid: sketch.paid ?? gross,
    event: sketch.event ?? "",
    depositor_flow: sketch.flow ?? "",
    repaid: sketch.repaid ?? "",
  };
  return columns.map((column) => fields[column]).join(",");
}
