import { explainRevert, revertOf, type Say, type Sentence } from "@gpu-yield-vaults/sdk/errors";
import { NodeError } from "@gpu-yield-vaults/sdk/logs";
import {
  BaseError,
  HttpRequestError,
  InsufficientFundsError,
  TimeoutError,
  TransactionNotFoundError,
  UserRejectedRequestError,
} from "viem";

export type Explanation = {
  kind: "rejected" | "contract" | "network" | "funds" | "unknown";
  /** The error's own name and numbers, for whoever wants to look further. */
  detail?: string;
} & Sentence;

/** Turns anything that a wallet, a node or a contract can throw into a sentence and a next step. Never throws. */
export function explain(error: unknown, say: Say): Explanation {
  if (error instanceof FlowError) return { kind: "unknown", what: error.message, next: error.next };
  if (isRejection(error)) {
    return {
      kind: "rejected",
      what: "You declined the request in your wallet.",
      next: "Nothing was sent. Start again whenever you like.",
    };
  }

  const revert = revertOf(error);
  if (revert) {
    const { what, next, detail } = explainRevert(revert, say);
    return { kind: "contract", what, next, detail };
  }

  const root = error instanceof BaseError ? error : undefined;
  if (root?.walk((cause) => cause instanceof InsufficientFundsError)) {
    return {
      kind: "funds",
      what: "The account cannot pay the network fee.",
      next: "Send some of the chain's own coin to it and try again.",
    };
  }
  const isSilent = (cause: unknown) => cause instanceof HttpRequestError || cause instanceof TimeoutError;
  if (error instanceof NodeError || root?.walk(isSilent)) {
    return {
      kind: "network",
      what: "The node did not answer.",
      next: "Check the connection and try again; nothing is lost.",
      detail: root?.shortMessage ?? (error as NodeError).message,
    };
  }
  if (root?.walk((cause) => cause instanceof TransactionNotFoundError)) {
    return {
      kind: "network",
      what: "The node does not know this transaction.",
      next: "The chain may have been restarted. Check your wallet's activity.",
      detail: root.shortMessage,
    };
  }
  return {
    kind: "unknown",
    what: "Something went wrong that this app has no sentence for.",
    next: "Nothing further was sent. Try again; if it stays, report the detail below.",
    detail: root?.shortMessage ?? (error instanceof Error ? error.message : String(error)),
  };
}

/** An error that the app itself raises, already in words. */
export class FlowError extends Error {
  override name = "FlowError";
  constructor(
    what: string,
    readonly next: string,
  ) {
    super(what);
  }
}

/** EIP-1193 code 4001, however deep the wallet or a library has wrapped it. */
export function isRejection(error: unknown): boolean {
  let current: unknown = error;
  for (let depth = 0; depth < 10 && typeof current === "object" && current !== null; depth += 1) {
    if (current instanceof UserRejectedRequestError || ("code" in current && current.code === 4001)) return true;
    current = "cause" in current ? current.cause : undefined;
  }
  return false;
}
