import type { Columns } from "./baseline.ts";

/** Actions down, contracts across, gas from receipts; empty where a contract has no such action. */
export function table(columns: Columns): string {
  const names = Object.keys(columns);
  const actions = [...new Set(names.flatMap((name) => Object.keys(columns[name] ?? {})))];
  const rows = actions.map((action) => [action, ...names.map((name) => format(columns[name]?.[action]))]);

  const all = [["gas", ...names], ...rows];
  const widths = ["", ...names].map((_, index) => Math.max(...all.map((row) => row[index]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join("  ");
  const [head = [], ...body] = all;
  return [line(head), widths.map((width) => "─".repeat(width)).join("──"), ...body.map(line)].join("\n");
}

function format(gas: bigint | undefined): string {
  return gas === undefined ? "" : gas.toLocaleString("en-US");
}
