import {
  buildReport,
  digestOf,
  evidenceRoot,
  expectReport,
  judgeReport,
  type ExpectedReport,
  type StatementFile,
} from "@gpu-yield-vaults/sdk/reports";
import { ASSET_DECIMALS, readTelemetry, rowEvidence, type ScenarioRow } from "@gpu-yield-vaults/sdk/telemetry";
import type { Address } from "viem";
import type { ReadContext } from "../chain/client";
import { FlowError } from "../errors/explain";
import { formatDateTime } from "../format/time";
import { ofPending } from "./boundsOf";

/** What is to be made of which file. */
export type TelemetryWish = {
  oracle: Address;
  cluster: bigint;
  /** A pending report's period, to be put right by its next revision; the next period when absent. */
  pending?: number | undefined;
  /** Instead of the first that is free. */
  revision?: number | undefined;
  file: string;
  content: Uint8Array;
  /** Files behind the evidence root; the row itself when there are none. */
  evidence: readonly Uint8Array[];
};

/** One row of the cluster, as the chain would judge it. */
export type RowCheck = {
  line: number;
  start: number;
  end: number;
  /** Where it lies: reported before, the one to report, one after it, or one whose end is not past. */
  place: "before" | "chosen" | "after" | "notOver";
  /** File, line, column and rule of what it breaks. */
  broken?: string | undefined;
};

/** A file of telemetry held against the chain: every row of the cluster, and a statement of the one to report. */
export type CheckedTelemetry = {
  file: string;
  rows: readonly RowCheck[];
  /** The report to sign; absent where a problem is in the way. */
  built?: StatementFile;
  /** Why there is nothing to sign, with the place in the file. */
  problem?: string;
};

/**
 * Reads telemetry as the command line does, and holds every row of the cluster against the chain's bounds.
 *
 * Throws what the oracle would refuse a report with.
 */
export async function checkTelemetry({ client }: ReadContext, wish: TelemetryWish): Promise<CheckedTelemetry> {
  const { oracle, cluster, pending, revision, file, content, evidence } = wish;
  const expected = await ofPending(() => expectReport(client, oracle, { cluster, pending, revision }));
  if (expected.assetDecimals !== ASSET_DECIMALS) {
    throw new FlowError(
      `The oracle counts in ${expected.assetDecimals} decimals; telemetry has ${ASSET_DECIMALS}.`,
      "Build this report by a tool that knows the asset.",
    );
  }
  const telemetry = readTelemetry(content, file);
  const all = telemetry.rowsOf(expected);
  if (typeof all === "string") return { file, rows: [], problem: all };

  const rows = await Promise.all(
    all.map(async (row): Promise<RowCheck> => {
      const { line, start, end } = row;
      const place = placeOf(row, expected);
      if (place === "before" || place === "notOver" || end <= start) return { line, start, end, place };
      const built = await buildReport(client, expected, row, evidenceRoot([rowEvidence(row)]));
      return { line, start, end, place, broken: telemetry.findBroken(row, built, expected) };
    }),
  );

  const row = telemetry.find(expected);
  if (typeof row === "string") return { file, rows, problem: row.startsWith(`${file}:`) ? row : `${file}: ${row}` };
  if (row.end > expected.now) return { file, rows, problem: notOver(file, row) };
  const root = evidenceRoot(evidence.length > 0 ? evidence : [rowEvidence(row)]);
  const { report, installed } = await buildReport(client, expected, row, root);
  const broken = telemetry.findBroken(row, { report, installed }, expected);
  if (broken !== undefined) return { file, rows, problem: broken };
  await judgeReport(client, oracle, report);
  const statement = { domain: expected.domain, report };
  return { file, rows, built: { statement, digest: digestOf(statement), assetDecimals: ASSET_DECIMALS } };
}

function placeOf({ start, end }: ScenarioRow, expected: ExpectedReport): RowCheck["place"] {
  if (start < expected.start) return "before";
  if (end > expected.now) return "notOver";
  return start === expected.start ? "chosen" : "after";
}

const notOver = (file: string, { line, end }: ScenarioRow): string =>
  `${file}:${line}:5: the period is not over: it ends at ${formatDateTime(end)}`;
