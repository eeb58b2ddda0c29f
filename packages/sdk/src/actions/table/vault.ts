import type { ActionsOf } from "../entry.ts";
import { PERMIT } from "../kindSets.ts";
import { counted, percent } from "../words.ts";

const IN = { assets: "money", receiver: "sender" } as const;
const OUT = { receiver: "sender", owner: "sender" } as const;

const assetsOf = (amount: bigint) => ({ token: "asset", spender: "vault", amount }) as const;

export const vaultActions: ActionsOf<"vault"> = {
  deposit: {
    who: ["depositor"],
    verb: "deposit",
    does: "deposit for shares, however many they are",
    kinds: IN,
    words: ({ assets, receiver }, say) =>
      `Deposit ${say.money(assets)}, for shares to ${say.account(receiver)}, however many they are.`,
    pulls: ({ assets }) => assetsOf(assets),
  },
  depositWithMinShares: {
    who: ["depositor"],
    verb: "deposit-at-least",
    does: "deposit for shares, no fewer than so many",
    kinds: { ...IN, minShares: "shares" },
    words: ({ assets, receiver, minShares }, say) =>
      `Deposit ${say.money(assets)}, for no fewer than ${say.shares(minShares)} to ${say.account(receiver)}.`,
    pulls: ({ assets }) => assetsOf(assets),
  },
  depositWithPermit: {
    who: ["depositor"],
    verb: "deposit-with-permit",
    does: "deposit with the sender's signed permit over the asset",
    kinds: { ...IN, minShares: "shares", ...PERMIT },
    words: ({ assets, receiver, minShares, deadline }, say) =>
      `Deposit ${say.money(assets)}, for no fewer than ${say.shares(minShares)} to ${say.account(receiver)}, by a ` +
      `permit that counts until ${say.moment(deadline)}.`,
  },
  mint: {
    who: ["depositor"],
    verb: "mint",
    does: "mint exactly so many shares, whatever they cost",
    kinds: { shares: "shares", receiver: "sender" },
    words: ({ shares, receiver }, say) => `Mint ${say.shares(shares)} to ${say.account(receiver)}, whatever they cost.`,
    pulls: async ({ shares }, look) => assetsOf((await look("vault", "previewMint", [shares])) as bigint),
  },
  withdraw: {
    who: ["depositor"],
    verb: "withdraw",
    does: "withdraw assets from the cash that is there, for whatever shares they take",
    kinds: { assets: "money", ...OUT },
    words: ({ assets, receiver, owner }, say) =>
      `Withdraw ${say.money(assets)} to ${say.account(receiver)}, for shares of ${say.account(owner)}.`,
  },
  redeem: {
    who: ["depositor"],
    verb: "redeem",
    does: "redeem shares from the cash that is there, at whatever they are worth",
    kinds: { shares: "shares", ...OUT },
    words: ({ shares, receiver, owner }, say) =>
      `Redeem ${say.shares(shares)} of ${say.account(owner)}, paid to ${say.account(receiver)}, whatever they are ` +
      "worth.",
  },
  redeemWithMinAssets: {
    who: ["depositor"],
    verb: "redeem-at-least",
    does: "redeem shares from the cash that is there, for no less than so much",
    kinds: { shares: "shares", ...OUT, minAssets: "money" },
    words: ({ shares, receiver, owner, minAssets }, say) =>
      `Redeem ${say.shares(shares)} of ${say.account(owner)}, for no less than ${say.money(minAssets)} to ` +
      `${say.account(receiver)}.`,
  },
  approve: {
    who: ["depositor"],
    verb: "approve-shares",
    does: "allow another account to take shares",
    kinds: { spender: "account", shares: "shares" },
    words: ({ spender, shares }, say) => `Allow ${say.account(spender)} to take ${say.shares(shares)}.`,
  },
  transfer: {
    who: ["depositor"],
    verb: "transfer-shares",
    does: "send shares to another account",
    kinds: { to: "account", shares: "shares" },
    words: ({ to, shares }, say) => `Send ${say.shares(shares)} to ${say.account(to)}.`,
  },
  transferFrom: {
    who: ["depositor"],
    verb: "transfer-shares-from",
    does: "send shares of another account, which has allowed it",
    kinds: { from: "account", to: "account", shares: "shares" },
    words: ({ from, to, shares }, say) => `Send ${say.shares(shares)} of ${say.account(from)} to ${say.account(to)}.`,
  },
  permit: {
    who: ["depositor"],
    verb: "permit-shares",
    does: "use a signed permit over shares",
    kinds: { owner: "account", spender: "account", value: "shares", ...PERMIT },
    words: ({ owner, spender, value, deadline }, say) =>
      `Allow ${say.account(spender)} to take ${say.shares(value)} of ${say.account(owner)}, by a permit that counts ` +
      `until ${say.moment(deadline)}.`,
  },
  accrue: {
    who: ["keeper"],
    verb: "accrue",
    does: "carry out ticks that are due",
    kinds: { maxTicks: "count" },
    words: ({ maxTicks }) => `Carry out what is due in the vault, ${counted(maxTicks, "tick")} at the most.`,
  },
  collectFee: {
    who: ["keeper"],
    verb: "collect-fee",
    does: "have the fee paid that is due by now",
    kinds: {},
    words: () => "Have the fee that is due by now paid to its recipient.",
  },
  pause: {
    who: ["guardian"],
    verb: "pause",
    does: "stop deposits and draws; exits stay open",
    kinds: {},
    words: () => "Stop deposits and draws at once. Exits stay open.",
  },
  unpause: {
    who: ["curator"],
    verb: "unpause",
    does: "let deposits and draws go on",
    kinds: {},
    words: () => "Let deposits and draws go on.",
  },
  lowerCap: {
    who: ["guardian", "curator"],
    verb: "lower-cap",
    does: "lower what the vault may grow to by deposits",
    kinds: { wholeTokens: "wholeMoney" },
    words: ({ wholeTokens }, say) => `Lower what the vault may grow to by deposits to ${say.wholeMoney(wholeTokens)}.`,
  },
  setCap: {
    who: ["governor"],
    verb: "set-cap",
    does: "set what the vault may grow to by deposits",
    kinds: { wholeTokens: "wholeMoney" },
    words: ({ wholeTokens }, say) => `Set what the vault may grow to by deposits to ${say.wholeMoney(wholeTokens)}.`,
  },
  setFee: {
    who: ["governor"],
    verb: "set-fee",
    does: "set the fee on profit, and who has it",
    kinds: { bps: "bps", recipient: "account" },
    words: ({ bps, recipient }, say) => `Take ${percent(bps)} of profit as the fee, for ${say.account(recipient)}.`,
  },
  bindSource: {
    who: ["governor"],
    verb: "bind-source",
    does: "let a contract post values and draw cash",
    kinds: { source: "contract" },
    words: ({ source }, say) => `Let ${say.account(source)} post values and draw the vault's cash.`,
  },
  unbindSource: {
    who: ["governor"],
    verb: "unbind-source",
    does: "end a source that holds nothing",
    kinds: { source: "contract" },
    words: ({ source }, say) => `End ${say.account(source)} as a source of the vault.`,
  },
  skim: {
    who: ["curator"],
    verb: "skim",
    does: "take in tokens of the asset that were sent straight to the vault",
    kinds: {},
    words: () => "Take in what of the asset was sent straight to the vault; it vests over the cap.",
  },
  rescue: {
    who: ["governor"],
    verb: "rescue",
    does: "send out a token that is neither the asset nor the share",
    kinds: { token: "contract", to: "account" },
    words: ({ token, to }, say) =>
      `Send all that the vault has of the token ${say.account(token)} to ${say.account(to)}.`,
  },
};
