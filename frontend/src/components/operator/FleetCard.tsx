"use client";

import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import type { FacilityView } from "@/lib/chain/readFacilities";
import { isDebt } from "@/lib/debt/words";
import { settleManyFlow } from "@/lib/flows/settleManyFlow";
import { formatAmount } from "@/lib/format/amount";
import { fleetsOf } from "@/lib/history/fleets";
import type { ProtocolEvent } from "@/lib/history/protocolEvent";
import { ActButton } from "../shell/ActButton";
import { Card } from "../ui/Card";

/**
 * All clusters that have something to settle, one transaction for each way of financing. Absent while there are fewer
 * than two.
 */
export function FleetCard({
  facilities,
  events,
}: {
  facilities: readonly FacilityView[];
  events?: readonly ProtocolEvent[];
}) {
  const { head, tokens } = useChain();
  const startFlow = useFlow();
  const { asset } = tokens;
  const fleets = events ? fleetsOf(facilities, events, head.timestamp) : [];
  if (fleets.length === 0) return null;
  return (
    <Card title="Settle the fleet" caption="Every cluster that has a final report or cash to distribute. Anyone may.">
      {fleets.map(({ manager, oracle, form, clusters, distributable }) => (
        <div key={manager} className="mt-3 first:mt-0">
          <p className="text-sm text-soft">
            {isDebt(form) ? "Loans and leases" : "Revenue shares"}: {clusters.map(({ name }) => name).join(", ")} ·{" "}
            {formatAmount(distributable, asset.decimals)} {asset.symbol} to distribute
          </p>
          <ActButton
            look="secondary"
            size="large"
            className="mt-2 w-full"
            onAct={() => startFlow(settleManyFlow({ manager, oracle, asset, clusters, distributable }))}
          >
            Settle {clusters.length} clusters
          </ActButton>
        </div>
      ))}
    </Card>
  );
}
