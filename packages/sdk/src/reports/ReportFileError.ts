/** What is wrong with a file of a report or a signature: a part of a sentence, for after the file's name. */
export class ReportFileError extends Error {
  override readonly name = "ReportFileError";

  constructor(
    message: string,
    readonly facts: readonly string[] = [],
  ) {
    super(message);
  }
}
