import type { Address } from "viem";
import type { ReadContext } from "../chain/client";
import { readAccount } from "../chain/readAccount";
import { readForecast } from "../chain/readForecast";
import { readHead } from "../chain/readHead";
import { readQueue } from "../chain/readQueue";
import type { Tokens } from "../chain/readTokens";
import { FlowError } from "../errors/explain";
import { formatAmount } from "../format/amount";
import type { Flow } from "./flow";
import { requestRedeemFlow } from "./requestRedeemFlow";

/** What an account asks the queue for: all its shares, or as many as a sum takes, base units. */
export type RequestWish = { account: Address; sum: "all" | bigint; atAnyPrice: boolean; toleranceBps: number };

/** A request to the queue, by the newest block's figures. */
export async function prepareRequest(context: ReadContext, tokens: Tokens, wish: RequestWish): Promise<Flow> {
  const { atAnyPrice, toleranceBps } = wish;
  const head = await readHead(context);
  const [account, queue] = await Promise.all([readAccount(context, head, wish.account), readQueue(context, head)]);
  const sum = wish.sum === "all" ? { shares: account.shares } : { assets: wish.sum };
  const { shares, ownAssets } = await readForecast(context, head, { sum, atAnyPrice });
  if (shares === 0n || shares > account.shares) {
    const { decimals, symbol } = tokens.asset;
    throw new FlowError(
      `Your shares are worth ${formatAmount(account.worth, decimals)} ${symbol} now.`,
      "Enter an amount up to that, or choose Max for all shares.",
    );
  }
  return requestRedeemFlow({
    queue: context.deployment.contracts.queue,
    tokens,
    account: account.address,
    shares,
    worth: ownAssets,
    end: queue.current.end,
    atAnyPrice,
    toleranceBps,
  });
}
