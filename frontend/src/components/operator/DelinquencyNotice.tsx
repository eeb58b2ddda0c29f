import { FACILITY_STATUS, type FacilityView } from "@/lib/chain/readFacilities";
import type { Token } from "@/lib/chain/readTokens";
import { formatAmount } from "@/lib/format/amount";
import { formatDateTime, formatFromNow } from "@/lib/format/time";
import type { ClusterHistory } from "@/lib/history/periods";
import { Notice } from "../ui/Notice";

type DelinquencyNoticeProps = {
  facility: FacilityView;
  history?: ClusterHistory;
  asset: Token;
  now: number;
};

/** A facility that is delinquent, in resolution, or has been cured: since when, until when, and what ends it. */
export function DelinquencyNotice({ facility, history, asset, now }: DelinquencyNoticeProps) {
  const { status, delinquentSince, markedDownAt, workoutSince, exitValue, value } = facility;
  const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;
  if (status === FACILITY_STATUS.resolving) {
    return (
      <Notice
        tone="bad"
        className="mt-4"
        title={`In resolution since ${formatDateTime(workoutSince)}`}
        testId="resolving"
      >
        It counts as delinquent until the resolution is closed: recoveries come in, and what is missing then is a loss,
        borne by the bond first.
      </Notice>
    );
  }
  if (delinquentSince > 0) {
    return (
      <Notice
        tone="bad"
        className="mt-4"
        title={`Delinquent since ${formatDateTime(delinquentSince)}`}
        testId="facility-delinquent"
      >
        Leavers are paid {money(exitValue)} for it instead of {money(value)}.{" "}
        {now < markedDownAt
          ? `That is marked down to nothing by ${formatDateTime(markedDownAt)}, ${formatFromNow(markedDownAt, now)}. `
          : "It is marked down to nothing: anyone may open its resolution. "}
        {facility.debt
          ? "It is cured when every payment past its grace has been made, by repaying or out of settled rent."
          : "It is cured when every period that is over has been reported, its rent paid in, and both settled."}
      </Notice>
    );
  }
  const last = history?.delinquencies.at(-1);
  return last ? (
    <Notice className="mt-4" title="Cured" testId="cured">
      It was delinquent from {formatDateTime(last.since)} to {formatDateTime(last.curedAt)}. What it paid then counts
      with what is delinquent, for deposits, until it has vested.
    </Notice>
  ) : null;
}
