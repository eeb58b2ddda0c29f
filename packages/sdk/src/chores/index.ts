/** What anybody may do for a vault, and nobody has done yet. */

export type { Chore, ChoreContracts } from "./chore.ts";
export { readChores, type ChoresView } from "./readChores.ts";
