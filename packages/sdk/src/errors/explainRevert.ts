import { BaseError, ContractFunctionRevertedError, decodeErrorResult, isHex, type Abi, type Hex } from "viem";
import { errorsAbi } from "../abi/errors.ts";
import type { ErrorName, Say, Sentence } from "./sentence.ts";
import { sentences } from "./sentences.ts";

/** What a call was reverted with: bytes, or the text of a contract that has no errors of its own. */
export type Revert = { data: Hex } | { reason: string };

export type RevertExplanation = Sentence & {
  /** The error's own name and numbers, for whoever wants to look further. */
  detail: string;
  /** Of a custom error that has a sentence. */
  name?: ErrorName;
};

const DEEPEST = 10;
const LONGEST_DETAIL = 138;

/** The revert in an error, as viem decoded it, or as a wallet, a node or ethers buried it. */
export function revertOf(error: unknown): Revert | undefined {
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
  let current = error;
  for (let depth = 0; depth < DEEPEST && typeof current === "object" && current !== null; depth++) {
    const { data, cause, error: inner, info } = current as Record<string, unknown>;
    const nested = typeof data === "object" && data !== null && "data" in data ? data.data : data;
    if (isHex(nested) && nested.length >= 10) return nested;
    current = [cause, inner, info].find((link) => typeof link === "object" && link !== null);
  }
  return undefined;
}

/** Turns what a contract answered into a sentence and a next step. */
export function explainRevert(revert: Revert, say: Say): RevertExplanation {
  if ("reason" in revert) {
    return {
      what: `The contract refused: ${revert.reason}.`,
      next: "Check the amount and try again.",
      detail: revert.reason,
    };
  }
  try {
    // As any ABI: to decode by some two hundred types of error at once takes the compiler five seconds.
    const abi: Abi = errorsAbi;
    const { abiItem, args: values = [], errorName } = decodeErrorResult({ abi, data: revert.data });
    // viem knows Solidity's own `Error(string)` and `Panic(uint256)` besides the errors of the ABI.
    if (errorName === "Error") return explainRevert({ reason: String(values[0]) }, say);
    if (isErrorName(errorName) && abiItem.type === "error") {
      const args = abiItem.inputs.map(({ name = "" }, index) => [name, values[index]] as const);
      // They were decoded by the very ABI item that the sentence's type comes from.
      const write = sentences[errorName] as (args: object, say: Say) => Sentence;
      const said = args.map(([name, value]) => `${name}: ${String(value)}`);
      return { name: errorName, detail: `${errorName}(${said.join(", ")})`, ...write(Object.fromEntries(args), say) };
    }
  } catch {
    // Not an error of ours: told as unknown below.
  }
  return {
    what: "The contract refused without a reason that is known here.",
    next: "Check the amount; if it stays, report the detail below.",
    detail: revert.data.length > LONGEST_DETAIL ? `${revert.data.slice(0, LONGEST_DETAIL)}…` : revert.data,
  };
}

const isErrorName = (name: string): name is ErrorName => name in sentences;
