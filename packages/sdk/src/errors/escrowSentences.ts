import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

export const escrowSentences: Sentences<ErrorsOf<"CollateralEscrow">> = {
  CollateralEscrow_ZeroAddress: () => tell("An address is missing.", "Name a receiver other than the zero address."),
  CollateralEscrow_ShortTransfer: ({ arrived, expected }, say) =>
    tell(
      `Only ${say.money(arrived)} of ${say.money(expected)} arrived: the token keeps a fee on transfers.`,
      "Such a token cannot be put up as a bond.",
    ),
  CollateralEscrow_AboveBalance: ({ asked, balance }, say) =>
    tell(`${say.money(asked)} was asked for; ${say.money(balance)} is held.`, "Take back at most what is held."),
  CollateralEscrow_Held: ({ holds }) =>
    tell(
      holds === 1n ? "A dispute or an award holds this bond." : `${holds} disputes or awards hold this bond.`,
      "It comes back once the last of them has ended.",
    ),
  CollateralEscrow_NotHeld: () =>
    tell("Whoever lifts this hold has not laid it, or has lifted it already.", "There is nothing to lift."),
  CollateralEscrow_NotCustodian: ({ account }, say) =>
    tell(
      `${say.account(account)} keeps no accounts in the escrow and could never move the money.`,
      "Give it to a contract that does.",
    ),
  CollateralEscrow_OtherAmountTaken: ({ left, expected }, say) =>
    tell(
      `The escrow was left with ${say.money(left)}, not with ${say.money(expected)}.`,
      "Nothing was moved; the money waits where it was.",
    ),
  CollateralEscrow_NoCredit: ({ account }, say) =>
    tell(
      `${say.account(account)} has nothing to claim.`,
      "A credit arises when a dispute is won, or closed without a decision.",
    ),
};
