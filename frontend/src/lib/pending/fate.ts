import type { Hash } from "viem";

/** Where something mined is. `isDeep`: no fork is to be expected to take it out again. */
export type Place = { hash: Hash; block: number; blockHash: Hash; isDeep: boolean };

/** What has become of something that was sent, as far as the chain, or the wallet alone, proves it. */
export type Fate =
  /** No node has it, and its nonce is free: it may still come. */
  | { kind: "unseen" }
  /** A node has it, or the wallet is at it. */
  | { kind: "waiting" }
  /** A Safe's: it waits for signatures. */
  | { kind: "signing" }
  /** Itself or, `isSpedUp`, the same call in its place. */
  | ({ kind: "confirmed" | "reverted"; isSpedUp: boolean } & Place)
  /** Its nonce went to nothing at all, or to something else. */
  | ({ kind: "cancelled" | "replaced" } & Place)
  /** Given up by the wallet, by its own word. */
  | { kind: "dropped" };

export type Ended = Extract<Fate, { kind: "confirmed" | "reverted" | "cancelled" | "replaced" | "dropped" }>;

/** Blocks after which a fork is not to be expected any more. */
export const DEEP = 64;

/** Whether the chain has decided, for now. */
export function hasEnded(fate: Fate): fate is Ended {
  return fate.kind !== "unseen" && fate.kind !== "waiting" && fate.kind !== "signing";
}

/** Whether it has to be asked after again. */
export function canChange(fate: Fate): boolean {
  return !hasEnded(fate) || (fate.kind !== "dropped" && !fate.isDeep);
}
