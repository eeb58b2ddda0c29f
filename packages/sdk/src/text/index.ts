/** Amounts and times as people read them on a command line. */

export { showAmount } from "./amount.ts";
export { DAY, HOUR, showDuration, showInstant } from "./instant.ts";
