import { allowanceTo, readAccount } from "../chain/readAccount";
import type { ReadContext } from "../chain/client";
import { readHead } from "../chain/readHead";
import { readPreview } from "../chain/readPreview";
import type { Tokens } from "../chain/readTokens";
import type { Address } from "viem";
import { FlowError } from "../errors/explain";
import { formatAmount } from "../format/amount";
import { depositFlow } from "./depositFlow";
import type { Flow } from "./flow";

/** What an account deposits: all that the vault takes of what it has, or a sum, base units. */
export type DepositWish = { account: Address; sum: "all" | bigint; signs: (token: Address) => boolean };

/** A deposit by the newest block's figures. */
export async function prepareDeposit(context: ReadContext, tokens: Tokens, wish: DepositWish): Promise<Flow> {
  const { asset } = tokens;
  const { vault } = context.deployment.contracts;
  const head = await readHead(context);
  const previewOf = async (sum: bigint): Promise<bigint> => (await readPreview(context, head, "deposit", sum)).units;
  const [account, preview] = await Promise.all([
    readAccount(context, head, wish.account),
    wish.sum === "all" ? undefined : previewOf(wish.sum),
  ]);
  const most = account.assets < account.maxDeposit ? account.assets : account.maxDeposit;
  const assets = wish.sum === "all" ? most : wish.sum;
  if (assets === 0n || assets > most) {
    const money = (units: bigint): string => `${formatAmount(units, asset.decimals)} ${asset.symbol}`;
    throw new FlowError(
      `You have ${money(account.assets)}, and the vault takes at most ${money(account.maxDeposit)} now.`,
      "Enter an amount up to the smaller of the two.",
    );
  }
  return depositFlow({
    vault,
    tokens,
    account: account.address,
    assets,
    previewShares: preview ?? (await previewOf(assets)),
    allowance: allowanceTo(account, vault),
    canSignPermit: !account.isContract && wish.signs(asset.address),
    now: Math.max(head.timestamp, Math.floor(Date.now() / 1000)),
  });
}
