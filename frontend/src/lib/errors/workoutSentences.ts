import { tell, type ErrorsOf, type Sentences } from "./sentence";

export const workoutSentences: Sentences<ErrorsOf<"Workouts">> = {
  Workouts_NotOffered: ({ cluster, buyer }, say) =>
    tell(`The hardware of cluster ${cluster} is offered to ${say.account(buyer)}.`, "Connect the buyer's account."),
  Workouts_PriceChanged: ({ price, maximum }, say) =>
    tell(
      `The price is now ${say.money(price)}, above your limit of ${say.money(maximum)}.`,
      "Look at the new price and decide again.",
    ),
  Workouts_ZeroAmount: () => tell("The amount is zero.", "Enter an amount above zero."),
  Workouts_ShortTransfer: ({ arrived, expected }, say) =>
    tell(
      `Only ${say.money(arrived)} of ${say.money(expected)} arrived: the token keeps a fee on transfers.`,
      "Such a token cannot be paid in.",
    ),
  Workouts_NothingFinanced: ({ cluster }) =>
    tell(`The vault has not financed anything of cluster ${cluster}.`, "Choose a facility that has been drawn."),
  Workouts_NotOpen: ({ cluster }) =>
    tell(`No resolution of facility ${cluster} is open.`, "Open it first, or look whether it has been closed."),
  Workouts_ResolveFirst: ({ cluster, delinquentSince }, say) =>
    tell(
      `Facility ${cluster} has been delinquent since ${say.moment(delinquentSince)}.`,
      "What is delinquent is sold in a resolution: open that first.",
    ),
  Workouts_TitleGone: ({ cluster, holder }, say) =>
    tell(
      `The title of cluster ${cluster} is held by ${say.account(holder)}, not by its manager.`,
      "Only hardware that the vault owns can be offered.",
    ),
  Workouts_NotAllGpus: ({ cluster, count, inService }) =>
    tell(
      `Cluster ${cluster} has ${inService} GPUs in service; ${count} would leave none.`,
      "Sell or resolve the facility as a whole.",
    ),
  Workouts_Financed: ({ cluster }) =>
    tell(
      `Facility ${cluster} is a loan or a lease: its hardware is not the vault’s to sell while it is repaid.`,
      "Only what the vault owns is offered; after a default the resolution gives the title.",
    ),
  Workouts_RepayInstead: ({ cluster }) =>
    tell(
      `Facility ${cluster} is a debt: what is lost of its hardware changes nothing in what is owed.`,
      "Repay with the proceeds instead.",
    ),
};
