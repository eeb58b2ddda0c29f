import { encodeFunctionData, erc20Abi, type Address } from "viem";
import type { Action, Addresses, Transaction } from "./action.ts";
import { entryOf } from "./action.ts";
import type { Look, Pull } from "./entry.ts";

/** What an action takes from its sender; `undefined` where it takes nothing. */
export async function pullOf(action: Action, look: Look, sender: string): Promise<Pull | undefined> {
  const pull = await entryOf(action.contract, action.name)?.pulls?.(action.args, look, sender);
  return pull && pull.amount > 0n ? pull : undefined;
}

/** How an allowance is set: to exactly what is taken. */
export function approve({ token, spender, amount }: Pull, addresses: Addresses): Transaction {
  const [to, by] = [addresses[token], addresses[spender]];
  if (to === undefined || by === undefined) throw new Error(`no address of ${to ? spender : token} is known`);
  const data = encodeFunctionData({ abi: erc20Abi, functionName: "approve", args: [by as Address, amount] });
  return { to: to as Address, data };
}

/**
 * What has to be sent before an action that takes something: nothing, where enough is allowed; else an allowance of
 * exactly that. Some tokens let none be changed but to zero and from it: there it is zero first.
 *
 * @param accepts Whether the token takes a transaction as things are.
 */
export async function approvalsFor(
  pull: Pull,
  addresses: Addresses,
  sender: string,
  look: Look,
  accepts: (transaction: Transaction) => Promise<boolean>,
): Promise<readonly Transaction[]> {
  const allowed = (await look(pull.token, "allowance", [sender, addresses[pull.spender]])) as bigint;
  if (allowed >= pull.amount) return [];
  const exact = approve(pull, addresses);
  if (allowed === 0n || (await accepts(exact))) return [exact];
  return [approve({ ...pull, amount: 0n }, addresses), exact];
}
