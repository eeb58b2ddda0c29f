import type { FacilityView } from "@/lib/chain/readFacilities";
import type { Token } from "@/lib/chain/readTokens";
import type { VaultView } from "@/lib/chain/readVault";
import { formatAmount, formatBps } from "@/lib/format/amount";
import type { FacilityPast } from "@/lib/history/facilityPast";
import type { ValueExit } from "@/lib/history/valueExits";
import { Awaited, AwaitedFigure } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { Facts } from "../ui/Facts";

type ReturnsCardProps = {
  vault: VaultView;
  facilities?: readonly FacilityView[];
  pasts?: ReadonlyMap<bigint, FacilityPast>;
  /** Value that left otherwise than by depreciation; undefined while that is not known. */
  exits?: readonly ValueExit[];
  asset: Token;
  error: Error | null;
  historyError: Error | null;
};

/** What ownership has received, with return of capital kept apart from profit; and what it should have received. */
export function ReturnsCard({ vault, facilities, pasts, exits, asset, error, historyError }: ReturnsCardProps) {
  const money = (units: bigint): string => formatAmount(units, asset.decimals);
  const sum = (pick: (facility: FacilityView) => bigint): bigint =>
    (facilities ?? []).reduce((total, facility) => total + pick(facility), 0n);
  return (
    <Card title="What it has returned" caption={`in ${asset.symbol}, since the beginning`}>
      {facilities ? (
        <Facts
          facts={[
            {
              label: "Received by the vault",
              value: money(sum(({ received }) => received)),
              note: "after running costs and reserve, before its fee",
              strong: true,
            },
            {
              label: "Return of capital",
              value: money(sum(({ returnOfCapital }) => returnOfCapital)),
              note: "matches depreciation and repaid principal so far; not a yield",
            },
            {
              label: "Profit",
              value: money(sum(({ profit }) => profit)),
              note: "what is beyond that, losses left out",
            },
            {
              label: "Lost by shareholders",
              value: exits ? <Lost exits={exits} asset={asset} /> : <AwaitedFigure error={historyError} />,
              note: "booked losses that neither recoveries nor bonds nor reserves have borne",
            },
            {
              label: "Past due",
              value: pasts ? <PastDue pasts={pasts} asset={asset} /> : <AwaitedFigure error={historyError} />,
              note: "rent, payments and late interest whose day has passed; never in the NAV",
            },
            {
              label: "Performance fee of the vault",
              value: formatBps(vault.fee.bps),
              note:
                "of what the share price has gained of all facilities, above its highest mark; never of " +
                "deposits, exits or returned capital",
            },
            ...(vault.fee.mark > 0n
              ? [
                  {
                    label: "Profit it was taken on",
                    value: money(vault.fee.mark),
                    note: `${money(vault.fee.owed)} of fee waits to be paid out, outside the NAV`,
                  },
                ]
              : []),
          ]}
        />
      ) : (
        <Awaited error={error} what="What it has returned" className="h-32" />
      )}
    </Card>
  );
}

function Lost({ exits, asset }: { exits: readonly ValueExit[]; asset: Token }) {
  const total = exits.reduce((sum, { lost }) => sum + lost, 0n);
  return (
    <span className={total > 0n ? "text-bad-ink" : undefined}>
      {total > 0n && "−"}
      {formatAmount(total, asset.decimals)}
    </span>
  );
}

function PastDue({ pasts, asset }: { pasts: ReadonlyMap<bigint, FacilityPast>; asset: Token }) {
  const total = [...pasts.values()].reduce((sum, { arrears }) => sum + arrears.total, 0n);
  return (
    <span data-testid="past-due" className={total > 0n ? "text-bad-ink" : undefined}>
      {formatAmount(total, asset.decimals)}
    </span>
  );
}
