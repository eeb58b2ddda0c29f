import type { FacilityView } from "@/lib/chain/readFacilities";
import type { Token } from "@/lib/chain/readTokens";
import { formatAmount } from "@/lib/format/amount";
import { formatDateTime, formatFromNow } from "@/lib/format/time";
import { Notice } from "../ui/Notice";

type LatenessNoticeProps = {
  facility: FacilityView;
  asset: Token;
  now: number;
};

/** A facility that is late, in resolution, or has just been cured: since when, until when, and what ends it. */
export function LatenessNotice({ facility, asset, now }: LatenessNoticeProps) {
  const { lateSince, lineEnd, resolvingSince, arrearsUntil, exitValue, value } = facility;
  const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;
  if (resolvingSince > 0) {
    return (
      <Notice
        tone="bad"
        className="mt-4"
        title={`In resolution since ${formatDateTime(resolvingSince)}`}
        testId="resolving"
      >
        It counts as late until the resolution is closed: recoveries come in, and what is missing then is a loss, borne
        by the bond first.
      </Notice>
    );
  }
  if (lateSince > 0) {
    return (
      <Notice tone="bad" className="mt-4" title={`Late since ${formatDateTime(lateSince)}`} testId="facility-late">
        Leavers are paid {money(exitValue)} for it instead of {money(value)}.{" "}
        {now < lineEnd
          ? `That falls to nothing by ${formatDateTime(lineEnd)}, ${formatFromNow(lineEnd, now)}. `
          : "Its line has ended: anyone may open its resolution. "}
        {facility.debt
          ? "It is cured when every payment past its grace has been made, by repaying or out of settled rent."
          : "It is cured when every period that is over has been reported, its rent paid in, and both settled."}
      </Notice>
    );
  }
  if (arrearsUntil > now) {
    return (
      <Notice className="mt-4" title="Cured" testId="cured">
        For deposits it counts as late until its arrears have vested, {formatFromNow(arrearsUntil, now)}.
      </Notice>
    );
  }
  return null;
}
