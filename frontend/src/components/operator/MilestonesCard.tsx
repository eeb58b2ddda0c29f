"use client";

import { isAddressEqual } from "viem";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import type { FacilityView } from "@/lib/chain/readFacilities";
import type { MilestonesView } from "@/lib/chain/readMilestones";
import { payMilestonesFlow } from "@/lib/flows/payMilestonesFlow";
import { formatAmount, formatBps } from "@/lib/format/amount";
import { formatDate, formatFromNow } from "@/lib/format/time";
import { ActButton } from "../shell/ActButton";
import { Card } from "../ui/Card";
import { Facts } from "../ui/Facts";

/** Drawn money on its way to the operator: which milestone has released how much. */
export function MilestonesCard({ facility, milestones }: { facility: FacilityView; milestones: MilestonesView }) {
  const { deployment } = useProtocol();
  const { head, tokens } = useChain();
  const { asset } = tokens;
  const wallet = useWallet();
  const startFlow = useFlow();

  const { orderedBps, deliveredBps, drawn, released, paid, returned, closesAt } = milestones;
  if (drawn === 0n) return null;
  const money = (units: bigint): string => formatAmount(units, asset.decimals);
  const isOperator = wallet.status === "ready" && isAddressEqual(wallet.address, milestones.operator);
  const due = released - paid;
  const waiting = drawn - released - returned;
  return (
    <Card title="Milestones" caption={`Drawn money waits until the reporters attest, in ${asset.symbol}`}>
      <Facts
        facts={[
          { label: `Ordered: ${formatBps(orderedBps)}`, value: reached(milestones.orderedAt) },
          { label: `Delivered: ${formatBps(deliveredBps)}`, value: reached(milestones.deliveredAt) },
          { label: "In service: the rest", value: reached(milestones.inServiceAt) },
          { label: "Released", value: money(released), note: `of ${money(drawn)} drawn` },
          ...(waiting > 0n
            ? [
                {
                  label: "Waits",
                  value: money(waiting),
                  note: `goes back to the vault ${formatFromNow(closesAt, head.timestamp)}, if nothing releases it`,
                },
              ]
            : []),
          ...(returned > 0n ? [{ label: "Went back to the vault", value: money(returned) }] : []),
          { label: "To take", value: money(due), strong: true },
        ]}
      />
      <ActButton
        look="secondary"
        size="large"
        className="mt-4 w-full"
        disabled={due === 0n || (wallet.status === "ready" && !isOperator)}
        onAct={() =>
          wallet.status === "ready" &&
          startFlow(
            payMilestonesFlow({
              milestones: deployment.contracts.milestones,
              asset,
              cluster: facility.cluster,
              clusterName: facility.name,
              amount: due,
              receiver: wallet.address,
            }),
          )
        }
      >
        {due === 0n
          ? "Nothing to take"
          : wallet.status === "ready" && !isOperator
            ? "For its operator"
            : "Take what is released"}
      </ActButton>
    </Card>
  );
}

function reached(at: number): string {
  return at === 0 ? "not yet" : formatDate(at);
}
