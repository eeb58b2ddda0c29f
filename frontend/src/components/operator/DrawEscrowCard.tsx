"use client";

import { isAddressEqual } from "viem";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import type { FacilityView } from "@/lib/chain/readFacilities";
import type { DrawEscrowView } from "@/lib/chain/readDrawEscrow";
import { payDrawnFlow } from "@/lib/flows/payDrawnFlow";
import { formatAmount, formatBps } from "@/lib/format/amount";
import { formatDate, formatFromNow } from "@/lib/format/time";
import { ActButton } from "../shell/ActButton";
import { Card } from "../ui/Card";
import { Facts } from "../ui/Facts";

/** Drawn money on its way to the operator: which milestone has earned how much. */
export function DrawEscrowCard({ facility, drawEscrow }: { facility: FacilityView; drawEscrow: DrawEscrowView }) {
  const { deployment } = useProtocol();
  const { head, tokens } = useChain();
  const { asset } = tokens;
  const wallet = useWallet();
  const startFlow = useFlow();

  const { orderedBps, deliveredBps, drawn, earned, cleared, paid, returned, closesAt } = drawEscrow;
  if (drawn === 0n) return null;
  const money = (units: bigint): string => formatAmount(units, asset.decimals);
  const isOperator = wallet.status === "ready" && isAddressEqual(wallet.address, drawEscrow.operator);
  const due = cleared - paid;
  const kept = earned < drawn - returned ? earned : drawn - returned;
  const clearing = kept - cleared;
  const waiting = drawn - earned - returned;
  return (
    <Card title="Draw escrow" caption={`Drawn money waits until the reporters attest, in ${asset.symbol}`}>
      <Facts
        facts={[
          { label: `Ordered: ${formatBps(orderedBps)}`, value: reached(drawEscrow.orderedAt) },
          { label: `Delivered: ${formatBps(deliveredBps)}`, value: reached(drawEscrow.deliveredAt) },
          { label: "In service: the rest", value: reached(drawEscrow.inServiceAt) },
          { label: "Earned", value: money(earned), note: `of ${money(drawn)} drawn` },
          ...(waiting > 0n
            ? [
                {
                  label: "Waits",
                  value: money(waiting),
                  note: `goes back to the vault ${formatFromNow(closesAt, head.timestamp)}, if nothing earns it`,
                },
              ]
            : []),
          ...(clearing > 0n
            ? [
                {
                  label: "Clears",
                  value: <span data-testid="clearing">{money(clearing)}</span>,
                  note: clearingNote(drawEscrow, head.timestamp),
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
        reason={due === 0n ? "Nothing to take" : isOperator ? undefined : "For its operator"}
        onAct={() =>
          wallet.status === "ready" &&
          startFlow(
            payDrawnFlow({
              drawEscrow: deployment.contracts.drawEscrow,
              asset,
              cluster: facility.cluster,
              clusterName: facility.name,
              amount: due,
              receiver: wallet.address,
            }),
          )
        }
      >
        Take what has cleared
      </ActButton>
    </Card>
  );
}

/** When what is earned may be taken, and who may still undo what was attested last. */
function clearingNote({ clearsAt, vetoUntil, vetoes }: DrawEscrowView, now: number): string {
  const clears = `${formatFromNow(clearsAt, now)}, on ${formatDate(clearsAt)}`;
  if (now >= vetoUntil || vetoes > 1) return clears;
  return `${clears}; the ${vetoes === 0 ? "guardian" : "arbiter"} may undo it until ${formatDate(vetoUntil)}`;
}

function reached(at: number): string {
  return at === 0 ? "not yet" : formatDate(at);
}
