import { LogReader, NodeError, type Requester } from "@gpu-yield-vaults/sdk/logs";
import { numberToHex, type Address } from "viem";
import { requesterOf, type RpcProvider } from "../../deploy/requester.ts";
import type { Audit } from "./audit.ts";
import { everyAddress } from "./readEvents.ts";

/** How many blocks before the audited one are looked into transaction by transaction. */
const TAIL = 128;

/**
 * Why a disagreement may be the node's fault, one sentence; `undefined` where it has been consistent. Asked only then:
 * it costs as much as the audit itself.
 */
export async function doubtAbout(
  provider: RpcProvider,
  found: Audit,
  auditAgain: () => Promise<Audit>,
): Promise<string | undefined> {
  const again = await auditAgain();
  if (linesOf(found) !== linesOf(again)) return "it answered the same questions in two ways";
  return missingLogs(requesterOf(provider), everyAddress(found.sources), found.block);
}

const linesOf = ({ events, comparisons, contradictions }: Audit): string =>
  JSON.stringify([events, comparisons, contradictions], (_, value: unknown) =>
    typeof value === "bigint" ? `${value}` : value,
  );

/** What logs are found by may lag behind the blocks themselves: their receipts can't. */
async function missingLogs(node: Requester, addresses: readonly Address[], to: number): Promise<string | undefined> {
  const from = Math.max(to - TAIL + 1, 0);
  const read = new Map<number, number>();
  for await (const { logs } of new LogReader(node).read({ address: addresses }, BigInt(from), BigInt(to))) {
    for (const { blockNumber } of logs) read.set(Number(blockNumber), (read.get(Number(blockNumber)) ?? 0) + 1);
  }
  const wanted = new Set(addresses.map((address) => address.toLowerCase()));
  for (let number = from; number <= to; number++) {
    const receipts = await receiptsOf(node, number);
    const emitted = receipts.flatMap(({ logs }) => logs).filter(({ address }) => wanted.has(address.toLowerCase()));
    const count = read.get(number) ?? 0;
    if (emitted.length !== count) {
      return `it gives ${count} logs of block ${number}, whose receipts have ${emitted.length}: they lag behind`;
    }
  }
  return undefined;
}

type Receipt = { logs: { address: string }[] };

async function receiptsOf(node: Requester, number: number): Promise<Receipt[]> {
  const block = (await node.request({ method: "eth_getBlockByNumber", params: [numberToHex(number), false] })) as {
    transactions: string[];
  } | null;
  if (block === null) throw new NodeError("behind", `block ${number} is null`);
  const receipts = await Promise.all(
    block.transactions.map((hash) => node.request({ method: "eth_getTransactionReceipt", params: [hash] })),
  );
  return receipts.map((receipt) => {
    if (receipt === null) throw new NodeError("behind", `a receipt of block ${number} is null`);
    return receipt as Receipt;
  });
}
