/** From telemetry to a report that a quorum has signed, and the evidence behind it. */

export { checkBounds, type BoundCheck, type BoundName } from "./boundChecks.ts";
export { brokenBound, type BrokenBound, type ReportLimits } from "./bounds.ts";
export {
  buildReport,
  expectReport,
  judgeReport,
  NotPendingError,
  type BuiltReport,
  type ExpectedReport,
  type WhichReport,
} from "./build.ts";
export { checkSignatures, type SignatureCheck, type Verdict } from "./checkSignatures.ts";
export { describeReport, type Described } from "./describe.ts";
export { evidenceProof, evidenceRoot, isProven, type EvidenceProof } from "./evidence.ts";
export { readProof, showProof } from "./proofFile.ts";
export { ReportFileError } from "./ReportFileError.ts";
export * from "./report.ts";
export { ascending, signStatement, type ReportSignature, type Signer } from "./sign.ts";
export { readSignature, showSignature } from "./signatureFile.ts";
export {
  findContradiction,
  isSignedReport,
  notSignedYet,
  signedReport,
  type Contradiction,
  type SignedReport,
} from "./signedBefore.ts";
export { readStatement, showStatement, type StatementFile } from "./statementFile.ts";
export { submissionOf, type Submission } from "./submission.ts";
export { ARRAY_TYPES, contentOf, digestOf, REPORT_TYPES, typedDataOf } from "./typedData.ts";
