"use client";

import { cancel, decode, explain } from "@gpu-yield-vaults/sdk/actions";
import type { PendingAction, RoleView } from "@gpu-yield-vaults/sdk/read";
import { useQuery } from "@tanstack/react-query";
import { isAddressEqual } from "viem";
import { answerOf } from "@/hooks/answer";
import { useChain } from "@/hooks/useChain";
import { useFlow } from "@/hooks/useFlow";
import { useProtocol } from "@/hooks/useProtocol";
import { useWallet } from "@/hooks/useWallet";
import { shortAddress } from "@/lib/format/address";
import { formatDateTime, formatDuration } from "@/lib/format/time";
import { labelOf } from "@/lib/governance/fields";
import { carryOutFlow, takeBackFlow, type Order } from "@/lib/governance/flows";
import { mayCancel } from "@/lib/governance/rights";
import { saveSafeFile } from "@/lib/governance/saveSafeFile";
import { rehearsalQuery } from "@/lib/queries/governanceQueries";
import { ActButton } from "../shell/ActButton";
import { AddressText } from "../ui/AddressText";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Facts } from "../ui/Facts";
import { OutcomeWords } from "./OutcomeWords";

type PendingItemProps = { action: PendingAction; roles: readonly RoleView[]; now: number };

const STATUS = {
  waiting: { tone: "neutral", word: "waits" },
  ready: { tone: "warn", word: "can be carried out" },
  expired: { tone: "neutral", word: "lapsed" },
} as const;

/** One announced change: what it does, when it can happen, what would come of it, and who may stop it. */
export function PendingItem({ action, roles, now }: PendingItemProps) {
  const { deployment, read } = useProtocol();
  const { head, labels, say } = useChain();
  const wallet = useWallet();
  const startFlow = useFlow();
  const { target: to, data, caller, status, readyAt, expiresAt, announced } = action;
  const transaction = { to, data };
  const rehearsal = answerOf(useQuery(rehearsalQuery(read, head, transaction, caller, say)), true);

  const { contracts: addresses, chainId } = deployment;
  const authority = addresses.accessManager;
  const call = decode(transaction, addresses);
  const told = call && explain(call, say);
  const name = action.call?.functionName ?? data.slice(0, 10);
  const order: Order = { title: call ? titleOf(name) : name, transaction, what: told?.what ?? plainCall(action) };
  const account = wallet.status === "ready" ? wallet.address : undefined;
  // One button asks to connect; two would say the same.
  const isConnected = account !== undefined || wallet.status === "wrongChain";
  const office = account && { addresses, authority, sender: account, say };
  const announcer = labels.get(caller.toLowerCase());
  const isCaller = account !== undefined && isAddressEqual(account, caller);
  const isCanceller = account !== undefined && mayCancel(roles, action, account, now);

  return (
    <li className="py-4 first:pt-0 last:pb-0" data-testid={`announced-${name}`}>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <p className="min-w-0 flex-1 basis-72 font-medium break-words">{order.what}</p>
        <Badge tone={STATUS[status].tone}>
          {status === "waiting" ? `waits ${formatDuration(readyAt - now)}` : STATUS[status].word}
        </Badge>
      </div>
      {told && told.details.length > 0 && (
        <p className="mt-1 text-[0.8125rem] break-words text-faint">
          {told.details.map(({ name: part, value }) => `${labelOf(part)} ${value}`).join(" · ")}
        </p>
      )}
      <Facts
        className="mt-3 max-w-xl"
        facts={[
          {
            label: "Announced by",
            value: <AddressText address={caller} label={announcer} />,
            note: (
              <>
                block {announced.block.toLocaleString("en-US")},{" "}
                <span title={announced.transaction} className="font-mono text-xs">
                  {shortAddress(announced.transaction)}
                </span>
              </>
            ),
          },
          { label: "Can be carried out from", value: formatDateTime(readyAt) },
          {
            label: status === "expired" ? "Lapsed" : "Lapses",
            value: formatDateTime(expiresAt),
            note: status === "ready" ? `in ${formatDuration(expiresAt - now)}` : undefined,
          },
        ]}
      />
      {status !== "expired" && (
        <>
          <OutcomeWords answer={rehearsal} isLater={status === "waiting"} />
          <div className="mt-3 flex flex-wrap gap-2">
            <ActButton
              size="small"
              reason={
                !isCaller
                  ? "Carried out by who announced it"
                  : status === "waiting"
                    ? `Waits until ${formatDateTime(readyAt)}`
                    : undefined
              }
              onAct={() => office && startFlow(carryOutFlow(order, office, true))}
            >
              Carry out
            </ActButton>
            {isConnected && (
              <ActButton
                size="small"
                look="secondary"
                reason={isCanceller ? undefined : "Cancelled by its guardian or announcer"}
                onAct={() => office && startFlow(takeBackFlow(order, office, caller))}
              >
                Cancel
              </ActButton>
            )}
            <Button size="small" look="quiet" onClick={() => saveSafeFile(chainId, order.what, [transaction])}>
              Safe file to carry out
            </Button>
            <Button
              size="small"
              look="quiet"
              onClick={() => saveSafeFile(chainId, `Cancel: ${order.what}`, [cancel(transaction, authority, caller)])}
            >
              Safe file to cancel
            </Button>
          </div>
        </>
      )}
    </li>
  );
}

/** `setFee` as `set fee`. */
const titleOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** A call in no words of the table: another vault's, or an unknown contract's. */
function plainCall({ target, call, data }: PendingAction): string {
  const shown = call ? `${call.functionName}(${call.args.map(String).join(", ")})` : data.slice(0, 10);
  return `${shown} of the contract ${target}, which is none of this vault.`;
}
