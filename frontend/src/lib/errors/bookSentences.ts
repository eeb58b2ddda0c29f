import { clusterStatusWord, facilityStatusWord, formWords } from "./statusWords";
import { tell, type ErrorsOf, type Sentences } from "./sentence";

const CURATOR = "The curator can propose again with a value inside the range.";

export const bookSentences: Sentences<ErrorsOf<"FacilityBook">> = {
  FacilityBook_WrongStatus: ({ cluster, status }) =>
    tell(
      `Facility ${cluster} is ${facilityStatusWord(status)}; this step does not fit that stage.`,
      "Look at its status on the operator page for what comes next.",
    ),
  FacilityBook_NotOperator: ({ cluster, caller, operator }, say) =>
    tell(
      `Cluster ${cluster} is run by ${say.account(operator)}, not by ${say.account(caller)}.`,
      "Connect the operator's account.",
    ),
  FacilityBook_NoTitle: ({ cluster, holder }, say) =>
    tell(
      `The title of cluster ${cluster} is held by ${say.account(holder)}, not by the vault's ledger.`,
      "The title has to be with the ledger before the cluster can be financed.",
    ),
  FacilityBook_TermOutOfRange: ({ field, given, minimum, maximum }, say) =>
    tell(`The term “${say.label(field)}” is ${given}; allowed is ${minimum} to ${maximum}.`, CURATOR),
  FacilityBook_DelaysAboveVestingCap: ({ delays, vestingCap }, say) =>
    tell(
      `A period with its delays takes up to ${say.length(delays)}, longer than rent may vest (${say.length(vestingCap)}).`,
      "Shorten the reporting period or the grace for payment.",
    ),
  FacilityBook_AboveApproval: ({ cost, approved }, say) =>
    tell(
      `That would bring the draws to ${say.money(cost)}; ${say.money(approved)} is approved.`,
      "Draw less, or ask the curator for a larger approval.",
    ),
  FacilityBook_ApprovalNotLower: ({ given, current }, say) =>
    tell(
      `${say.money(given)} is not below the present approval of ${say.money(current)}.`,
      "The guardian may only lower an approval.",
    ),
  FacilityBook_WearTooFast: () =>
    tell("The hardware would wear faster than the books can count.", "Register it with a longer useful life."),
  FacilityBook_ApprovalExpired: ({ cluster, inServiceBy }, say) =>
    tell(
      `Cluster ${cluster} was to be in service by ${say.moment(inServiceBy)}; nothing is drawn after that.`,
      "Ask the curator for new terms.",
    ),
  FacilityBook_InServiceTooEarly: ({ inServiceAt, firstReportBy }, say) =>
    tell(
      `In service since ${say.moment(inServiceAt)} would make the first report due by ${say.moment(firstReportBy)}, which has passed.`,
      "Declare a later moment.",
    ),
  FacilityBook_NotOrdered: ({ cluster, status }) =>
    tell(
      `Cluster ${cluster} is ${clusterStatusWord(status)}; only an ordered cluster can be financed.`,
      "Register the next cluster before it enters service.",
    ),
  FacilityBook_OtherRegistry: ({ given, own }, say) =>
    tell(
      `The oracle reads the registry ${say.account(given)}, the book reads ${say.account(own)}.`,
      "Appoint an oracle of the same registry.",
    ),
  FacilityBook_ZeroAmount: () => tell("The amount is zero.", "Enter an amount above zero."),
  FacilityBook_ZeroAddress: () => tell("An address is missing.", "Enter a receiver other than the zero address."),
  FacilityBook_ShortTransfer: ({ arrived, expected }, say) =>
    tell(
      `Only ${say.money(arrived)} of ${say.money(expected)} arrived: the token keeps a fee on transfers.`,
      "Such a token cannot be paid in.",
    ),
  FacilityBook_NoCredit: ({ account }, say) =>
    tell(`${say.account(account)} has no credit to claim.`, "Credits arise when a settlement pays running costs."),
  FacilityBook_LossAboveValue: ({ loss, value }, say) =>
    tell(
      `A write-down of ${say.money(loss)} exceeds the facility's value of ${say.money(value)}.`,
      "Write down at most what it is worth.",
    ),
  FacilityBook_NotResolutions: ({ caller }, say) =>
    tell(
      `${say.account(caller)} may not take value out of the books.`,
      "Sales, losses and defaults go through the vault's resolutions.",
    ),
  FacilityBook_Late: ({ cluster, lateSince }, say) =>
    tell(
      `Facility ${cluster} has been late since ${say.moment(lateSince)}.`,
      "Report and pay what is due; the settlement after that cures it.",
    ),
  FacilityBook_BondTooSmall: ({ bond, required }, say) =>
    tell(
      `The operator's bond holds ${say.money(bond)}; this draw needs ${say.money(required)}.`,
      "Post the rest of the bond first, or draw less.",
    ),
  FacilityBook_ValueTooSmall: ({ cluster }) =>
    tell(`Facility ${cluster} is not worth as much as that.`, "Look at its value and try again."),
  FacilityBook_StillDue: ({ nextDue }, say) =>
    tell(
      `More bookkeeping is due (since ${say.moment(nextDue)}) than one transaction carries out.`,
      "Press “Bring up to date” once or more, then try again.",
    ),
  FacilityBook_FeeAboveCap: ({ given, maximum }) =>
    tell(`A fee of ${given / 100} % is above the hard cap of ${maximum / 100} %.`, "Choose a fee within the cap."),
  FacilityBook_NothingToReturn: ({ cluster }) =>
    tell(`The lockbox of cluster ${cluster} holds nothing beyond what was reported.`, "There is nothing to return."),
  FacilityBook_WrongAsset: ({ oracleDecimals, assetDecimals }) =>
    tell(
      `The oracle counts in ${oracleDecimals} decimals, the vault's asset in ${assetDecimals}.`,
      "Appoint an oracle made for this asset.",
    ),
  FacilityBook_OtherParts: ({ origination }, say) =>
    tell(
      `The book's other half, ${say.account(origination)}, works with another vault or registry.`,
      "Deploy both halves with the same addresses.",
    ),
  FacilityBook_WrongForm: ({ cluster, form }) =>
    tell(
      `Facility ${cluster} is ${formWords(form)}: there is no debt to repay.`,
      "Pay rent in; a settlement splits it.",
    ),
  FacilityBook_TermNotForForm: ({ field, form }, say) =>
    tell(`The term “${say.label(field)}” means nothing where the form is ${formWords(form)}.`, "Leave it at zero."),
  FacilityBook_TiersNotInOrder: ({ field, tier1, tier2, tier3 }, say) =>
    tell(
      `The thresholds “${say.label(field)}” are out of order: ${tier1}, ${tier2} and ${tier3} bps.`,
      "Coverage and price fall from tier to tier, loan to value rises; zero is not tested.",
    ),
  FacilityBook_RentTooSmall: ({ total, amount }, say) =>
    tell(
      `All rents and the buyout come to ${say.money(total)}, less than the ${say.money(amount)} that the vault pays.`,
      "Agree on a higher rent, more payments or a higher buyout.",
    ),
  FacilityBook_OperatorInBreach: ({ operator, facilities }, say) =>
    tell(
      `${say.account(operator)} breaks the covenants of ${facilities} of its facilities, and draws nothing until they are kept again.`,
      "Good reports step a broken covenant down; its figures are on the operator’s desk.",
    ),
  FacilityBook_NotMilestones: ({ caller }, say) =>
    tell(
      `${say.account(caller)} may not give drawn money back.`,
      "What no milestone released comes back through the vault’s milestones.",
    ),
  FacilityBook_NotAttested: ({ cluster, given, attested }, say) =>
    tell(
      attested === 0
        ? `The reporters have not attested yet that cluster ${cluster} is in service.`
        : `The reporters attested that cluster ${cluster} is in service since ${say.moment(attested)}, not ${say.moment(given)}.`,
      "Put it in service as of the moment that they attest.",
    ),
};
