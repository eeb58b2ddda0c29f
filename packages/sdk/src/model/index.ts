/** The money law as pure functions on `bigint`: no chain, no clock, no state. */

export * from "./amortisation.ts";
