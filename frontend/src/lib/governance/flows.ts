import {
  cancel,
  decode,
  eventsIn,
  explain,
  operationIdOf,
  schedule,
  showEvent,
  type Action,
  type Addresses,
  type Transaction,
} from "@gpu-yield-vaults/sdk/actions";
import type { Say } from "@gpu-yield-vaults/sdk/errors";
import type { Address, TransactionReceipt } from "viem";
import type { Flow, FlowRow, TransactionStep } from "../flows/flow";
import { proven } from "../flows/receiptEvent";

/** What office holders send, as they are told of it. */
export type Order = {
  title: string;
  transaction: Transaction;
  /** In words with numbers, where the call is known. */
  what: string;
};

/** Where it is sent, by whom, and in which words its events are told. */
export type Office = { addresses: Addresses; authority: Address; sender: Address; say: Say };

/** An order for an action of the table. */
export const orderOf = (action: Action, transaction: Transaction, title: string, say: Say): Order => ({
  title,
  transaction,
  what: explain(action, say).what,
});

/** What a transaction does, if its contract is known: the sentence of the table. */
export function wordsOf(transaction: Transaction, addresses: Addresses, say: Say): string | undefined {
  const action = decode(transaction, addresses);
  return action && explain(action, say).what;
}

/** Announces to the authority what waits for its delay. */
export function announceFlow(order: Order, { addresses, authority, sender, say }: Office, delay: bigint): Flow {
  const operation = operationIdOf(order.transaction, sender);
  return {
    id: "govern",
    title: `Announce: ${order.title}`,
    summary: [
      { label: "Announced", value: "", note: order.what },
      { label: "Waits for", value: say.length(delay), note: "Then you can carry it out, for a week." },
    ],
    steps: [
      step("schedule", "Announce it", "Changes nothing yet. Whoever may cancel it sees it from now on.", () =>
        schedule(order.transaction, authority),
      ),
    ],
    verify: (receipt) => {
      const event = ofAuthority(receipt, addresses, "OperationScheduled", operation);
      const { schedule: from } = proven(event, "announcement of it").args as { schedule: number };
      return [{ label: "Can be carried out from", value: say.moment(from) }];
    },
  };
}

/** Carries out at once, or after its delay, what the sender may do. `before`: allowances of what it takes. */
export function carryOutFlow(
  order: Order,
  { addresses, sender, say }: Office,
  isDelayed: boolean,
  before: readonly Transaction[] = [],
): Flow {
  const operation = operationIdOf(order.transaction, sender);
  return {
    id: "govern",
    title: order.title,
    summary: [{ label: "Done", value: "", note: order.what }],
    steps: [
      ...before.map((transaction, index) =>
        step(
          `allow-${index}`,
          "Allow what it takes",
          "Exactly what this call takes, and nothing beyond it.",
          () => transaction,
        ),
      ),
      step(
        "carryOut",
        "Carry it out",
        "Tried in the newest block before your wallet is asked.",
        () => order.transaction,
      ),
    ],
    verify: (receipt) => {
      if (isDelayed) proven(ofAuthority(receipt, addresses, "OperationExecuted", operation), "execution of it");
      return told(receipt, addresses, say);
    },
  };
}

/** Takes back what somebody has announced: for whoever has announced it, and whoever guards its role. */
export function takeBackFlow(order: Order, { addresses, authority, say }: Office, announcedBy: Address): Flow {
  const operation = operationIdOf(order.transaction, announcedBy);
  return {
    id: "govern",
    title: `Cancel: ${order.title}`,
    summary: [
      { label: "Announced by", value: say.account(announcedBy) },
      { label: "Does not happen", value: "", note: order.what },
    ],
    steps: [
      step("cancel", "Cancel it", "It can be announced again, and waits for its whole delay then.", () =>
        cancel(order.transaction, authority, announcedBy),
      ),
    ],
    verify: (receipt) => {
      proven(ofAuthority(receipt, addresses, "OperationCanceled", operation), "cancellation of it");
      return [{ label: "Cancelled in", value: `block ${receipt.blockNumber.toLocaleString("en-US")}` }];
    },
  };
}

const step = (id: string, label: string, explanation: string, call: () => Transaction): TransactionStep => ({
  id,
  kind: "transaction",
  label,
  explanation,
  call,
});

function ofAuthority(receipt: TransactionReceipt, addresses: Addresses, event: string, operation: string) {
  return eventsIn(receipt.logs, addresses).find(
    ({ contract, name, args }) => contract === "accessManager" && name === event && args.operationId === operation,
  );
}

/** What contracts tell of how they reckon: for auditors. */
const INNER = ["Accrued", "KinksPosted", "DelinquencyPosted", "LossMarked", "OperationExecuted"];

/** What the contracts told, in words; where none tells of anything, that it is done. */
function told(receipt: TransactionReceipt, addresses: Addresses, say: Say): FlowRow[] {
  const done = { label: "Done in", value: `block ${receipt.blockNumber.toLocaleString("en-US")}` };
  const events = eventsIn(receipt.logs, addresses).filter(({ name }) => !INNER.includes(name));
  return [done, ...events.map((event) => ({ label: "", value: "", note: showEvent(event, say) }))];
}
