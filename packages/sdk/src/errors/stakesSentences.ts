import { disputeStatusWord, reportStatusWord } from "./statusWords.ts";
import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

const EXACTLY = "Give the report exactly as it was submitted.";

export const stakesSentences: Sentences<ErrorsOf<"ReporterStakes">> = {
  ReporterStakes_TermOutOfRange: ({ field, given, minimum, maximum }, say) =>
    tell(
      `The term “${say.label(field)}” is ${given}; allowed is ${minimum} to ${maximum}.`,
      "Deploy with a value inside the range.",
    ),
  ReporterStakes_ZeroAmount: () => tell("The amount is zero.", "Name an amount."),
  ReporterStakes_NotLeaving: ({ reporter }, say) =>
    tell(`${say.account(reporter)} has not left its seat.`, "Leave first; the stake is free after the delay."),
  ReporterStakes_NotYet: ({ possibleAt }, say) =>
    tell(`It is possible from ${say.moment(possibleAt)} on.`, "Come back then."),
  ReporterStakes_NotDisputes: ({ disputes }, say) =>
    tell(`${say.account(disputes)} keeps no disputes of these reports.`, "Name the disputes of the cluster's vault."),
  ReporterStakes_NoAward: ({ dispute, outcome }) =>
    tell(
      `Dispute ${dispute} is ${disputeStatusWord(outcome)}: it earns no award.`,
      "Only challengers who won are paid.",
    ),
  ReporterStakes_Ended: ({ dispute, award }) =>
    tell(
      award === 1
        ? `The award of dispute ${dispute} was paid.`
        : `The guardian has stopped the award of dispute ${dispute}.`,
      "Nothing is left to claim.",
    ),
  ReporterStakes_AlreadyAwarded: ({ period, dispute }) =>
    tell(`The award of period ${period} was paid for dispute ${dispute}.`, "A period earns one."),
  ReporterStakes_OtherReport: () => tell("This is another report than was disputed, or than is final.", EXACTLY),
  ReporterStakes_NotFinal: ({ period, status }) =>
    tell(`The report of period ${period} is ${reportStatusWord(status)}, not final.`, "Come back once it is."),
  ReporterStakes_NobodyEarned: ({ dispute }) =>
    tell(
      `Nobody earned an award by dispute ${dispute}: ` +
        "challenges came in the report's first hour, or named what was right.",
      "The bonds have come back all the same.",
    ),
  ReporterStakes_NothingStaked: () =>
    tell("Who signed the report has nothing at stake any more.", "There is nothing to be paid from."),
  ReporterStakes_NobodySigned: ({ period }) =>
    tell(`Nobody signed the report of period ${period}: it is the governor's zero.`, "It earns no fee."),
  ReporterStakes_NoFee: () =>
    tell("No fee waits for who is said to have signed this report.", "Check the report and its signers."),
};
