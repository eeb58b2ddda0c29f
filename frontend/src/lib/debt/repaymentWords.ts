import type { Token } from "../chain/readTokens";
import { formatExact } from "../format/amount";
import { formatDate } from "../format/time";
import type { Repayment } from "./repayment";

/** What a repayment will do, line by line, in the order in which money pays. */
export function repaymentWords(
  repayment: Repayment,
  { decimals, symbol }: Token,
): { label: string; value: string; note?: string }[] {
  const money = (units: bigint): string => `${formatExact(units, decimals)} ${symbol}`;
  const { lateInterest, interest, principal, ahead, unused } = repayment;
  return [
    { label: "Late interest", amount: lateInterest },
    { label: "Interest that is owed", amount: interest },
    { label: "Principal that is owed", amount: principal },
    { label: "Principal ahead of its time", amount: ahead, note: afterwards(repayment, money) },
    { label: "Not taken", amount: unused, note: "Nothing is left to pay with it." },
  ]
    .filter(({ amount }) => amount > 0n)
    .map(({ label, amount, note }) => ({ label, value: money(amount), note: note ?? whenRepaid(label, repayment) }));
}

/** Without anything ahead of time, the last principal that is owed ends the debt. */
function whenRepaid(label: string, { outstanding, ahead }: Repayment): string | undefined {
  return label === "Principal that is owed" && outstanding === 0n && ahead === 0n ? REPAID : undefined;
}

const REPAID = "With it everything is paid, and the title is the operator’s.";

function afterwards({ outstanding, anew }: Repayment, money: (units: bigint) => string): string | undefined {
  if (outstanding === 0n) return REPAID;
  if (!anew) return undefined;
  const { payments, paymentsBefore, payment, paymentBefore, from } = anew;
  const since = `From ${formatDate(from)} on`;
  return payments < paymentsBefore
    ? `${since}, ${payments} payments instead of ${paymentsBefore}.`
    : `${since}, payments of ${money(payment)} instead of ${money(paymentBefore)}.`;
}
