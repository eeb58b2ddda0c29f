import {
  isAddressEqual,
  keccak256,
  TransactionNotFoundError,
  TransactionReceiptNotFoundError,
  type Hash,
  type Transaction,
  type TransactionReceipt,
} from "viem";
import type { Client } from "../chain/client";
import { DEEP, type Fate, type Place } from "./fate";
import type { Sent } from "./sent";
import { readSafeFate } from "./readSafeFate";

/** What the chain says now, and what was learnt of the transaction on the way. */
export type Answer = { fate: Fate; sent: Sent };

/** What has become of a transaction, by its receipt and by its nonce. Throws where a node does not answer. */
export async function readFate(client: Client, sent: Sent): Promise<Answer> {
  const hash = sent.id as Hash;
  const own = await receiptOf(client, hash);
  const head = Number(await client.getBlockNumber({ cacheTime: 0 }));
  if (own) return { fate: mined(own, head, false), sent };

  // 1. Not in a block, by its own hash.
  const transaction = await transactionOf(client, hash);
  if (!transaction && sent.isContract) {
    const fate = await readSafeFate(client, sent, head);
    if (fate) return { fate, sent };
  }
  const seen: Sent = transaction ? { ...sent, nonce: transaction.nonce, isNonceSeen: true } : sent;
  const open: Fate = transaction ? { kind: "waiting" } : { kind: "unseen" };

  // 2. As long as its nonce is free it may still come.
  const { account, nonce, isNonceSeen } = seen;
  const used = await client.getTransactionCount({ address: account, blockTag: "latest" });
  if (used <= nonce) return { fate: open, sent: seen };

  // 3. Something has its nonce: itself, in a block that the node is about to tell, or another.
  const other = await moverOf(client, seen, head);
  if (!other || other.hash === hash) return { fate: open, sent: seen };
  const receipt = await receiptOf(client, other.hash);
  if (!receipt) return { fate: open, sent: seen };
  if (isSameCall(other, seen)) return { fate: mined(receipt, head, true), sent: seen };
  // Of a nonce that was only expected, another transaction says nothing.
  if (!isNonceSeen) return { fate: open, sent: seen };
  return { fate: { kind: isNothing(other) ? "cancelled" : "replaced", ...placeOf(receipt, head) }, sent: seen };
}

export function mined(receipt: TransactionReceipt, head: number, isSpedUp: boolean): Fate {
  const kind = receipt.status === "success" ? "confirmed" : "reverted";
  return { kind, isSpedUp, ...placeOf(receipt, head) };
}

function placeOf({ transactionHash, blockNumber, blockHash }: TransactionReceipt, head: number): Place {
  const block = Number(blockNumber);
  return { hash: transactionHash, block, blockHash, isDeep: head - block >= DEEP };
}

/** The transaction that used the nonce; `undefined` where a node no longer tells. */
async function moverOf(
  client: Client,
  { account, nonce, after }: Sent,
  head: number,
): Promise<Transaction | undefined> {
  const usedAt = async (block: number): Promise<boolean> =>
    (await client.getTransactionCount({ address: account, blockNumber: BigInt(block) })) > nonce;
  let [before, at] = [after, head];
  if (before >= at || (await usedAt(before)) || !(await usedAt(at))) return undefined;
  while (at - before > 1) {
    const middle = Math.floor((before + at) / 2);
    if (await usedAt(middle)) at = middle;
    else before = middle;
  }
  const { transactions } = await client.getBlock({ blockNumber: BigInt(at), includeTransactions: true });
  return transactions.find((one) => isAddressEqual(one.from, account) && one.nonce === nonce);
}

function isSameCall({ to, input, value }: Transaction, sent: Sent): boolean {
  return to !== null && isAddressEqual(to, sent.to) && value === 0n && keccak256(input) === sent.dataHash;
}

/** How wallets cancel: nothing, to oneself. */
function isNothing({ from, to, input, value }: Transaction): boolean {
  return to !== null && isAddressEqual(from, to) && input === "0x" && value === 0n;
}

async function receiptOf(client: Client, hash: Hash): Promise<TransactionReceipt | undefined> {
  try {
    return await client.getTransactionReceipt({ hash });
  } catch (error) {
    if (error instanceof TransactionReceiptNotFoundError) return undefined;
    throw error;
  }
}

async function transactionOf(client: Client, hash: Hash): Promise<Transaction | undefined> {
  try {
    return await client.getTransaction({ hash });
  } catch (error) {
    if (error instanceof TransactionNotFoundError) return undefined;
    throw error;
  }
}
