import type { Columns } from "./baseline.ts";

/** What our vault may cost at most while rent vests, whatever the number of facilities. */
const LIMITS: Readonly<Record<string, bigint>> = {
  "deposit, a holder again, rent vesting": 64_000n,
  "withdraw, a part, rent vesting": 64_000n,
  "transfer, to a holder, rent vesting": 35_500n,
  "convertToAssets, cold, without the transaction": 12_000n,
};

/** One sentence for every figure of ours that is above its limit, or that depends on the number of facilities. */
export function exceeded(columns: Columns, ours: readonly string[]): string[] {
  const findings: string[] = [];
  for (const [action, limit] of Object.entries(LIMITS)) {
    const figures = ours.map((column) => columns[column]?.[action] ?? 0n);
    for (const [index, gas] of figures.entries()) {
      if (gas === 0n || gas > limit) findings.push(`${ours[index]}, ${action}: ${gas} gas, at most ${limit}`);
    }
  }
  for (const action of Object.keys(columns[ours[0] ?? ""] ?? {})) {
    const figures = ours.map((column) => columns[column]?.[action] ?? 0n);
    const [least = 0n, most = 0n] = [figures.reduce(min), figures.reduce(max)];
    // A figure's bytes may differ from one deployment to the next (calldata, addresses): a thousandth is no growth.
    if ((most - least) * 1_000n > least) findings.push(`${action}: ${figures.join(" / ")} gas, grows with facilities`);
  }
  return findings;
}

const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);
