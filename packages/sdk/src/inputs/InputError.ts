/** Something that was written and can't be taken: a sentence that names it, what it may mean, and what to do. */
export class InputError extends Error {
  override readonly name = "InputError";

  /**
   * @param facts What it can be read as, one reading per line.
   * @param next How to write it; absent where the sentence says it.
   */
  constructor(
    message: string,
    readonly facts: readonly string[] = [],
    readonly next?: string,
  ) {
    super(message);
  }
}
