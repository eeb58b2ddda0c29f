import { facilityStatusWord } from "./statusWords";
import { tell, type ErrorsOf, type Sentences } from "./sentence";

export const bondSentences: Sentences<ErrorsOf<"OperatorBond">> = {
  OperatorBond_ZeroAmount: () => tell("The amount is zero.", "Enter an amount above zero."),
  OperatorBond_ZeroAddress: () => tell("An address is missing.", "Name a receiver other than the zero address."),
  OperatorBond_DelayOutOfRange: ({ given, minimum, maximum }, say) =>
    tell(
      `A release delay of ${say.length(given)} was given; allowed is ${say.length(minimum)} to ${say.length(maximum)}.`,
      "Deploy with a delay inside the range.",
    ),
  OperatorBond_ShortTransfer: ({ arrived, expected }, say) =>
    tell(
      `Only ${say.money(arrived)} of ${say.money(expected)} arrived: the token keeps a fee on transfers.`,
      "Such a token cannot be posted as a bond.",
    ),
  OperatorBond_NotOperator: ({ cluster, caller, operator }, say) =>
    tell(
      `Cluster ${cluster} is run by ${say.account(operator)}, not by ${say.account(caller)}.`,
      "Connect the operator's account.",
    ),
  OperatorBond_AboveBond: ({ given, bond }, say) =>
    tell(`${say.money(given)} was asked for; the bond holds ${say.money(bond)}.`, "Take back at most what it holds."),
  OperatorBond_AtRisk: ({ cluster, status }) =>
    tell(
      `Facility ${cluster} is ${facilityStatusWord(status)}; its bond answers for it.`,
      "It comes back when the facility has ended and the waiting time has passed.",
    ),
  OperatorBond_NotYet: ({ releasableAt }, say) =>
    tell(`The bond may be taken back from ${say.moment(releasableAt)} on.`, "Come back then."),
  OperatorBond_InDispute: ({ cluster }) =>
    tell(
      `A report of cluster ${cluster} is in dispute; its bond stays until that is decided.`,
      "Wait for the decision.",
    ),
  OperatorBond_NotHeld: ({ cluster }) =>
    tell(`The bond of cluster ${cluster} is not held by any dispute.`, "There is nothing to lift."),
  OperatorBond_NoCredit: ({ account }, say) =>
    tell(`${say.account(account)} has no award to claim.`, "Awards arise when a dispute is won."),
};
