import { explainRevert, revertOf, type Say, type Sentence } from "@gpu-yield-vaults/sdk/errors";
import { nodeErrorOf, type Fault } from "@gpu-yield-vaults/sdk/logs";
import {
  BaseError,
  InsufficientFundsError,
  MethodNotFoundRpcError,
  MethodNotSupportedRpcError,
  TransactionNotFoundError,
  UnsupportedProviderMethodError,
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
      next: "This step has sent nothing. Try again whenever you like.",
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
  if (root?.walk(isUnknownMethod)) {
    return {
      kind: "unknown",
      what: "Your wallet does not know what it was asked for.",
      next: "Take the other way where one is offered, or use another wallet.",
      detail: root.shortMessage,
    };
  }
  const failure = nodeErrorOf(error);
  if (failure && failure.fault !== "refused") {
    return { kind: "network", what: NODE_SAYS[failure.fault], next: failure.next, detail: failure.message };
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
    next: "Look at your wallet’s activity before you try again. If it stays, report the detail below.",
    detail: failure?.words ?? root?.shortMessage ?? (error instanceof Error ? error.message : String(error)),
  };
}

const isUnknownMethod = (cause: unknown): boolean =>
  cause instanceof MethodNotFoundRpcError ||
  cause instanceof MethodNotSupportedRpcError ||
  cause instanceof UnsupportedProviderMethodError;

const NODE_SAYS: Record<Exclude<Fault, "refused">, string> = {
  range: "The node gives no answer as long as this one.",
  batch: "The node takes no request as long as this one.",
  busy: "The node is busy.",
  gone: "The node did not answer.",
  behind: "The node does not know the newest block yet.",
};

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
