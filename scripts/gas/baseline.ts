import { readFile, writeFile } from "node:fs/promises";
import type { Figures } from "./measure.ts";

/** Committed: whoever makes something dearer says so by changing this file. */
export const BASELINE = "test/gas/baseline.json";

/** A figure may grow by this much unannounced. */
const TOLERANCE_PERCENT = 1n;

export type Columns = Readonly<Record<string, Figures>>;

/** One sentence for every figure that grew beyond the tolerance, is new, or is gone. */
export function compare(measured: Columns, baseline: Columns): string[] {
  const findings: string[] = [];
  for (const [column, figures] of Object.entries(measured)) {
    for (const [action, gas] of Object.entries(figures)) {
      const before = baseline[column]?.[action];
      const name = `${column}, ${action}`;
      if (before === undefined) findings.push(`${name}: ${gas} gas, not in the baseline`);
      else if (gas * 100n > before * (100n + TOLERANCE_PERCENT)) findings.push(`${name}: ${before} → ${gas} gas`);
    }
  }
  for (const [column, figures] of Object.entries(baseline)) {
    for (const action of Object.keys(figures)) {
      if (measured[column]?.[action] === undefined) findings.push(`${column}, ${action}: no longer measured`);
    }
  }
  return findings;
}

export async function readBaseline(): Promise<Columns> {
  const text = await readFile(BASELINE, "utf8").catch(() => "{}");
  const plain = JSON.parse(text) as Record<string, Record<string, number>>;
  return mapFigures(plain, BigInt);
}

export async function writeBaseline(measured: Columns): Promise<void> {
  await writeFile(BASELINE, `${JSON.stringify(mapFigures(measured, Number), null, 2)}\n`);
}

function mapFigures<From, To>(
  columns: Readonly<Record<string, Readonly<Record<string, From>>>>,
  convert: (figure: From) => To,
): Record<string, Record<string, To>> {
  const column = (figures: Readonly<Record<string, From>>): Record<string, To> =>
    Object.fromEntries(Object.entries(figures).map(([action, figure]) => [action, convert(figure)]));
  return Object.fromEntries(Object.entries(columns).map(([name, figures]) => [name, column(figures)]));
}
