import { ChevronDown } from "lucide-react";
import type { Token } from "@/lib/chain/readTokens";
import { formatAmount } from "@/lib/format/amount";
import { formatDate, formatDateTime } from "@/lib/format/time";
import type { ClusterHistory, SettlementRow } from "@/lib/history/periods";
import { waterfallLines } from "@/lib/history/waterfallLines";
import { Awaited } from "../ui/Awaited";
import { Card } from "../ui/Card";

/** Settlements shown; the chain has all. */
const SHOWN = 5;

type SettlementsCardProps = {
  history?: ClusterHistory;
  asset: Token;
  /** Why history is not known; null while it is being read. */
  error: Error | null;
};

/** How the last settlements were split, line by line. */
export function SettlementsCard({ history, asset, error }: SettlementsCardProps) {
  return (
    <Card title="Last settlements" caption={`The lines of the waterfall, in ${asset.symbol}; they add up to the cash`}>
      {!history ? (
        <Awaited error={error} what="What was settled" className="h-32" />
      ) : history.settlements.length === 0 ? (
        <p className="py-8 text-center text-sm text-faint">Nothing has been settled yet.</p>
      ) : (
        <ul className="divide-y">
          {history.settlements.slice(0, SHOWN).map((settlement, index) => (
            <li key={`${settlement.transactionHash}-${settlement.period}`}>
              <Settlement settlement={settlement} asset={asset} isOpen={index === 0} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

type SettlementProps = {
  settlement: SettlementRow;
  asset: Token;
  isOpen: boolean;
};

function Settlement({ settlement, asset, isOpen }: SettlementProps) {
  const money = (units: bigint): string => formatAmount(units, asset.decimals, asset.decimals);
  const { lines, period, timestamp, vestFrom, carriedEnergy, carriedOther, notCarried } = settlement;
  const carried = carriedEnergy + carriedOther;
  return (
    <details open={isOpen} className="group py-3">
      <summary
        className={
          "flex list-none items-center justify-between gap-4 rounded-md text-sm " + "[&::-webkit-details-marker]:hidden"
        }
      >
        <span className="flex items-center gap-2 font-medium">
          <ChevronDown aria-hidden className="size-4 -rotate-90 text-faint transition-transform group-open:rotate-0" />
          {period === 0 ? "Cash only" : `Period ${period}`}
          <span className="font-normal text-faint" title={formatDateTime(timestamp)}>
            {formatDate(timestamp)}
          </span>
        </span>
        <span className="font-medium">{formatAmount(lines.cash, asset.decimals)}</span>
      </summary>
      <dl className="mt-3 ml-6 space-y-1 text-sm">
        {waterfallLines(lines)
          .filter(({ amount }) => amount > 0n)
          .map(({ key, label, amount }) => (
            <div key={key} className="flex justify-between gap-4">
              <dt className="text-soft">{label}</dt>
              <dd>{money(amount)}</dd>
            </div>
          ))}
        <div className="flex justify-between gap-4 border-t pt-1 font-medium">
          <dt>Cash distributed</dt>
          <dd>{money(lines.cash)}</dd>
        </div>
      </dl>
      <p className="mt-2 ml-6 text-[0.8125rem] text-faint">
        {lines.fromReserve > 0n &&
          `Besides, the reserve paid ${formatAmount(lines.fromReserve, asset.decimals)} of debt service ` +
            "that fell short. "}
        {settlement.fee > 0n &&
          `Of what reached the vault its performance fee was ${formatAmount(settlement.fee, asset.decimals)}. `}
        {lines.toVault + lines.preferred + lines.interest > 0n &&
          `Vests over the time since ${formatDateTime(vestFrom)}, within the vault’s limits. `}
        {carried > 0n && `Unpaid running costs of ${formatAmount(carried, asset.decimals)} carry on. `}
        {notCarried > 0n &&
          `${formatAmount(notCarried, asset.decimals)} do not: more than the period’s rent or running costs is not ` +
            "carried over, and stays the operator’s own."}
      </p>
    </details>
  );
}
