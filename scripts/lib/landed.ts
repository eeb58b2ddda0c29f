import { isError, type TransactionResponse, type TransactionReceipt } from "ethers";
import { CliError } from "./cliError.ts";

/** Until a transaction that is in no block is given up waiting for, milliseconds. */
const PATIENCE = 300_000;

/** Says a transaction's hash as soon as it is sent, and waits until it is in a block, though not for ever. */
export async function landed(sending: Promise<TransactionResponse>, patience = PATIENCE): Promise<TransactionReceipt> {
  const sent = await sending;
  process.stderr.write(`sent ${sent.hash}\n`);
  const receipt = await sent.wait(1, patience).catch((error: unknown) => {
    if (isError(error, "TIMEOUT")) throw stillOut(sent, patience);
    if (isError(error, "TRANSACTION_REPLACED")) throw replaced(error.receipt.hash, sent.hash);
    throw error;
  });
  if (receipt === null) throw stillOut(sent, patience);
  return receipt;
}

function stillOut({ hash, nonce, from }: TransactionResponse, patience: number): CliError {
  return new CliError(
    `The transaction is in no block after ${patience / 1_000} s.`,
    [hash, `number ${nonce} of ${from}`],
    "look for it in an explorer: while it is there, wait; once the node has dropped it, repeat the command.",
    2,
  );
}

function replaced(by: string, hash: string): CliError {
  return new CliError(
    "Another transaction took the place of this one.",
    [`sent ${hash}`, `in a block is ${by}`],
    "look at what it did before you repeat the command.",
    2,
  );
}
