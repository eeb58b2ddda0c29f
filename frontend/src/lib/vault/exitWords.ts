import type { ExitCause } from "../history/valueExits";

/** Why value left, as it reads behind a name. */
export const EXIT_WORDS: Record<ExitCause, string> = {
  default: "default",
  sale: "sale",
  lostGpus: "GPUs lost",
  writeDown: "write-down",
  recovery: "recovery",
  redeemed: "redeemed by its borrower",
};
