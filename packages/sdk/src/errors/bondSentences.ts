import { facilityStatusWord } from "./statusWords.ts";
import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

export const bondSentences: Sentences<ErrorsOf<"OperatorBond">> = {
  OperatorBond_ZeroAmount: () => tell("The amount is zero.", "Enter an amount above zero."),
  OperatorBond_DelayOutOfRange: ({ given, minimum, maximum }, say) =>
    tell(
      `A release delay of ${say.length(given)} was given; allowed is ${say.length(minimum)} to ${say.length(maximum)}.`,
      "Deploy with a delay inside the range.",
    ),
  OperatorBond_OtherAsset: ({ escrowed, wanted }, say) =>
    tell(
      `The escrow holds ${say.account(escrowed)}, and the vault's asset is ${say.account(wanted)}.`,
      "Deploy with an escrow of the vault's asset.",
    ),
  OperatorBond_AtRisk: ({ cluster, status }) =>
    tell(
      `Facility ${cluster} is ${facilityStatusWord(status)}; its bond answers for it.`,
      "It comes back when the facility has ended and the waiting time has passed.",
    ),
  OperatorBond_NotYet: ({ releasableAt }, say) =>
    tell(`The bond may be taken back from ${say.moment(releasableAt)} on.`, "Come back then."),
};
