/** Everything that has a second: by whom it is to be done, and what comes of it if nobody does. */

export { isPast, type Due } from "./item.ts";
export { dueOfFacility } from "./ofFacility.ts";
export { readDue, type DueContracts, type DueView } from "./readDue.ts";
