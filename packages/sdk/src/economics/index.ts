/** Projections of what clusters earn: sums of anybody's assumptions, not of any vault's figures. */

export * from "./baseCase.ts";
export * from "./outlook.ts";
export * from "./loan.ts";
export { energyPerHour, HOURS, priceFor, utilisationFor, yearOf, type Assumptions, type Year } from "./year.ts";
