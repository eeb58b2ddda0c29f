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
    // A percent is no growth: it is a bit of the due items' tree that is or is not set already.
    const grows = figures.some((gas, index) => index > 0 && gas * 100n > (figures[index - 1] ?? 0n) * 101n);
    if (grows) findings.push(`${action}: ${figures.join(" / ")} gas, grows with facilities`);
  }
  return findings;
}
