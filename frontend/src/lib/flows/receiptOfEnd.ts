import type { TransactionReceipt } from "viem";
import type { Client } from "../chain/client";
import { FlowError } from "../errors/explain";
import type { Ended } from "../pending/fate";

/** The receipt of what was sent, or a sentence for why there is none that counts. */
export async function receiptOfEnd(client: Client, ended: Ended): Promise<TransactionReceipt> {
  switch (ended.kind) {
    case "confirmed":
      return client.getTransactionReceipt({ hash: ended.hash });
    case "reverted":
      throw new FlowError(
        "The transaction was included, but the contract refused it: something changed in between.",
        "Nothing moved except the network fee. Look at the new numbers and try again.",
      );
    case "cancelled":
      throw new FlowError(
        "You cancelled the transaction in your wallet.",
        "Nothing moved. Try again whenever you like.",
      );
    case "replaced":
      throw new FlowError(
        "Another transaction of your account took the place of this one.",
        "This one did not happen. See in your wallet what did, before you try again.",
      );
    case "dropped":
      throw new FlowError(
        "Your wallet has given the transaction up, or done something else in its place.",
        "This one did not happen. See in your wallet what did, before you try again.",
      );
  }
}
