/** Why a lane of the vault is shut, as it numbers them. */
export const LANE = {
  Open: 0n,
  Paused: 1n,
  Due: 2n,
  Late: 3n,
  CapReached: 4n,
  NothingLeft: 5n,
  NoCash: 6n,
} as const;
