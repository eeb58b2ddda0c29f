import type { FacilityView } from "@/lib/chain/readFacilities";
import type { Token } from "@/lib/chain/readTokens";
import { formatAmount, formatShare } from "@/lib/format/amount";
import { formatDate, formatDateTime, formatDuration } from "@/lib/format/time";
import { Stat } from "../ui/Stat";
import { CovenantStat } from "./CovenantStat";

/** A revenue share in numbers: hardware that depreciates, and rent. */
export function ShareStats({ facility, asset }: { facility: FacilityView; asset: Token }) {
  const money = (units: bigint): string => formatAmount(units, asset.decimals);
  return (
    <>
      <Stat label="Value" value={money(facility.value)} caption={`of ${money(facility.cost)} paid`} />
      <Stat
        label="Depreciated so far"
        value={formatShare(facility.cost - facility.value, facility.cost, 2)}
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
        tone={facility.receivable > 0n ? "bad" : undefined}
        caption={facility.receivable > 0n ? `oldest: period ${facility.oldestUnpaid}` : "nothing is open"}
        explanation="Reported but not paid. It is never in the NAV."
      />
      <CovenantStat facility={facility} asset={asset} />
    </>
  );
}

function depreciationCaption({ depreciatesUntil, deadline }: FacilityView): string {
  if (depreciatesUntil > 0) return `until ${formatDate(depreciatesUntil)}`;
  return deadline > 0 ? `starts by ${formatDateTime(deadline)}` : "has not started";
}
