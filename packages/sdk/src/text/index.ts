/** Amounts, times and accounts as people read them on a command line. */

export { showAmount } from "./amount.ts";
export { DAY, HOUR, showDuration, showInstant } from "./instant.ts";
export { plainSay, sayIn } from "./say.ts";
