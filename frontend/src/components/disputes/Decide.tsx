"use client";

import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { decideFlow } from "@/lib/flows/disputeFlows";
import { ActButton } from "../shell/ActButton";
import type { DisputeProps } from "./Dispute";

/** The arbiter's word. */
export function Decide({ facility, disputed }: DisputeProps) {
  const { deployment } = useProtocol();
  const { asset } = useChain().tokens;
  const startFlow = useFlow();
  const decide = (reportStands: boolean): void =>
    startFlow(
      decideFlow({
        disputes: deployment.contracts.disputes,
        cluster: disputed.cluster,
        clusterName: facility.name,
        period: disputed.period,
        asset,
        reportStands,
      }),
    );
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ActButton look="secondary" onAct={() => decide(true)}>
        The report is true
      </ActButton>
      <ActButton look="secondary" onAct={() => decide(false)}>
        The report is false
      </ActButton>
      <p className="text-sm text-faint">For the arbiter.</p>
    </div>
  );
}
