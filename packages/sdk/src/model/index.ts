/** The money law as pure functions on `bigint`: no chain, no clock, no state. */

export * from "./amortisation.ts";
export * from "./covenant.ts";
export * from "./curve.ts";
export * from "./debt.ts";
export * from "./feeMark.ts";
export * from "./fixed.ts";
export * from "./pledge.ts";
export * from "./vesting.ts";
export * from "./waterfall.ts";
