"use client";

import { isAddressEqual, type Address } from "viem";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useWallet } from "@/hooks/useWallet";
import type { FacilityView } from "@/lib/chain/readFacilities";
import { isDebt } from "@/lib/debt/words";
import { claimEarningsFlow } from "@/lib/flows/claimEarningsFlow";
import { formatAmount } from "@/lib/format/amount";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";

/** What settlements left for the connected operator, and the way to take it out: one claim at each manager. */
export function EarningsCard({ facilities }: { facilities: readonly FacilityView[] }) {
  const { asset } = useChain().tokens;
  const wallet = useWallet();
  const startFlow = useFlow();
  if (wallet.status === "none" || wallet.status === "connecting") return null;
  const own = facilities.filter(({ operator }) => isAddressEqual(operator, wallet.address));
  const purses = pursesOf(own);
  return (
    <Card title="My earnings" caption="Running costs and residual that settlements left for you">
      <p className="text-lg font-semibold tracking-tight" data-testid="earned">
        {formatAmount(
          purses.reduce((sum, { earned }) => sum + earned, 0n),
          asset.decimals,
        )}{" "}
        <span className="text-sm font-normal text-faint">{asset.symbol}</span>
      </p>
      {purses.map(({ manager, clusters, earned, isOfDebts }) => (
        <div key={manager} className="mt-3 flex flex-wrap items-center justify-between gap-3">
          <p className="text-sm text-soft">
            {isOfDebts ? "Of loans and leases" : "Of revenue shares"}: {formatAmount(earned, asset.decimals)}
          </p>
          <Button
            look="secondary"
            aria-disabled={wallet.status === "ready" ? undefined : true}
            aria-label={isOfDebts ? "Claim what loans and leases earned" : "Claim what revenue shares earned"}
            onClick={() =>
              wallet.status === "ready" &&
              startFlow(claimEarningsFlow({ manager, asset, account: wallet.address, clusters, earned }))
            }
          >
            Claim
          </Button>
        </div>
      ))}
      {purses.length === 0 && <p className="mt-1 text-sm text-faint">Nothing to claim.</p>}
    </Card>
  );
}

type Purse = { manager: Address; clusters: bigint[]; earned: bigint; isOfDebts: boolean };

/** Earnings lie with the manager of each cluster. */
function pursesOf(own: readonly FacilityView[]): Purse[] {
  const purses = new Map<Address, Purse>();
  for (const { manager, cluster, earned, form } of own) {
    if (earned === 0n) continue;
    const purse = purses.get(manager) ?? { manager, clusters: [], earned: 0n, isOfDebts: isDebt(form) };
    purses.set(manager, { ...purse, clusters: [...purse.clusters, cluster], earned: purse.earned + earned });
  }
  return [...purses.values()];
}
