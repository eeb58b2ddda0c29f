import type { ActionsOf } from "../entry.ts";
import { counted } from "../words.ts";

const SEND = { vault: "contract", to: "sender" } as const;

const pull = (token: "asset" | "vault", amount: bigint) => ({ token, spender: "router", amount }) as const;

export const routerActions: ActionsOf<"router"> = {
  deposit: {
    who: ["depositor"],
    verb: "router-deposit",
    does: "deposit into any ERC-4626 vault, for no fewer than so many shares",
    kinds: { ...SEND, amount: "money", minSharesOut: "shares" },
    words: ({ vault, to, amount, minSharesOut }, say) =>
      `Deposit ${say.money(amount)} into ${say.account(vault)}, for no fewer than ${say.shares(minSharesOut)} to ` +
      `${say.account(to)}.`,
    pulls: ({ amount }) => pull("asset", amount),
  },
  mint: {
    who: ["depositor"],
    verb: "router-mint",
    does: "mint exactly so many shares, for no more than so much",
    kinds: { ...SEND, shares: "shares", maxAmountIn: "money" },
    words: ({ vault, to, shares, maxAmountIn }, say) =>
      `Mint ${say.shares(shares)} of ${say.account(vault)} to ${say.account(to)}, for no more than ` +
      `${say.money(maxAmountIn)}.`,
    pulls: async ({ shares }, look) => pull("asset", (await look("vault", "previewMint", [shares])) as bigint),
  },
  withdraw: {
    who: ["depositor"],
    verb: "router-withdraw",
    does: "withdraw assets, for no more than so many shares",
    kinds: { ...SEND, amount: "money", maxSharesOut: "shares" },
    words: ({ vault, to, amount, maxSharesOut }, say) =>
      `Withdraw ${say.money(amount)} from ${say.account(vault)} to ${say.account(to)}, for no more than ` +
      `${say.shares(maxSharesOut)}.`,
    pulls: async ({ amount }, look) => pull("vault", (await look("vault", "previewWithdraw", [amount])) as bigint),
  },
  redeem: {
    who: ["depositor"],
    verb: "router-redeem",
    does: "redeem shares, for no less than so much",
    kinds: { ...SEND, shares: "shares", minAmountOut: "money" },
    words: ({ vault, to, shares, minAmountOut }, say) =>
      `Redeem ${say.shares(shares)} of ${say.account(vault)}, for no less than ${say.money(minAmountOut)} to ` +
      `${say.account(to)}.`,
    pulls: ({ shares }) => pull("vault", shares),
  },
  selfPermit: {
    who: ["depositor"],
    verb: "router-permit",
    does: "allow the router a token by a signed permit",
    kinds: { token: "contract", value: "tokenUnits", deadline: "moment", v: "number", r: "hash", s: "hash" },
    words: ({ token, value, deadline }, say) =>
      `Allow the router ${value.toLocaleString("en-US")} base units of ${say.account(token)}, by a permit that ` +
      `counts until ${say.moment(deadline)}.`,
  },
  multicall: {
    who: ["depositor"],
    verb: "router-multicall",
    does: "have the router make several of its calls as one",
    kinds: { data: ["bytes"] },
    words: ({ data }) => `Have the router make ${counted(data.length, "call")} as one: all of them, or none.`,
  },
};
