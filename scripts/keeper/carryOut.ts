import { encode, explain, simulate } from "@gpu-yield-vaults/sdk/actions";
import type { Chore } from "@gpu-yield-vaults/sdk/chores";
import { isError, type Signer } from "ethers";
import type { Address, Client } from "viem";
import { landed } from "../lib/landed.ts";
import { plainSay } from "@gpu-yield-vaults/sdk/text";
import type { Deed, Logbook } from "./Logbook.ts";

/** Of one vault: who acts, where, and within what. */
export type Post = {
  readonly client: Client;
  readonly sender: Signer;
  readonly vault: string;
  readonly addresses: Readonly<Record<string, string>>;
  readonly logbook: Logbook;
  /** Says what would be done, and does nothing. */
  readonly isDry: boolean;
  /** Most that a unit of gas may cost, wei. */
  readonly mostPerGas?: bigint | undefined;
};

/** Between trying and being mined somebody may pay in, or a tick fall due. */
const withMargin = (gas: bigint) => (gas * 13n) / 10n + 20_000n;

/** Tries one chore, and does it where it can be done. Safe twice at once: the second is refused, or does nothing. */
export async function carryOut(post: Post, { action, why }: Chore, at: number): Promise<Deed> {
  const { client, sender, vault, addresses, isDry } = post;
  const { what } = explain(action, plainSay);
  const told = { at, vault, action: `${action.contract}.${action.name}`, what, why };
  const transaction = encode(action, addresses);
  const trial = await simulate(client, transaction, (await sender.getAddress()) as Address, plainSay);
  if (!trial.succeeds) return { ...told, outcome: "refused", reason: trial.refusal.what };
  const gasLimit = withMargin(trial.gas);
  const reason = await poverty(post, gasLimit, at);
  if (reason !== undefined) return { ...told, outcome: "unaffordable", reason };
  if (isDry) return { ...told, outcome: "planned" };
  try {
    const { gasUsed, hash } = await landed(sender.sendTransaction({ ...transaction, gasLimit }));
    return { ...told, outcome: "done", gas: gasUsed, hash };
  } catch (error) {
    const overtaken = whoWasFaster(error);
    if (overtaken === undefined) throw error;
    return { ...told, outcome: "overtaken", ...overtaken };
  }
}

/** Why a transaction is too dear now; `undefined` where it is not. */
async function poverty({ sender, logbook, mostPerGas }: Post, gas: bigint, at: number): Promise<string | undefined> {
  const allowance = logbook.allowance(at);
  if (gas > allowance) return `It may cost ${gas} gas, and ${allowance} of the day's are left.`;
  if (mostPerGas === undefined) return undefined;
  const { maxFeePerGas, gasPrice } = (await sender.provider?.getFeeData()) ?? {};
  const price = maxFeePerGas ?? gasPrice;
  if (price === null || price === undefined) return "The node does not say what gas costs.";
  return price > mostPerGas ? `A unit of gas costs ${price} wei, and may cost ${mostPerGas}.` : undefined;
}

/** What a node says where another transaction of the account, or of another keeper, came first. */
function whoWasFaster(error: unknown): { reason: string; gas?: bigint } | undefined {
  if (isError(error, "NONCE_EXPIRED") || isError(error, "REPLACEMENT_UNDERPRICED"))
    return { reason: "Another transaction of the account came first." };
  if (isError(error, "CALL_EXCEPTION") && error.receipt)
    return { reason: "Somebody else was faster.", gas: error.receipt.gasUsed };
  return undefined;
}
