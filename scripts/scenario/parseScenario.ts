import { parseFields, readCsv, readHeader } from "@gpu-yield-vaults/sdk/telemetry";
import { findBrokenRule, soFar, type ClusterSoFar } from "./rules.ts";
import { COLUMNS, type AnyColumn, type Refusal, type ScenarioRow } from "./row.ts";
import type { GpuModel } from "./terms.ts";

export type Scenario = {
  /** The file's columns, in its order. */
  columns: readonly AnyColumn[];
  /** The rows before the first that was refused, in the file's order. */
  rows: readonly ScenarioRow[];
  /** Why the file is not read further; nothing before it is undone. */
  refusal?: Refusal;
};

/**
 * Reads a scenario: UTF-8 CSV with the columns of `COLUMNS`, and of `OPTIONAL_COLUMNS` as far as they are there, one
 * row per cluster and period.
 *
 * @param content The file's bytes.
 * @param file Its name, for messages.
 * @param gpuModels What is assumed about each GPU model.
 */
export function parseScenario(content: Uint8Array, file: string, gpuModels: ReadonlyMap<string, GpuModel>): Scenario {
  const refuse = (line: number, column: number, rule: string): Refusal => ({ file, line, column, rule });

  const { lines, malformed } = readCsv(content);
  const [header, ...records] = lines;
  if (!header) {
    return {
      columns: COLUMNS,
      rows: [],
      refusal: refuse(malformed?.line ?? 1, 1, malformed?.rule ?? "the file is empty; a header is needed"),
    };
  }
  const columns = readHeader(header.record);
  if ("rule" in columns)
    return { columns: COLUMNS, rows: [], refusal: refuse(header.line, columns.column, columns.rule) };

  const rows: ScenarioRow[] = [];
  const clusters = new Map<string, ClusterSoFar>();
  for (const { record, line } of records) {
    if (record.length !== columns.length) {
      const rule = `the row has ${record.length} fields, the header ${columns.length}`;
      return { columns, rows, refusal: refuse(line, Math.min(record.length, columns.length) || 1, rule) };
    }
    const fields = parseFields(record, line, columns);
    const broken =
      "row" in fields
        ? findBrokenRule(fields.row, clusters.get(fields.row.cluster), gpuModels.get(fields.row.gpuModel))
        : fields;
    if (broken) return { columns, rows, refusal: refuse(line, columns.indexOf(broken.column) + 1, broken.rule) };
    if ("row" in fields) {
      rows.push(fields.row);
      clusters.set(fields.row.cluster, soFar(fields.row, clusters.get(fields.row.cluster)));
    }
  }
  if (malformed) return { columns, rows, refusal: refuse(malformed.line, 1, malformed.rule) };
  if (rows.length === 0)
    return { columns, rows, refusal: refuse(header.line + 1, 1, "there is no row under the header") };
  return { columns, rows };
}
