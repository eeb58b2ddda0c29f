import type { FacilityView } from "@/lib/chain/readFacilities";
import type { Token } from "@/lib/chain/readTokens";
import type { VaultView } from "@/lib/chain/readVault";
import { formatAmount, formatBps } from "@/lib/format/amount";
import { Card } from "../ui/Card";
import { Facts } from "../ui/Facts";
import { Skeleton } from "../ui/Skeleton";

type ReturnsCardProps = {
  vault: VaultView;
  facilities?: readonly FacilityView[];
  asset: Token;
};

/** What ownership has received, with return of capital kept apart from profit. */
export function ReturnsCard({ vault, facilities, asset }: ReturnsCardProps) {
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
            { label: "Profit", value: money(sum(({ profit }) => profit)), note: "what is beyond that" },
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
        <div className="space-y-3">
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
        </div>
      )}
    </Card>
  );
}
