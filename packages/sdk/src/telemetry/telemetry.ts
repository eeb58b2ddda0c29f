import { brokenBound } from "../reports/bounds.ts";
import type { BuiltReport, ExpectedReport } from "../reports/build.ts";
import { showInstant } from "../text/instant.ts";
import { describeBound } from "./describeBound.ts";
import { parseFields } from "./fields.ts";
import { readHeader } from "./header.ts";
import { readCsv } from "./readCsv.ts";
import { COLUMNS, showRefusal, type AnyColumn, type ScenarioRow } from "./row.ts";

/** Whose rows: by the names that they have on chain. */
type Named = Pick<ExpectedReport, "name" | "model">;

/** A file of telemetry: whose rows it may have besides is nobody's business here. */
export type Telemetry = {
  /** All rows of a cluster, in the file's order, or the place of the first that can't be read. */
  rowsOf(cluster: Named): readonly ScenarioRow[] | string;
  /** The row to report of a cluster, or why there is none, with the place in the file where there is one. */
  find(expected: ExpectedReport, place?: number): ScenarioRow | string;
  /** The chain's hard bound that a report breaks, with the place in the file. */
  findBroken(row: ScenarioRow, built: BuiltReport, expected: Pick<ExpectedReport, "limits">): string | undefined;
};

/** Reads telemetry: the columns of a scenario, rows of any clusters and models in any order. */
export function readTelemetry(content: Uint8Array, file: string): Telemetry {
  const { lines, malformed } = readCsv(content);
  const [header, ...records] = lines;
  const columns = header ? readHeader(header.record) : COLUMNS;
  const at = (line: number, column: number, rule: string) => showRefusal({ file, line, column, rule });
  const ofAll = (): string | undefined => {
    if ("rule" in columns) return at(header?.line ?? 1, columns.column, columns.rule);
    if (malformed) return at(malformed.line, 1, malformed.rule);
    return header ? undefined : at(1, 1, "the file is empty; a header is needed");
  };
  const columnOf = (name: AnyColumn) => ("rule" in columns ? 0 : columns.indexOf(name) + 1);

  const rowsOf = ({ name, model }: Named): readonly ScenarioRow[] | string => {
    const refusal = ofAll();
    if (refusal !== undefined || "rule" in columns) return refusal ?? file;
    const named = records.filter(({ record }) => record[0] === name);
    const own = named.filter(({ record }) => record[1] === model);
    const rows: ScenarioRow[] = [];
    for (const { record, line } of own) {
      if (record.length !== columns.length) {
        return at(line, 1, `the row has ${record.length} fields, the header ${columns.length}`);
      }
      const fields = parseFields(record, line, columns);
      if (!("row" in fields)) return at(line, columnOf(fields.column), fields.rule);
      rows.push(fields.row);
    }
    if (own.length === 0 && named[0]) {
      return at(named[0].line, 2, `gpu_model is not ${model}, which is what the title of ${name} says`);
    }
    return rows;
  };

  return {
    rowsOf,

    find(expected, place) {
      const rows = rowsOf(expected);
      if (typeof rows === "string") return rows;
      const { name, start } = expected;
      const found = place === undefined ? rows.filter((row) => row.start === start) : rows.slice(place - 1, place);
      const [row, other] = found;
      if (!row) {
        const which = place === undefined ? `starts at ${showInstant(start)}` : `is row ${place} of ${rows.length}`;
        return `no period of ${name} ${which}`;
      }
      if (other) return at(other.line, 4, `period_start is that of line ${row.line} too; a period is there once`);
      if (row.start !== start) {
        return at(row.line, 4, `period_start is not ${showInstant(start)}, where the chain expects the next period`);
      }
      if (row.end <= row.start) return at(row.line, 5, "period_end is not after period_start");
      return row;
    },

    findBroken(row, { report, installed }, { limits }) {
      const bound = brokenBound(report, installed, limits);
      if (!bound) return undefined;
      const { column, rule } = describeBound(bound, row, limits, "GPUs in service");
      return at(row.line, columnOf(column), rule);
    },
  };
}
