"use client";

import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { endDisputeFlow } from "@/lib/flows/disputeFlows";
import { ActButton } from "../shell/ActButton";
import type { DisputeProps } from "./Dispute";

/** What anyone may do once somebody has let a deadline pass. */
export function EndDispute({ facility, disputed, isPast }: DisputeProps & { isPast: boolean }) {
  const { deployment } = useProtocol();
  const { asset } = useChain().tokens;
  const startFlow = useFlow();
  const { status } = disputed.dispute;
  if (!isPast || (status !== "open" && status !== "defended")) return undefined;
  const { cluster, period } = disputed;
  const { disputes } = deployment.contracts;
  return (
    <ActButton
      look="secondary"
      onAct={() =>
        startFlow(endDisputeFlow({ disputes, cluster, clusterName: facility.name, period, asset, how: "timeout" }))
      }
    >
      End it for the challengers
    </ActButton>
  );
}
