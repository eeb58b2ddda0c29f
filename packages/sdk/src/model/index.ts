/** The money law as pure functions on `bigint`: no chain, no clock, no state. */

export { depreciationFacts, OVER_THE_CAP, postChange, type Outcome, type Posting, type Setting } from "./act.ts";
export * from "./amortisation.ts";
export * from "./bond.ts";
export * from "./covenant.ts";
export * from "./curve.ts";
export * from "./deadlines.ts";
export * from "./debt.ts";
export * from "./drawNotices.ts";
export * from "./draws.ts";
export * from "./facility.ts";
export * from "./fact.ts";
export * from "./feeMark.ts";
export * from "./fixed.ts";
export * from "./kinks.ts";
export * from "./pledge.ts";
export * from "./prices.ts";
export * from "./queue.ts";
export * from "./settlement.ts";
export * from "./statements.ts";
export * from "./terms.ts";
export * from "./vault.ts";
export * from "./vesting.ts";
export * from "./waterfall.ts";
export * from "./workout.ts";
