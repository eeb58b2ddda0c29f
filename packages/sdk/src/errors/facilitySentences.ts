import { facilityStatusWord } from "./statusWords.ts";
import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

/** Of the managers, one for each way of financing, and of the lens that reads them. */
export const facilitySentences: Sentences<ErrorsOf<"FacilityManager"> | ErrorsOf<"FacilityLens">> = {
  FacilityManager_NotOperator: ({ cluster, caller, operator }, say) =>
    tell(
      `Cluster ${cluster} is run by ${say.account(operator)}, not by ${say.account(caller)}.`,
      "Connect the operator's account.",
    ),
  FacilityManager_WrongStatus: ({ cluster, status }) =>
    tell(
      `Facility ${cluster} is ${facilityStatusWord(status)}; this step does not fit that stage.`,
      "Look at its status on the operator page for what comes next.",
    ),
  FacilityManager_InServiceTooEarly: ({ inServiceAt, firstReportBy }, say) =>
    tell(
      `In service since ${say.moment(inServiceAt)} would make the first report due by ` +
        `${say.moment(firstReportBy)}, which has passed.`,
      "Declare a later moment.",
    ),
  FacilityManager_OtherRegistry: ({ given, own }, say) =>
    tell(
      `The oracle reads the registry ${say.account(given)}, the manager reads ${say.account(own)}.`,
      "Appoint an oracle of the same registry.",
    ),
  FacilityManager_ZeroAmount: () => tell("The amount is zero.", "Enter an amount above zero."),
  FacilityManager_ShortTransfer: ({ arrived, expected }, say) =>
    tell(
      `Only ${say.money(arrived)} of ${say.money(expected)} arrived: the token keeps a fee on transfers.`,
      "Such a token cannot be paid in.",
    ),
  FacilityManager_NotLosses: ({ caller }, say) =>
    tell(`${say.account(caller)} may not mark losses of a facility.`, "The vault’s contract for expected losses does."),
  FacilityManager_NotWorkouts: ({ caller }, say) =>
    tell(
      `${say.account(caller)} may not take value off the books.`,
      "Sales, losses and defaults go through the vault's workouts.",
    ),
  FacilityManager_ValueTooSmall: ({ cluster }) =>
    tell(`Facility ${cluster} is not worth as much as that.`, "Look at its value and try again."),
  FacilityManager_CostsNotAbove: ({ cluster, carried, limit }, say) =>
    tell(
      `Cluster ${cluster} carries running costs of ${say.money(carried)} over, and ${say.money(limit)} may stay.`,
      "There is nothing to write down.",
    ),
  FacilityManager_NothingToReturn: ({ cluster }) =>
    tell(`The lockbox of cluster ${cluster} holds nothing beyond what was reported.`, "There is nothing to return."),
  FacilityManager_NotOrigination: ({ caller }, say) =>
    tell(
      `${say.account(caller)} may not begin a facility.`,
      "Facilities are approved, drawn and put in service through the origination.",
    ),
  FacilityManager_NothingEarned: ({ cluster }) =>
    tell(
      `Nothing that was earned of cluster ${cluster} is left to claim.`,
      "Earnings arise when a settlement pays running costs or a residual.",
    ),
  FacilityManager_WrongAsset: ({ decimals }) =>
    tell(
      `The oracle counts in ${decimals} decimals, the vault's asset has others.`,
      "Appoint an oracle made for this asset.",
    ),
  FacilityLens_NotFinanced: ({ cluster }) =>
    tell(`The vault finances nothing of cluster ${cluster}.`, "Choose a cluster from the list."),
};
