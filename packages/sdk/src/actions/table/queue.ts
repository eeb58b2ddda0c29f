import { requestName } from "../../errors/requestName.ts";
import type { ActionsOf } from "../entry.ts";
import { PERMIT } from "../kindSets.ts";

const REQUEST = { shares: "shares", controller: "sender", owner: "sender" } as const;
const CLAIM = { receiver: "sender", controller: "sender" } as const;

export const queueActions: ActionsOf<"queue"> = {
  requestRedeem: {
    who: ["depositor"],
    verb: "request",
    does: "ask for cash patiently: paid while little is unrealised",
    kinds: REQUEST,
    words: ({ shares, controller, owner }, say) =>
      `Ask patiently for the cash of ${say.shares(shares)} of ${say.account(owner)}, to be claimed by ` +
      `${say.account(controller)}.`,
  },
  requestRedeemAtAnyPrice: {
    who: ["depositor"],
    verb: "request-at-any-price",
    does: "ask for cash, paid in its turn whatever the price is",
    kinds: REQUEST,
    words: ({ shares, controller, owner }, say) =>
      `Ask for the cash of ${say.shares(shares)} of ${say.account(owner)} at any price, to be claimed by ` +
      `${say.account(controller)}.`,
  },
  requestRedeemWithPermit: {
    who: ["depositor"],
    verb: "request-with-permit",
    does: "ask for cash patiently, with the owner's signed permit over the shares",
    kinds: { shares: "shares", owner: "account", ...PERMIT },
    words: ({ shares, owner, deadline }, say) =>
      `Ask patiently for the cash of ${say.shares(shares)} of ${say.account(owner)}, by a permit that counts until ` +
      `${say.moment(deadline)}.`,
  },
  cancelRedeemRequest: {
    who: ["depositor"],
    verb: "cancel-request",
    does: "take back what of a request is not settled",
    kinds: { requestId: "request", controller: "sender" },
    words: ({ requestId, controller }, say) =>
      `Take back what is not settled of the request of ${say.account(controller)} in ${requestName(requestId)}.`,
  },
  claim: {
    who: ["depositor"],
    verb: "claim",
    does: "claim all that was paid for a request",
    kinds: { requestId: "request", ...CLAIM },
    words: ({ requestId, receiver, controller }, say) =>
      `Claim what was paid for the request of ${say.account(controller)} in ${requestName(requestId)}, to ` +
      `${say.account(receiver)}.`,
  },
  claimCancelRedeemRequest: {
    who: ["depositor"],
    verb: "claim-cancelled",
    does: "have the shares of a cancelled request back",
    kinds: { requestId: "request", ...CLAIM },
    words: ({ requestId, receiver, controller }, say) =>
      `Send the cancelled shares of ${say.account(controller)} in ${requestName(requestId)} to ` +
      `${say.account(receiver)}.`,
  },
  redeem: {
    who: ["depositor"],
    verb: "claim-shares",
    does: "claim what was paid for exactly so many shares, the oldest request first",
    kinds: { shares: "shares", ...CLAIM },
    words: ({ shares, receiver, controller }, say) =>
      `Claim what was paid for ${say.shares(shares)} of ${say.account(controller)}, to ${say.account(receiver)}.`,
  },
  withdraw: {
    who: ["depositor"],
    verb: "claim-assets",
    does: "claim exactly so much of what was paid, the oldest request first",
    kinds: { assets: "money", ...CLAIM },
    words: ({ assets, receiver, controller }, say) =>
      `Claim ${say.money(assets)} of what was paid for requests of ${say.account(controller)}, to ` +
      `${say.account(receiver)}.`,
  },
  setOperator: {
    who: ["depositor"],
    verb: "set-operator",
    does: "let another account ask, claim and cancel in one's name, or stop it",
    kinds: { operator: "account", approved: "yesNo" },
    words: ({ operator, approved }, say) =>
      approved
        ? `Let ${say.account(operator)} ask, claim and cancel in the sender's name.`
        : `Let ${say.account(operator)} ask, claim and cancel in the sender's name no more.`,
  },
  settle: {
    who: ["keeper"],
    verb: "settle-epoch",
    does: "pay the oldest closed epoch as far as the cash goes",
    kinds: {},
    words: () => "Pay the oldest closed epoch that may be paid, as far as the vault's cash goes.",
  },
};
