import type { Address } from "viem";
import type { ReadContext } from "../chain/client";
import { allowanceTo, readAccount } from "../chain/readAccount";
import { readHead } from "../chain/readHead";
import type { Token } from "../chain/readTokens";
import { FlowError } from "../errors/explain";
import { formatAmount } from "../format/amount";
import type { Flow } from "./flow";

type Payment = { account: Address; spender: Address; asset: Token; amount: bigint };

/** A payment that `spender` pulls, by what the account has and allows at the newest block. */
export async function prepareByAllowance(
  context: ReadContext,
  { account, spender, asset, amount }: Payment,
  flowOf: (allowance: bigint) => Flow,
): Promise<Flow> {
  const payer = await readAccount(context, await readHead(context), account);
  if (amount > payer.assets) {
    const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;
    throw new FlowError(`You have ${money(payer.assets)}; ${money(amount)} is needed.`, "Enter an amount up to that.");
  }
  return flowOf(allowanceTo(payer, spender));
}
