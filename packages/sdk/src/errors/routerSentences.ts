import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

const TRY_AGAIN = "Look at the new preview and try again.";

/** Of the router: bounds on what an entry or an exit may cost. */
export const routerSentences: Sentences<ErrorsOf<"VaultRouter">> = {
  VaultRouter_TooManyAssets: ({ assets, maximum }, say) =>
    tell(
      `The price moved: it would cost ${say.money(assets)}, more than your limit of ${say.money(maximum)}.`,
      TRY_AGAIN,
    ),
  VaultRouter_TooFewShares: ({ shares, minimum }, say) =>
    tell(
      `The price moved: ${say.shares(shares)} would be minted, less than your limit of ${say.shares(minimum)}.`,
      TRY_AGAIN,
    ),
  VaultRouter_TooManyShares: ({ shares, maximum }, say) =>
    tell(
      `The price moved: ${say.shares(shares)} would be burned, more than your limit of ${say.shares(maximum)}.`,
      TRY_AGAIN,
    ),
  VaultRouter_TooFewAssets: ({ assets, minimum }, say) =>
    tell(
      `The price moved: you would get ${say.money(assets)}, less than your limit of ${say.money(minimum)}.`,
      TRY_AGAIN,
    ),
};
