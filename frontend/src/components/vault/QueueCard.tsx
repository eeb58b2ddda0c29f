"use client";

import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useOutlooks } from "@/hooks/useOutlooks";
import { useProtocol } from "@/hooks/useProtocol";
import { useQueue } from "@/hooks/useQueue";
import { useRequests } from "@/hooks/useRequests";
import { useWallet } from "@/hooks/useWallet";
import type { QueueView } from "@/lib/chain/readQueue";
import type { VaultView } from "@/lib/chain/readVault";
import { settleEpochFlow } from "@/lib/flows/settleEpochFlow";
import { formatAmount, formatBps } from "@/lib/format/amount";
import { formatDateTime, formatFromNow } from "@/lib/format/time";
import { requestName } from "@gpu-yield-vaults/sdk/errors";
import { settleProblem } from "@/lib/queue/settleProblem";
import { ActButton } from "../shell/ActButton";
import { Awaited } from "../ui/Awaited";
import { Card } from "../ui/Card";
import { Facts } from "../ui/Facts";
import { RequestItem } from "./RequestItem";

/** The redemption queue: where it stands, the connected account's requests, and settling, which anyone may. */
export function QueueCard({ vault }: { vault: VaultView }) {
  const { share } = useChain().tokens;
  const { data: queue, error } = useQueue();
  const shown = (units: bigint): string => `${formatAmount(units, share.decimals, 2)} ${share.symbol}`;
  return (
    <Card title="Redemption queue" caption="For leaving with more than the free cash">
      {queue ? (
        <>
          <Facts
            facts={[
              {
                label: `Epoch ${queue.current.epoch} closes`,
                value: formatFromNow(queue.current.end, vault.asOf.timestamp),
                note: formatDateTime(queue.current.end),
              },
              {
                label: "In it so far",
                value: shown(queue.current.patient + queue.current.atAnyPrice),
                note: queue.current.atAnyPrice > 0n ? `${shown(queue.current.atAnyPrice)} at any price` : undefined,
              },
              {
                label: "Closed and waiting",
                value: <span data-testid="closed-shares">{shown(queue.closed.patient + queue.closed.atAnyPrice)}</span>,
                note: queue.closed.atAnyPrice > 0n ? `${shown(queue.closed.atAnyPrice)} at any price` : undefined,
              },
            ]}
          />
          {queue.next && queue.next.shares > 0n && <Settle vault={vault} next={queue.next} />}
          {queue.closed.patient > 0n && vault.exitBelowTolerance && (
            <p className="mt-3 text-[0.8125rem] text-faint" data-testid="patient-wait">
              {shown(queue.closed.patient)} wait patiently: more than {formatBps(vault.toleranceBps)} of the vault is an
              unrealised loss. They are paid after a cure or the end of the workouts, or can be cancelled.
            </p>
          )}
        </>
      ) : (
        <Awaited error={error} what="The queue" className="h-24" />
      )}
      <MyRequests vault={vault} />
    </Card>
  );
}

function Settle({ vault, next }: { vault: VaultView; next: NonNullable<QueueView["next"]> }) {
  const { deployment } = useProtocol();
  const { tokens } = useChain();
  const startFlow = useFlow();
  const problem = settleProblem(vault);
  return (
    <div className="mt-4">
      <ActButton
        look="secondary"
        className="w-full"
        reason={problem && "Cannot be settled now"}
        onAct={() => startFlow(settleEpochFlow({ queue: deployment.contracts.queue, tokens, ...next }))}
      >
        Settle {requestName(next.requestId)}
      </ActButton>
      <p className="mt-1.5 text-[0.8125rem] text-faint">
        {problem ?? "Pays the oldest closed epoch that may be paid, from the vault’s cash. Anyone may."}
      </p>
    </div>
  );
}

function MyRequests({ vault }: { vault: VaultView }) {
  const wallet = useWallet();
  const address = wallet.status === "ready" || wallet.status === "wrongChain" ? wallet.address : undefined;
  const { data: requests, error } = useRequests(address);
  const outlooks = useOutlooks(address);
  const outlookOf = (id: bigint) =>
    outlooks.status === "known" ? outlooks.view.outlooks.find(({ requestId }) => requestId === id) : undefined;
  return (
    <div className="mt-5 border-t pt-4" tabIndex={-1} data-focus-refuge>
      <h3 className="text-sm font-medium">My requests</h3>
      {!address ? (
        <p className="mt-1.5 text-sm text-faint">Connect an account to see its requests.</p>
      ) : !requests ? (
        <Awaited error={error} what="What you have requested" className="mt-3 h-16" />
      ) : requests.length === 0 ? (
        <p className="mt-1.5 text-sm text-faint">None. What was claimed or taken back in full is in your history.</p>
      ) : (
        <ul className="divide-y">
          {requests.map((request) => (
            <RequestItem
              key={request.requestId.toString()}
              request={request}
              vault={vault}
              account={address}
              outlook={outlookOf(request.requestId)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}
