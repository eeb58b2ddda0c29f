import type { Address, Hex, TransactionReceipt } from "viem";
import type { Flow, FlowRow, TransactionStep } from "./flow";

type OneCall = {
  id: Flow["id"];
  title: string;
  summary: FlowRow[];
  /** What the wallet is asked for, where that is not the title. */
  label?: string;
  explanation: string;
  to: Address;
  data: Hex;
  /** What comes before it: an approval. */
  before?: readonly TransactionStep[];
  verify: (receipt: TransactionReceipt) => FlowRow[];
};

/** A flow of one call, and of what it needs before. */
export function oneCall({
  id,
  title,
  summary,
  label = title,
  explanation,
  to,
  data,
  before = [],
  verify,
}: OneCall): Flow {
  return {
    id,
    title,
    summary,
    steps: [...before, { id: "call", kind: "transaction", label, explanation, call: () => ({ to, data }) }],
    verify,
  };
}
