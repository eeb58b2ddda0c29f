import { DEBT_WORDS } from "@/lib/debt/words";
import type { DebtView } from "@/lib/chain/readDebt";
import type { Token } from "@/lib/chain/readTokens";
import { formatDate } from "@/lib/format/time";
import { Card } from "../ui/Card";
import { Schedule } from "./Schedule";

/** What is owed of a loan or a lease, payment by payment. */
export function ScheduleCard({ debt, asset, now }: { debt: DebtView; asset: Token; now: number }) {
  return (
    <Card title={DEBT_WORDS[debt.form].title} caption={scheduleCaption(debt)}>
      <Schedule debt={debt} asset={asset} now={now} />
    </Card>
  );
}

/** When the schedule begins, or began; a prepayment begins it anew. */
export function scheduleCaption({ isPlanned, start, schedule }: DebtView): string {
  if (schedule.payments === 0) return "It has ended";
  return isPlanned
    ? `Planned: as if everything is drawn, and service begins on the last day allowed, ${formatDate(start)}`
    : `Runs since ${formatDate(start)}; principal paid ahead of time begins it anew`;
}
