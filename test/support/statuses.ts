/** Why deposits are shut, or open, as the vault's lens numbers it. */
export const DEPOSITS = {
  Open: 0n,
  Paused: 1n,
  AccrualPending: 2n,
  Delinquent: 3n,
  CapReached: 4n,
  NothingLeft: 5n,
} as const;

/** Why instant exits are shut, or open. */
export const WITHDRAWALS = { Open: 0n, AccrualPending: 1n, NoCash: 2n } as const;
