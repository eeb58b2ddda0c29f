import type { Address } from "viem";
import type { ReadContext } from "../chain/client";
import { readAccount } from "../chain/readAccount";
import { readHead } from "../chain/readHead";
import { readPreview } from "../chain/readPreview";
import type { Tokens } from "../chain/readTokens";
import { FlowError } from "../errors/explain";
import { formatAmount } from "../format/amount";
import type { Flow } from "./flow";
import { withdrawFlow, type WithdrawInput } from "./withdrawFlow";

/** What an account takes out at once: all its shares, or a sum, base units. */
export type WithdrawWish = { account: Address; sum: "all" | bigint; signs: (token: Address) => boolean };

/** A withdrawal at once, by the newest block's figures. */
export async function prepareWithdraw(context: ReadContext, tokens: Tokens, wish: WithdrawWish): Promise<Flow> {
  const { vault, router } = context.deployment.contracts;
  const head = await readHead(context);
  const [account, previewShares] = await Promise.all([
    readAccount(context, head, wish.account),
    wish.sum === "all" ? 0n : readPreview(context, head, "withdraw", wish.sum).then(({ units }) => units),
  ]);
  const { shares } = account;
  const isTooMuch = wish.sum === "all" ? account.maxRedeem < shares : wish.sum > account.maxWithdraw;
  if (isTooMuch) {
    const { decimals, symbol } = tokens.asset;
    throw new FlowError(
      `Liquid now: ${formatAmount(account.maxWithdraw, decimals)} ${symbol}.`,
      "Take out up to that, or ask the queue for the rest.",
    );
  }
  const request = async (): Promise<WithdrawInput["request"]> =>
    wish.sum === "all"
      ? { kind: "all", shares, previewAssets: (await readPreview(context, head, "redeem", shares)).units }
      : { kind: "assets", assets: wish.sum, previewShares };
  return withdrawFlow({
    vault,
    router,
    tokens,
    account: account.address,
    request: await request(),
    shareAllowance: account.shareAllowance,
    canSignPermit: !account.isContract && wish.signs(tokens.share.address),
    now: Math.max(head.timestamp, Math.floor(Date.now() / 1000)),
  });
}
