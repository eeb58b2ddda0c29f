import { FACILITY_STATUS, type FacilityView } from "@/lib/chain/readFacilities";
import type { DebtView } from "@/lib/chain/readDebt";
import type { Token } from "@/lib/chain/readTokens";
import { debtTimeline } from "@/lib/debt/debtTimeline";
import { DEBT_WORDS } from "@/lib/debt/words";
import { formatAmount, formatExact } from "@/lib/format/amount";
import { formatRate } from "@/lib/format/rate";
import { formatDate, formatFromNow } from "@/lib/format/time";
import { Stat } from "../ui/Stat";
import { CovenantStat } from "./CovenantStat";

type DebtStatsProps = {
  facility: FacilityView;
  debt: DebtView;
  asset: Token;
  now: number;
};

/** A loan or a lease in numbers: principal, the payment that comes next, and the rate. */
export function DebtStats({ facility, debt, asset, now }: DebtStatsProps) {
  const money = (units: bigint): string => formatAmount(units, asset.decimals);
  const exact = (units: bigint): string => formatExact(units, asset.decimals);
  const words = DEBT_WORDS[debt.form];
  const timeline = debtTimeline(debt, now);
  const next = timeline?.next;
  const outstanding = debt.isPlanned ? facility.cost : debt.outstanding;
  return (
    <>
      {timeline ? (
        <Stat
          label="Outstanding"
          testId="debt-outstanding"
          value={money(outstanding)}
          exact={exact(outstanding)}
          caption={`of ${money(facility.cost)} drawn`}
          explanation="Principal that has not been paid. It falls by what arrives, and by nothing else."
        />
      ) : (
        <Stat
          label="Value"
          value={money(facility.value)}
          exact={exact(facility.value)}
          caption={
            facility.status === FACILITY_STATUS.resolving
              ? "recoveries take its place"
              : `of ${money(facility.cost)} drawn`
          }
        />
      )}
      <Stat
        label="Next payment"
        testId="next-payment"
        value={next ? money(next.missing) : "–"}
        exact={next && exact(next.missing)}
        tone={next?.status === "overdue" ? "bad" : undefined}
        caption={next ? dueCaption(debt, next.dueAt, now) : "nothing falls due any more"}
      />
      {timeline && (
        <Stat
          label={words.rate}
          testId="debt-rate"
          value={formatRate(timeline.yearlyRate)}
          explanation={words.rateMeaning}
        />
      )}
      <CovenantStat facility={facility} asset={asset} />
      <Stat
        label="Received"
        value={money(facility.received)}
        caption="interest and principal"
        explanation="What reached the vault of it, before the vault’s fee, reserve excluded."
      />
    </>
  );
}

function dueCaption({ isPlanned }: DebtView, dueAt: number, now: number): string {
  if (isPlanned) return "one period after service begins";
  return `${now > dueAt ? "overdue since" : "due"} ${formatDate(dueAt)}, ${formatFromNow(dueAt, now)}`;
}
