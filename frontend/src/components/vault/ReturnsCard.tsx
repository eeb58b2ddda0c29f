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
              note: "after running costs, reserve and fee",
              strong: true,
            },
            {
              label: "Return of capital",
              value: money(sum(({ returnOfCapital }) => returnOfCapital)),
              note: "matches wear and repaid principal so far; not a yield",
            },
            { label: "Profit", value: money(sum(({ profit }) => profit)), note: "what is beyond that" },
            {
              label: "Performance fee",
              value: formatBps(vault.feeBps),
              note: "of profit at its highest mark, in cash, before it reaches the vault",
            },
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
