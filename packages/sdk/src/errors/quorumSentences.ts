import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

const COLLECT = "Collect the signatures again and submit the report with those.";
const GOVERNOR = "The governor can propose a corrected set.";

export const quorumSentences: Sentences<ErrorsOf<"ReporterQuorum">> = {
  ReporterQuorum_TooManyReporters: ({ given, maximum }) =>
    tell(`${given} reporters are more than the ${maximum} allowed.`, GOVERNOR),
  ReporterQuorum_TooManyStandbys: ({ given, maximum }) =>
    tell(`${given} who stand by are more than the ${maximum} allowed.`, GOVERNOR),
  ReporterQuorum_NamedTwice: ({ standby }, say) =>
    tell(`${say.account(standby)} is named twice: who stands by is nobody else.`, GOVERNOR),
  ReporterQuorum_NoReporters: () => tell("The set has no reporters.", GOVERNOR),
  ReporterQuorum_ZeroReporter: () => tell("The zero address cannot be a reporter.", GOVERNOR),
  ReporterQuorum_ThresholdOutOfRange: ({ given, minimum, maximum }) =>
    tell(`A threshold of ${given} is not between ${minimum} and ${maximum}.`, GOVERNOR),
  ReporterQuorum_ReportersNotAscending: ({ previous, next }, say) =>
    tell(`${say.account(next)} does not follow ${say.account(previous)} in ascending order.`, GOVERNOR),
  ReporterQuorum_SignersNotAscending: ({ previous, next }, say) =>
    tell(`Signer ${say.account(next)} does not follow ${say.account(previous)} in ascending order.`, COLLECT),
  ReporterQuorum_LengthMismatch: ({ signers, signatures }) =>
    tell(`${signers} signers came with ${signatures} signatures.`, COLLECT),
  ReporterQuorum_TooFewSignatures: ({ given, required }) =>
    tell(`${given} reporters signed; ${required} are needed.`, "Wait for more reporters to sign."),
  ReporterQuorum_WrongVersion: ({ given, current }) =>
    tell(`The signatures are for reporter set ${given}; set ${current} is in office.`, COLLECT),
  ReporterQuorum_NotReporter: ({ signer }, say) =>
    tell(`${say.account(signer)} is not a reporter.`, "Leave its signature out."),
  ReporterQuorum_InactiveSeat: ({ signer }, say) =>
    tell(
      `The seat of ${say.account(signer)} is inactive: it has too little at stake, or has left.`,
      "Leave its signature out, or let it post a stake first.",
    ),
  ReporterQuorum_BadSignature: ({ signer }, say) =>
    tell(`The signature of ${say.account(signer)} is not over this report.`, "Ask that reporter to sign again."),
};
