"use client";

import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { endDisputeFlow } from "@/lib/flows/disputeFlows";
import { ActButton } from "../shell/ActButton";
import type { DisputeProps } from "./Dispute";

/** What anyone may do once somebody has let a deadline pass, or the report was voided. */
export function EndDispute({ facility, disputed, isPast }: DisputeProps & { isPast: boolean }) {
  const { deployment } = useProtocol();
  const { asset } = useChain().tokens;
  const startFlow = useFlow();
  const { cluster, period, isVoided, dispute } = disputed;
  if ((!isPast && !isVoided) || (dispute.status !== "open" && dispute.status !== "defended")) return undefined;
  const how = isVoided ? "close" : "timeout";
  const { disputes } = deployment.contracts;
  return (
    <ActButton
      look="secondary"
      onAct={() => startFlow(endDisputeFlow({ disputes, cluster, clusterName: facility.name, period, asset, how }))}
    >
      {isVoided ? "Close it: the report was voided" : "End it for the challengers"}
    </ActButton>
  );
}
