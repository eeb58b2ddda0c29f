/** Everything that has a second: by whom it is to be done, and what comes of it if nobody does. */

export { DUE_KINDS, isPast, type Due } from "./item.ts";
export { dueOfFacility } from "./ofFacility.ts";
export { dueOfStake, type LeftSeat } from "./ofStake.ts";
export { readDue, type DueContracts, type DueView } from "./readDue.ts";
export { readVaultDue } from "./readVaultDue.ts";
