"use client";

import type { RevenueReport } from "@gpu-yield-vaults/sdk/reports";
import { useFlow } from "@/hooks/useFlow";
import { useDollar } from "@/hooks/useDollar";
import { useProtocol } from "@/hooks/useProtocol";
import type { DisputedReport } from "@/lib/chain/readDisputes";
import { claimAwardFlow } from "@/lib/flows/stakeFlows";
import { ActButton } from "../shell/ActButton";

type ClaimAwardProps = { disputed: DisputedReport; report: RevenueReport; standing: RevenueReport };

/** An award out of the stakes of who signed, once a dispute has ended for its challengers. */
export function ClaimAward({ disputed, report, standing }: ClaimAwardProps) {
  const { deployment } = useProtocol();
  const startFlow = useFlow();
  const dollar = useDollar();
  const { dispute, award } = disputed;
  if (dispute.status !== "overturned" && dispute.status !== "conceded") return undefined;
  if (award !== "none") {
    return (
      <p className="text-sm text-soft">
        {award === "paid" ? "Its challengers have been awarded." : "The guardian has stopped its award."}
      </p>
    );
  }
  const { stakes, disputes } = deployment.contracts;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ActButton
        look="secondary"
        reason={dollar ? undefined : "The stakes’ dollar is not known yet"}
        onAct={() =>
          dollar &&
          startFlow(claimAwardFlow({ stakes, disputes, dispute: dispute.id, disputed: report, standing, dollar }))
        }
      >
        Award the challengers
      </ActButton>
      <p className="text-sm text-faint">
        {dispute.decidedAt !== undefined
          ? "Possible one long window after the arbiter’s word."
          : "Possible one long window after the period is final."}
      </p>
    </div>
  );
}
