import {
  BaseError,
  BlockNotFoundError,
  ContractFunctionRevertedError,
  ContractFunctionZeroDataError,
  type Address,
} from "viem";
import { NodeError, nodeErrorOf } from "../logs/NodeError.ts";

/** What was asked is not there, by the chain's own word: another contract, or none, or a refusal. Never a zero. */
export class ReadError extends Error {
  override readonly name = "ReadError";

  constructor(
    message: string,
    /** What to do now. */
    readonly next: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

type Asked = { readonly address: Address; readonly functionName: string; readonly block: bigint };

const OTHER = "Check the address, the chain and the block.";

/** Why a contract's view gave no answer: because of the node, or because of what is at the address. */
export function viewFailure(error: unknown, { address, functionName, block }: Asked): unknown {
  if (!(error instanceof BaseError)) return nodeErrorOf(error) ?? error;
  const cause = error;
  const where = `${functionName} in block ${block}`;
  const reverted = error.walk((inner) => inner instanceof ContractFunctionRevertedError);
  const isRevert = reverted instanceof ContractFunctionRevertedError;
  if (isRevert && (reverted.data || reverted.signature)) {
    return new ReadError(`${address} refuses ${where}: ${wordsOf(reverted)}.`, OTHER, { cause });
  }
  // viem takes a node's internal error for a revert, too.
  const isSilent = isRevert && /\brevert/i.test(reverted.reason ?? "");
  if (isSilent || error.walk((inner) => inner instanceof ContractFunctionZeroDataError)) {
    const message = `Nothing at ${address} answers ${where}: there is no contract, or another one.`;
    return new ReadError(message, OTHER, { cause });
  }
  const answered = `${address} does not answer ${where} as it should: ${error.shortMessage}`;
  return nodeErrorOf(error) ?? new ReadError(answered, OTHER, { cause });
}

/** An error with its arguments, or the first bytes of one that is not in the contract's ABI. */
function wordsOf({ data, signature = "0x" }: ContractFunctionRevertedError): string {
  return data ? `${data.errorName}(${(data.args ?? []).map(String).join(", ")})` : signature;
}

/** Why there is no block. */
export function blockFailure(error: unknown, block?: bigint): unknown {
  if (error instanceof BlockNotFoundError) return new NodeError("behind", `block ${block ?? "latest"} is null`);
  return nodeErrorOf(error) ?? error;
}
