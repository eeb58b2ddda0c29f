import { showAmount } from "../lib/amount.ts";
import { showInstant } from "../lib/instant.ts";
import { ASSET_DECIMALS } from "../scenario/terms.ts";
import type { CovenantLine, Summary } from "./summary.ts";

const money = (amount: string) => showAmount(BigInt(amount), ASSET_DECIMALS);

/** Lines for people about loans, leases and covenants; none where there are none. */
export function describeDebts({ facilities }: Summary): readonly string[] {
  return facilities.flatMap(({ cluster, form, tier, trapped, debt, covenants = [] }) => {
    const lines: string[] = [];
    if (debt) {
      const { outstanding, interest, principal, yearlyRate, nextPayment } = debt;
      const rate = `${(Number(yearlyRate) * 100).toFixed(4)} % a year${form === "lease" ? ", by its rent" : ""}`;
      const received = `interest ${money(interest)} and principal ${money(principal)} received`;
      lines.push(`${cluster}: ${form} at ${rate}; ${received}, ${money(outstanding)} outstanding`);
      if (nextPayment) {
        const dueAt = showInstant(nextPayment.dueAt);
        lines.push(`${cluster}: next payment ${money(nextPayment.amount)}, due ${dueAt} on the replay's clock`);
      }
    }
    if (covenants.length > 0) lines.push(`${cluster}: ${describeCovenants(tier, trapped, covenants)}`);
    return lines;
  });
}

function describeCovenants(tier: number, trapped: string, covenants: readonly CovenantLine[]): string {
  const coverages = covenants.flatMap(({ coverageBps }) => (coverageBps === undefined ? [] : [Number(coverageBps)]));
  const range =
    coverages.length === 0 ? "" : `, coverage ${ratio(Math.min(...coverages))} to ${ratio(Math.max(...coverages))}`;
  const asked = covenants.filter((line) => line.tier > 0).length;
  const broken = asked === 0 ? "kept in every period" : `broken in ${asked} of ${covenants.length} periods`;
  return `covenants ${broken}${range}; tier ${tier}, ${money(trapped)} held back`;
}

const ratio = (bps: number) => (bps / 10_000).toFixed(3);
