import type { Choice } from "./selection.ts";

/** Sites at which nothing changes that anybody could see, and why. They are not run. */
export const EQUIVALENTS: readonly (readonly [reason: string, ...Choice])[] = [
  ["deadline and tick are only multiplied with each other", "FacilityStorage._curveOf", "swap", 2],
];
