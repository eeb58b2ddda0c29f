import type { PendingEntry } from "./pendingStore";

/** Milliseconds after which it takes longer than usual. */
const USUAL = 90_000;

/** Where something that was sent stands, in a sentence: nothing that is not proven. */
export function fateWords({ fate, sent, sentAt }: PendingEntry, now = Date.now()): string {
  switch (fate.kind) {
    case "unseen":
      return sent.kind === "batch"
        ? "Only your wallet knows it yet. It can still happen."
        : "Not seen by the node. It can still happen: your wallet may not have sent it yet, or it was dropped.";
    case "waiting":
      return now - sentAt > USUAL
        ? "Waiting for a block, longer than usual. It can still happen; your wallet can speed it up or cancel it."
        : "Waiting for a block.";
    case "signing":
      return "Waiting for the other signatures of your Safe.";
    case "confirmed":
      return fate.isSpedUp ? `Confirmed, speeded up, in block ${fate.block}.` : `Confirmed in block ${fate.block}.`;
    case "reverted":
      return `Refused by the contract in block ${fate.block}. Only the network fee was spent.`;
    case "cancelled":
      return `Cancelled in your wallet: block ${fate.block} has nothing in its place.`;
    case "replaced":
      return `Replaced by another transaction of your account in block ${fate.block}. This one did not happen.`;
    case "dropped":
      return "Given up by your wallet, or something else was done in its place. This one did not happen.";
  }
}
