import {
  BaseError,
  ContractFunctionRevertedError,
  HttpRequestError,
  InsufficientFundsError,
  TimeoutError,
  TransactionNotFoundError,
  UserRejectedRequestError,
  decodeErrorResult,
  isHex,
  type Hex,
} from "viem";
import { errorsAbi } from "@gpu-yield-vaults/sdk/abi/errors";
import type { Say, Sentence } from "./sentence";
import { sentences } from "./sentences";

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
  if (revert) return explainRevert(revert, say);

  const root = error instanceof BaseError ? error : undefined;
  if (root?.walk((cause) => cause instanceof InsufficientFundsError)) {
    return {
      kind: "funds",
      what: "The account cannot pay the network fee.",
      next: "Send some of the chain's own coin to it and try again.",
    };
  }
  if (root?.walk((cause) => cause instanceof HttpRequestError || cause instanceof TimeoutError)) {
    return {
      kind: "network",
      what: "The node did not answer.",
      next: "Check the connection and try again; nothing is lost.",
      detail: root.shortMessage,
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

type Revert = { data: Hex } | { reason: string };

/** The revert data of an error, as viem decoded it or as a wallet buried it. */
function revertOf(error: unknown): Revert | undefined {
  if (error instanceof BaseError) {
    const reverted = error.walk((cause) => cause instanceof ContractFunctionRevertedError);
    if (reverted instanceof ContractFunctionRevertedError) {
      if (reverted.raw && reverted.raw.length >= 10) return { data: reverted.raw };
      if (reverted.reason) return { reason: reverted.reason };
    }
  }
  const data = buriedData(error);
  return data && { data };
}

function buriedData(error: unknown): Hex | undefined {
  let current: unknown = error;
  for (let depth = 0; depth < 10 && typeof current === "object" && current !== null; depth += 1) {
    if ("data" in current) {
      const { data } = current;
      if (isHex(data) && data.length >= 10) return data;
      if (typeof data === "object" && data !== null && "data" in data && isHex(data.data) && data.data.length >= 10) {
        return data.data;
      }
    }
    current = "cause" in current ? current.cause : undefined;
  }
  return undefined;
}

function explainRevert(revert: Revert, say: Say): Explanation {
  if ("reason" in revert) {
    return {
      kind: "contract",
      what: `The contract refused: ${revert.reason}.`,
      next: "Check the amount and try again.",
      detail: revert.reason,
    };
  }
  try {
    const { abiItem, args, errorName } = decodeErrorResult({ abi: errorsAbi, data: revert.data });
    // viem knows Solidity's own `Error(string)` and `Panic(uint256)` besides the errors of the ABI.
    if ((errorName as string) === "Error") return explainRevert({ reason: String(args[0]) }, say);
    if (errorName in sentences) {
      const values: readonly unknown[] = args;
      const facts = Object.fromEntries(abiItem.inputs.map((input, index) => [input.name, values[index]]));
      // The facts were decoded by the very ABI item that the sentence's type comes from.
      const write = sentences[errorName] as (facts: object, say: Say) => Sentence;
      const said = abiItem.inputs.map((input) => `${input.name}: ${String(facts[input.name])}`);
      const detail = `${errorName}(${said.join(", ")})`;
      return { kind: "contract", detail, ...write(facts, say) };
    }
  } catch {
    // Not an error of ours: told as unknown below.
  }
  return {
    kind: "contract",
    what: "The contract refused without a reason this app knows.",
    next: "Check the amount; if it stays, report the detail below.",
    detail: revert.data.length > 138 ? `${revert.data.slice(0, 138)}…` : revert.data,
  };
}
