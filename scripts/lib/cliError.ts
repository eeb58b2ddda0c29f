/** A failure to be read by a person: one short sentence, the facts, and what to do next. */
export class CliError extends Error {
  override readonly name = "CliError";

  /**
   * @param summary One sentence.
   * @param facts What was found, one fact per line.
   * @param next What the reader may do about it.
   * @param exitCode The process's exit code; 1 unless the command documents another one.
   */
  constructor(
    summary: string,
    readonly facts: readonly string[] = [],
    readonly next?: string,
    readonly exitCode = 1,
  ) {
    super(summary);
  }

  /** The message as it is printed. */
  get text(): string {
    return [
      `error: ${this.message}`,
      ...this.facts.map((fact) => `  ${fact}`),
      ...(this.next ? [`→ ${this.next}`] : []),
    ].join("\n");
  }
}
