import { disputeStatusWord, reportStatusWord } from "./statusWords.ts";
import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

export const disputeSentences: Sentences<ErrorsOf<"ReportDisputes">> = {
  ReportDisputes_TermOutOfRange: ({ field, given, minimum, maximum }, say) =>
    tell(
      `The term “${say.label(field)}” is ${given}; allowed is ${minimum} to ${maximum}.`,
      "Deploy with a value inside the range.",
    ),
  ReportDisputes_UnknownField: ({ field }, say) =>
    tell(`“${say.label(field)}” is not something that reporters measure.`, "Name the field that is false."),
  ReportDisputes_NoEvidence: () =>
    tell("The hash of the evidence is missing.", "Commit to what you will show with its hash."),
  ReportDisputes_OtherVault: ({ cluster, manager }, say) =>
    tell(
      `Cluster ${cluster} is accounted for by ${say.account(manager)}, not for this vault.`,
      "Challenge its report where its own vault's disputes are settled.",
    ),
  ReportDisputes_OtherRevision: ({ period, revision, current }) =>
    tell(
      `The report of period ${period} stands at revision ${current}, not ${revision}: its reporters have replaced it.`,
      "Read what it says now, and challenge that if it is false.",
    ),
  ReportDisputes_FieldTaken: ({ period, field, dispute }, say) =>
    tell(
      `Somebody has challenged “${say.label(field)}” of period ${period} already (dispute ${dispute}).`,
      "Join with another field; the arbiter decides on the whole report.",
    ),
  ReportDisputes_AlreadyUpheld: ({ period }) =>
    tell(`The report of period ${period} was challenged before, and upheld.`, "It stands."),
  ReportDisputes_WrongStatus: ({ period, status }) =>
    tell(
      `The dispute over period ${period} is ${disputeStatusWord(status)}; this step does not fit that stage.`,
      "Look at where it stands.",
    ),
  ReportDisputes_TooLate: ({ deadline }, say) =>
    tell(
      `The deadline passed at ${say.moment(deadline)}.`,
      "Whoever waits for an answer may now have the dispute decided for the challengers.",
    ),
  ReportDisputes_TooEarly: ({ deadline }, say) =>
    tell(`An answer may still come until ${say.moment(deadline)}.`, "Come back then."),
  ReportDisputes_StillDisputed: ({ period }) =>
    tell(`The report of period ${period} is still in dispute.`, "Only one that the guardian has voided is closed."),
  ReportDisputes_NotDisputed: ({ period, status }) =>
    tell(
      `The report of period ${period} is ${reportStatusWord(status)}, not in this dispute any more.`,
      "Close the dispute; the challengers' bonds come back.",
    ),
  ReportDisputes_NothingToForward: ({ cluster }) =>
    tell(`Nothing that was forfeited over cluster ${cluster} waits here.`, "Nothing needs to be done."),
  ReportDisputes_OtherReport: () =>
    tell(
      "This is not the report that was submitted for its period, nor the one last disputed.",
      "Give the report exactly as it was submitted.",
    ),
  ReportDisputes_NotInEvidence: () =>
    tell("The piece is not part of the report's evidence.", "Check the file and its proof."),
};
