import type { ActionsOf } from "../entry.ts";
import { PERMIT } from "../kindSets.ts";

export const assetActions: ActionsOf<"asset"> = {
  approve: {
    who: ["depositor", "operator", "reporter", "challenger", "holder"],
    verb: "approve",
    does: "allow another account to take of the asset",
    kinds: { spender: "contract", value: "money" },
    words: ({ spender, value }, say) => `Allow ${say.account(spender)} to take ${say.money(value)}.`,
  },
  transfer: {
    who: ["depositor"],
    verb: "transfer",
    does: "send the asset to another account",
    kinds: { to: "account", value: "money" },
    words: ({ to, value }, say) => `Send ${say.money(value)} to ${say.account(to)}.`,
  },
  transferFrom: {
    who: ["depositor"],
    verb: "transfer-from",
    does: "send the asset of another account, which has allowed it",
    kinds: { from: "account", to: "account", value: "money" },
    words: ({ from, to, value }, say) => `Send ${say.money(value)} of ${say.account(from)} to ${say.account(to)}.`,
  },
  permit: {
    who: ["depositor"],
    verb: "permit",
    does: "use a signed permit over the asset",
    kinds: { owner: "account", spender: "contract", value: "money", ...PERMIT },
    words: ({ owner, spender, value, deadline }, say) =>
      `Allow ${say.account(spender)} to take ${say.money(value)} of ${say.account(owner)}, by a permit that counts ` +
      `until ${say.moment(deadline)}.`,
  },
  mint: {
    who: ["depositor"],
    verb: "mint-test-dollars",
    does: "print the local chain's dollar, which is worth nothing",
    kinds: { to: "sender", amount: "money" },
    words: ({ to, amount }, say) => `Print ${say.money(amount)} of the local chain for ${say.account(to)}.`,
  },
};

/** The same of the dollar that stakes are in, which is the asset of most vaults. */
export const dollarActions: ActionsOf<"dollar"> = {
  approve: {
    ...assetActions.approve,
    who: ["reporter"],
    verb: "approve-dollars",
    does: "allow another account to take of the dollar that stakes are in",
  },
  transfer: {
    ...assetActions.transfer,
    who: ["reporter"],
    verb: "transfer-dollars",
    does: "send the dollar that stakes are in to another account",
  },
  transferFrom: {
    ...assetActions.transferFrom,
    who: ["reporter"],
    verb: "transfer-dollars-from",
    does: "send the dollar that stakes are in of another account, which has allowed it",
  },
  permit: {
    ...assetActions.permit,
    who: ["reporter"],
    verb: "permit-dollars",
    does: "use a signed permit over the dollar that stakes are in",
  },
  mint: { ...assetActions.mint, who: ["reporter"] },
};
