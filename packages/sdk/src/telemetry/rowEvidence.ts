import type { ScenarioRow } from "./row.ts";

/** What is hashed where no files are given: the row itself is the evidence. */
export function rowEvidence(row: ScenarioRow): Uint8Array {
  const text = Object.values({ ...row, line: 0 })
    .map(String)
    .join(",");
  return new TextEncoder().encode(text);
}
