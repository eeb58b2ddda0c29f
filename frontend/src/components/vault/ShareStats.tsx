import { FACILITY_STATUS, type FacilityView } from "@/lib/chain/readFacilities";
import type { Token } from "@/lib/chain/readTokens";
import { formatAmount, formatShare } from "@/lib/format/amount";
import { formatDate, formatDateTime, formatDuration } from "@/lib/format/time";
import type { FacilityStatement } from "@/lib/history/facilityStatement";
import { AwaitedFigure } from "../ui/Awaited";
import { Stat } from "../ui/Stat";
import { CovenantStat } from "./CovenantStat";

type ShareStatsProps = {
  facility: FacilityView;
  /** Undefined while history is not known: what has depreciated cannot be told from what was lost without it. */
  statement?: FacilityStatement;
  asset: Token;
  historyError: Error | null;
};

/** A revenue share in numbers: hardware that depreciates, and rent. */
export function ShareStats({ facility, statement, asset, historyError }: ShareStatsProps) {
  const money = (units: bigint): string => formatAmount(units, asset.decimals);
  return (
    <>
      <Stat label="Value" value={money(facility.value)} caption={`of ${money(facility.cost)} paid`} />
      <Stat
        label="Depreciated so far"
        testId="depreciated"
        value={
          statement ? (
            formatShare(statement.parts.depreciated, facility.cost, 2)
          ) : (
            <AwaitedFigure error={historyError} />
          )
        }
        caption={depreciationCaption(facility)}
        explanation={
          `Straight line from cost to a salvage of ${money(facility.salvage)} ${asset.symbol} over ` +
          `${formatDuration(facility.usefulLife)}, second by second.`
        }
      />
      <Stat
        label="Reported"
        value={money(facility.reported)}
        caption={`in ${facility.settledPeriods} settled periods`}
        explanation="Gross rent that reporters attested. A report never moves the share price."
      />
      <Stat
        label="Distributed"
        value={money(facility.distributed)}
        caption={`${formatShare(facility.distributed, facility.reported)} of reported`}
        explanation="What the operator really paid and settlements split. Only this can reach the vault."
      />
      <Stat
        label="Receivable"
        value={money(facility.receivable)}
        caption={facility.receivable > 0n ? `oldest: period ${facility.oldestUnpaid}` : "all that is settled is paid"}
        explanation="Reported but not paid, due or not. It is never in the NAV."
      />
      <CovenantStat facility={facility} asset={asset} />
    </>
  );
}

function depreciationCaption({ status, depreciatesUntil, deadline }: FacilityView): string {
  if (status === FACILITY_STATUS.retired) return "until it ended";
  if (depreciatesUntil > 0) return `until ${formatDate(depreciatesUntil)}`;
  return deadline > 0 ? `starts by ${formatDateTime(deadline)}` : "has not started";
}
