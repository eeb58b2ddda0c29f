import { eventsIn, showEvent, simulate, type Addresses, type Transaction } from "@gpu-yield-vaults/sdk/actions";
import { explainRevert, revertOf, type RevertExplanation, type Say } from "@gpu-yield-vaults/sdk/errors";
import { isError, type Signer } from "ethers";
import type { Address, Client } from "viem";
import { CliError } from "../lib/cliError.ts";
import { landed } from "../lib/landed.ts";
import type { Sent } from "./tell.ts";

/** Where something is sent, by whom, and in which units it is told. */
export type Setting = {
  client: Client;
  chainId: bigint;
  addresses: Addresses;
  say: Say;
  sender: Address;
  /** Nobody where it is only tried, or a Safe's. */
  signer?: Signer | undefined;
};

/** What a token answers, or who asks it, while it has not been allowed to be taken. */
const OF_ALLOWANCES = ["ERC20InsufficientAllowance", "SafeERC20FailedOperation"];

/**
 * Tries a transaction; where the chain would refuse it, that is its answer, and nothing is sent.
 *
 * @param awaitsAllowance Whether what it takes is allowed by a transaction before it: then a token may refuse it now.
 * @returns Its gas; `undefined` where that is not known before.
 */
export async function tryOut(
  transaction: Transaction,
  { client, sender, say }: Setting,
  awaitsAllowance = false,
): Promise<bigint | undefined> {
  const simulation = await simulate(client, transaction, sender, say);
  if (simulation.succeeds) return simulation.gas;
  const { name } = simulation.refusal;
  if (awaitsAllowance && (name === undefined || OF_ALLOWANCES.includes(name))) return undefined;
  throw refusal(simulation.refusal);
}

/** The chain's word, as it is told. */
const refusal = ({ what, next, detail, name }: RevertExplanation): CliError =>
  name === undefined
    ? new CliError(what, [detail], next)
    : new CliError(`The chain refuses: ${name}.`, [what, detail], next);

/**
 * Sends a transaction once, and waits until it is in a block.
 *
 * @param patience Milliseconds.
 */
export async function send(
  transaction: Transaction,
  signer: Signer,
  patience: number,
  { addresses, say }: Setting,
): Promise<Sent> {
  const receipt = await landed(signer.sendTransaction(transaction), patience).catch((error: unknown) => {
    const revert = revertOf(error);
    if (revert) throw refusal(explainRevert(revert, say));
    if (isError(error, "CALL_EXCEPTION") && error.receipt) throw failed(error.receipt.hash);
    throw error;
  });
  const logs = receipt.logs.map(({ address, topics, data }) => ({ address, topics, data }));
  return {
    hash: receipt.hash,
    block: receipt.blockNumber,
    events: eventsIn(logs, addresses).map((event) => ({
      ...event,
      name: `${event.contract}.${event.name}`,
      words: showEvent(event, say),
    })),
  };
}

const failed = (hash: string) =>
  new CliError(
    "The transaction failed in its block, though it was tried before.",
    [hash],
    "look again, then repeat it.",
  );
