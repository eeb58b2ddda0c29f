import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

export const clockSentences: Sentences<ErrorsOf<"ReportClock">> = {
  ReportClock_NotOracle: ({ caller }, say) =>
    tell(`${say.account(caller)} is not the oracle of this clock.`, "Doubt a report at the oracle, or in a dispute."),
  ReportClock_WrongVeto: ({ period, vetoes }) =>
    tell(
      `The reports of period ${period} were vetoed ${vetoes} times.`,
      "The first veto of a period is the guardian's, the second the arbiter's, and there is no third.",
    ),
  ReportClock_LowGas: ({ gasLeft, needed }) =>
    tell(`${gasLeft} gas is left, and ${needed} is needed.`, "Send it again with more gas."),
};
