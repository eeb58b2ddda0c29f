/** A request that can't be answered: in a sentence, and with what to do. */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly status: 400 | 404 | 503,
    message: string,
    readonly next: string,
  ) {
    super(message);
  }
}
