import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

export const workoutSentences: Sentences<ErrorsOf<"Workouts" | "LossClaims">> = {
  LossClaims_NoClaim: ({ cluster }) =>
    tell(`No loss of facility ${cluster} is claimed.`, "There is nothing to end or to prolong."),
  LossClaims_ProlongedBefore: ({ cluster, prolonged }) =>
    tell(
      `What is claimed of facility ${cluster} has been prolonged ${prolonged} times already.`,
      "It ends when its time is over.",
    ),
  LossClaims_NotManager: ({ cluster, caller }, say) =>
    tell(
      `${say.account(caller)} does not account for cluster ${cluster}.`,
      "What makes a loss good is paid in as a recovery.",
    ),
  Workouts_Served: ({ cluster }) =>
    tell(
      `Facility ${cluster} is served: it is neither late nor in the worst tier of its covenants.`,
      "Its resolution can be opened when it is, or when its operator gives it up.",
    ),
  Workouts_NotOperator: ({ cluster, operator }, say) =>
    tell(`Cluster ${cluster} is run by ${say.account(operator)}.`, "Only who runs it can give it up."),
  Workouts_TitleHeld: ({ cluster, left }, say) =>
    tell(
      `The title of cluster ${cluster} has not left yet, and ${say.money(left)} is not recovered.`,
      "Sell the hardware first, or recover all of it.",
    ),
  Workouts_NotYet: ({ cluster, from }, say) =>
    from === 0n
      ? tell(`No resolution of facility ${cluster} has been opened.`, "Open it first.")
      : tell(`For cluster ${cluster} that is possible from ${say.moment(from)} on.`, "Come back then."),
  Workouts_AuctionRuns: ({ cluster, startedAt }, say) =>
    tell(
      `The title of cluster ${cluster} is sold at a falling price since ${say.moment(startedAt)}.`,
      "Anyone buys it at the price of the second.",
    ),
  Workouts_PeriodOutOfRange: ({ given, minimum, maximum }, say) =>
    tell(
      `A period of ${say.length(given)} is outside of ${say.length(minimum)} to ${say.length(maximum)}.`,
      "Deploy with another one.",
    ),
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
  Workouts_Financed: ({ cluster }) =>
    tell(
      `Facility ${cluster} is a loan or a lease: its hardware is not the vault’s to sell while it is repaid.`,
      "Only what the vault owns is offered; after a default the resolution gives the title.",
    ),
  Workouts_NoRecovery: ({ cluster }) =>
    tell(
      `Only what comes in for lost GPUs of the vault's own is booked with a loss, nothing for facility ${cluster}.`,
      "Repay a debt, or pay it in as a recovery.",
    ),
};
