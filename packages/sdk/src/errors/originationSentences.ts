import { clusterStatusWord, formWords } from "./statusWords.ts";
import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

const CURATOR = "The curator can propose again with a value inside the range.";

/** Of how facilities begin: approval, draws, service. */
export const originationSentences: Sentences<ErrorsOf<"FacilityOrigination">> = {
  FacilityOrigination_AlreadyApproved: ({ cluster }) =>
    tell(`Cluster ${cluster} has a facility already.`, "Register the next cluster for another one."),
  FacilityOrigination_NotOperator: ({ cluster, caller, operator }, say) =>
    tell(
      `Cluster ${cluster} is run by ${say.account(operator)}, not by ${say.account(caller)}.`,
      "Connect the operator's account.",
    ),
  FacilityOrigination_NoTitle: ({ cluster, holder }, say) =>
    tell(
      `The title of cluster ${cluster} is held by ${say.account(holder)}, not by a manager of the ` +
        "vault that finances this form.",
      "Register the cluster to the manager of the form that it is to be financed by.",
    ),
  FacilityOrigination_TermOutOfRange: ({ field, given, minimum, maximum }, say) =>
    tell(`The term “${say.label(field)}” is ${given}; allowed is ${minimum} to ${maximum}.`, CURATOR),
  FacilityOrigination_TermNotForForm: ({ field, form }, say) =>
    tell(`The term “${say.label(field)}” means nothing where the form is ${formWords(form)}.`, "Leave it at zero."),
  FacilityOrigination_TiersNotInOrder: ({ field, tier1, tier2, tier3 }, say) =>
    tell(
      `The thresholds “${say.label(field)}” are out of order: ${tier1}, ${tier2} and ${tier3} bps.`,
      "Coverage and price fall from tier to tier, loan to value rises; zero is not tested.",
    ),
  FacilityOrigination_RentTooSmall: ({ total, amount }, say) =>
    tell(
      `All rents and the buyout come to ${say.money(total)}, less than the ${say.money(amount)} that the vault pays.`,
      "Agree on a higher rent, more payments or a higher buyout.",
    ),
  FacilityOrigination_DelaysAboveVestingCap: ({ delays, vestingCap }, say) =>
    tell(
      `A period with its delays takes up to ${say.length(delays)}, longer than rent may vest ` +
        `(${say.length(vestingCap)}).`,
      "Shorten the reporting period or the grace for payment.",
    ),
  FacilityOrigination_NotOrdered: ({ cluster, status }) =>
    tell(
      `Cluster ${cluster} is ${clusterStatusWord(status)}; only an ordered cluster can be financed.`,
      "Register the next cluster before it enters service.",
    ),
  FacilityOrigination_AboveApproval: ({ cost, approved }, say) =>
    tell(
      `That would bring the draws to ${say.money(cost)}; ${say.money(approved)} is approved.`,
      "Draw less, or ask the curator for a larger approval.",
    ),
  FacilityOrigination_ApprovalNotLower: ({ given, current }, say) =>
    tell(
      `${say.money(given)} is not below the present approval of ${say.money(current)}.`,
      "The guardian may only lower an approval.",
    ),
  FacilityOrigination_ApprovalExpired: ({ cluster, inServiceBy }, say) =>
    tell(
      `Cluster ${cluster} was to be in service by ${say.moment(inServiceBy)}; nothing is drawn after that.`,
      "Ask the curator for new terms.",
    ),
  FacilityOrigination_ZeroAmount: () => tell("The amount is zero.", "Enter an amount above zero."),
  FacilityOrigination_BondTooSmall: ({ bond, required }, say) =>
    tell(
      `The operator's bond holds ${say.money(bond)}; this draw needs ${say.money(required)}.`,
      "Post the rest of the bond first, or draw less.",
    ),
  FacilityOrigination_OperatorInBreach: ({ operator, facilities }, say) =>
    tell(
      `${say.account(operator)} breaks the covenants of ${facilities} of its facilities, and draws ` +
        "nothing until they are kept again.",
      "Good reports step a broken covenant down; its figures are on the operator page.",
    ),
  FacilityOrigination_NotDrawEscrow: ({ caller }, say) =>
    tell(
      `${say.account(caller)} may not give drawn money back.`,
      "What no milestone earned comes back through the vault’s draw escrow.",
    ),
  FacilityOrigination_NotFinanced: ({ cluster }) =>
    tell(`Cluster ${cluster} is not financed by this vault.`, "Look at its facility first."),
  FacilityOrigination_NotAttested: ({ cluster }) =>
    tell(
      `The reporters have not attested yet that cluster ${cluster} is in service.`,
      "Anyone can put it in service once they have.",
    ),
  FacilityOrigination_AttestedOnly: ({ cluster }) =>
    tell(
      `Cluster ${cluster} is paid for by milestones: it is in service when the reporters say so.`,
      "Use their attestation.",
    ),
};
