"use client";

import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { FACILITY_STATUS, type FacilityView } from "@/lib/chain/readFacilities";
import { settleFlow } from "@/lib/flows/settleFlow";
import { formatAmount } from "@/lib/format/amount";
import { formatFromNow } from "@/lib/format/time";
import type { ClusterHistory } from "@/lib/history/periods";
import { settleable } from "@/lib/history/settleable";
import { ActButton } from "../shell/ActButton";
import { Awaited } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { Facts } from "../ui/Facts";

type SettleCardProps = {
  facility: FacilityView;
  history?: ClusterHistory;
  /** Why history is not known; null while it is being read. */
  error: Error | null;
};

/** What becomes final after it was paid. Anyone may settle; this says beforehand what it would do. */
export function SettleCard({ facility, history, error }: SettleCardProps) {
  const { deployment } = useProtocol();
  const { head, tokens } = useChain();
  const startFlow = useFlow();
  if (facility.status !== FACILITY_STATUS.inService && facility.status !== FACILITY_STATUS.retired) return null;
  if (!history) {
    return (
      <Card title="Settle">
        <Awaited error={error} what="What can be settled" className="h-20" />
      </Card>
    );
  }

  const { asset } = tokens;
  const { period, latchFirst, distributable, isWorthwhile } = settleable(facility, history.periods);
  const waiting = history.periods.find(({ status }) => status === "pending");
  const heldUp = history.periods.find(({ status }) => status === "challenged" || status === "disputed");
  return (
    <Card
      title="Settle"
      caption="What was paid in before its report was final. A payment settles by itself. Anyone may."
    >
      <Facts
        facts={[
          {
            label: "Next report",
            value:
              period !== undefined
                ? `period ${period}, final`
                : waiting
                  ? `period ${waiting.period}`
                  : heldUp
                    ? `period ${heldUp.period}, ${heldUp.status}`
                    : noReport(facility),
            note:
              period === undefined && waiting ? `final ${formatFromNow(waiting.finalAt, head.timestamp)}` : undefined,
          },
          { label: "To distribute", value: `${formatAmount(distributable, asset.decimals)} ${asset.symbol}` },
        ]}
      />
      <ActButton
        look="secondary"
        size="large"
        className="mt-4 w-full"
        reason={isWorthwhile ? undefined : "Nothing to settle"}
        onAct={() =>
          startFlow(
            settleFlow({
              manager: facility.manager,
              vault: deployment.contracts.vault,
              oracle: facility.oracle,
              asset,
              cluster: facility.cluster,
              clusterName: facility.name,
              period,
              latchFirst,
              distributable,
            }),
          )
        }
      >
        Settle
      </ActButton>
    </Card>
  );
}

function noReport({ status }: FacilityView): string {
  return status === FACILITY_STATUS.retired ? "none is awaited" : "none yet";
}
