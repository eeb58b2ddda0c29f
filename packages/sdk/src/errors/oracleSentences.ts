import { reportStatusWord } from "./statusWords.ts";
import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

const REBUILD = "Build the report anew, and have the reporters sign that one.";
const GOVERNOR = "The governor can propose again with a value inside the range.";

export const oracleSentences: Sentences<ErrorsOf<"RevenueOracle">> = {
  RevenueOracle_NotInService: ({ cluster }) =>
    tell(`Cluster ${cluster} is not in service.`, "Reports begin when its operator has declared it in service."),
  RevenueOracle_WrongPeriod: ({ given, expected }) =>
    tell(`Period ${given} was reported, but period ${expected} comes next.`, REBUILD),
  RevenueOracle_WrongRevision: ({ given, expected }) =>
    tell(`Revision ${given} was reported, but revision ${expected} is awaited.`, REBUILD),
  RevenueOracle_WrongClusterVersion: ({ given, current }) =>
    tell(`The report is about hardware version ${given}; when its period ended it was version ${current}.`, REBUILD),
  RevenueOracle_WrongStart: ({ given, expected }, say) =>
    tell(`The period starts at ${say.moment(given)} instead of ${say.moment(expected)}.`, REBUILD),
  RevenueOracle_WrongEnd: ({ given, expected }, say) =>
    tell(`The period ends at ${say.moment(given)} instead of ${say.moment(expected)}.`, REBUILD),
  RevenueOracle_EmptyPeriod: ({ start, end }, say) =>
    tell(`The period from ${say.moment(start)} to ${say.moment(end)} has no length.`, REBUILD),
  RevenueOracle_PeriodTooLong: ({ length, maximum }, say) =>
    tell(`The period lasts ${say.length(length)}; one report covers at most ${say.length(maximum)}.`, REBUILD),
  RevenueOracle_PeriodNotOver: ({ end }, say) =>
    tell(`The period ends only at ${say.moment(end)}.`, "Submit the report when the period is over."),
  RevenueOracle_AlreadyReported: ({ cluster, period }) =>
    tell(`Period ${period} of cluster ${cluster} is already reported.`, "Nothing needs to be done."),
  RevenueOracle_NotMissed: ({ period, deadline }, say) =>
    tell(
      `Period ${period} may still be reported until ${say.moment(deadline)}.`,
      "It can be marked missed only after that.",
    ),
  RevenueOracle_NotOpen: ({ period, status }) =>
    tell(`The report of period ${period} is ${reportStatusWord(status)} and can no longer be contested.`, "It stands."),
  RevenueOracle_WindowOver: ({ period, windowEnd }, say) =>
    tell(
      `The window of period ${period}'s report ended at ${say.moment(windowEnd)}.`,
      "It only waits for earlier ones, and can no longer be contested.",
    ),
  RevenueOracle_NotChallenged: ({ period, status }) =>
    tell(
      `The report of period ${period} is ${reportStatusWord(status)}, not challenged.`,
      "There is nothing to uphold.",
    ),
  RevenueOracle_NotDisputed: ({ period, status }) =>
    tell(`The report of period ${period} is ${reportStatusWord(status)}, not disputed.`, "There is nothing to decide."),
  RevenueOracle_AlreadyMissed: ({ period }) =>
    tell(`Period ${period} is already marked missed.`, "Its late report is awaited."),
  RevenueOracle_AfterRetirement: ({ end, retiredAt }, say) =>
    tell(`The period ends at ${say.moment(end)}, after the cluster left service (${say.moment(retiredAt)}).`, REBUILD),
  RevenueOracle_WrongDecimals: ({ bounds, oracle }) =>
    tell(`The bounds count in ${bounds} decimals, the oracle in ${oracle}.`, "Appoint bounds made for this asset."),
  RevenueOracle_NotSilent: ({ cluster, period }) =>
    tell(
      `Period ${period} of cluster ${cluster} is not marked missed.`,
      "A zero stands in for reporters only where they have been silent.",
    ),
  RevenueOracle_NotZero: ({ period }) =>
    tell(`The report of period ${period} is not zero.`, "Anything else takes the reporters' signatures."),
  RevenueOracle_TimingOutOfRange: ({ field, given, minimum, maximum }, say) =>
    tell(
      `“${say.label(field)}” is ${say.length(given)}; allowed is ${say.length(minimum)} to ${say.length(maximum)}.`,
      GOVERNOR,
    ),
  RevenueOracle_AlreadyStarted: ({ cluster }) =>
    tell(`Reports of cluster ${cluster} have already begun here.`, "It cannot be taken over a second time."),
  RevenueOracle_FinalizeFirst: ({ cluster, finalised }) =>
    tell(
      `Cluster ${cluster} is known to be final only up to period ${finalised}; the reports after it come first.`,
      "Have those made final, then try again.",
    ),
  RevenueOracle_RingFull: ({ cluster, period, oldest }) =>
    tell(
      `Period ${period} of cluster ${cluster} has no place yet: period ${oldest} is not final and settled.`,
      "Have that settled, which anyone may, then submit again.",
    ),
  RevenueOracle_Overwritten: ({ cluster, period, oldest }) =>
    tell(
      `The oracle no longer keeps period ${period} of cluster ${cluster}; its oldest is period ${oldest}.`,
      "What it said is in the chain's history.",
    ),
  RevenueOracle_NoReports: () => tell("There is no report to submit.", "Build at least one."),
  RevenueOracle_NoReason: ({ cluster, period }) =>
    tell(
      `The report of period ${period} of cluster ${cluster} failed without a reason.`,
      "Most likely the gas ran out: send more, or sign fewer reports at once.",
    ),
  RevenueOracle_NotItself: () =>
    tell("The oracle takes single reports of an array only from itself.", "Submit the whole array."),
  RevenueOracle_NoFinalReport: ({ cluster }) =>
    tell(`Cluster ${cluster} has no final report yet.`, "The first one is final after its challenge window."),
};
