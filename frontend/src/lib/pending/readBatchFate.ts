import { TransactionReceiptNotFoundError, UnknownBundleIdError, type WalletClient } from "viem";
import type { Client } from "../chain/client";
import type { Fate } from "./fate";
import { mined } from "./readFate";
import type { Sent } from "./sent";

/** What the wallet says of a batch (EIP-5792), and what the chain says of the transaction that it became. */
export async function readBatchFate(client: Client, wallet: WalletClient, sent: Sent): Promise<Fate> {
  const open: Fate = { kind: sent.isContract ? "signing" : "waiting" };
  try {
    const { statusCode, receipts } = await wallet.getCallsStatus({ id: sent.id });
    if (statusCode >= 400 && statusCode < 500) return { kind: "dropped" };
    const hash = receipts?.at(-1)?.transactionHash;
    if (statusCode < 200 || hash === undefined) return open;
    const [receipt, head] = await Promise.all([
      client.getTransactionReceipt({ hash }),
      client.getBlockNumber({ cacheTime: 0 }),
    ]);
    return mined(receipt, Number(head), false);
  } catch (error) {
    if (error instanceof UnknownBundleIdError) return { kind: "unseen" };
    if (error instanceof TransactionReceiptNotFoundError) return open;
    throw error;
  }
}
