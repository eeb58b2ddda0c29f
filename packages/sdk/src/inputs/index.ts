/** What people write, read strictly: by the kinds that the table of actions has its parameters under. */

export { parseAmount } from "./amount.ts";
export { askedBy, namesVault, WRITTEN, type Asked } from "./asked.ts";
export { InputError } from "./InputError.ts";
export { parseInstant } from "./instant.ts";
export { nothingOf, parseParts, parseSingle, type InputContext, type Units } from "./parse.ts";
export { readPercent, readUnitsOf, readWhole } from "./readings.ts";
export { verbsOf, type Verb } from "./verbs.ts";
