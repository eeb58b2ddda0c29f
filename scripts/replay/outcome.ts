/** The lines of all settlements, summed. Money in base units. */
export type Totals = {
  received: bigint; // paid into lockboxes
  reported: bigint;
  distributed: bigint;
  energy: bigint; // carried over or not
  otherOpex: bigint;
  interest: bigint;
  principal: bigint;
  reserve: bigint;
  fee: bigint;
  vault: bigint;
  operator: bigint;
};

/** What left otherwise than by wear, and what came in for it. Money in base units, losses of the vault in 2^-32 of one. */
export type Endings = {
  valueLeft: bigint; // rounded down for each part that left
  recovered: bigint;
  fromBond: bigint;
  fromReserve: bigint;
  reserveReleased: bigint;
  lossFine: bigint; // booked by the vault: neither recovered nor borne by bond or reserve
  lockedFine: bigint; // of it, borne by locked amounts
};

/** What depositors moved after the first deposit, base units and shares. */
export type Flows = {
  deposited: bigint;
  requested: bigint;
  settled: bigint;
  claimed: bigint;
  pendingShares: bigint;
};

export type Outcome = {
  totals: Totals;
  endings: Endings;
  flows: Flows;
  periods: number; // reported and settled
  unreported: number; // about which reporters never spoke
  lastAt: number; // of the last thing that happened, unix seconds
};

export function emptyOutcome(lastAt: number): Outcome {
  return {
    totals: {
      received: 0n,
      reported: 0n,
      distributed: 0n,
      energy: 0n,
      otherOpex: 0n,
      interest: 0n,
      principal: 0n,
      reserve: 0n,
      fee: 0n,
      vault: 0n,
      operator: 0n,
    },
    endings: {
      valueLeft: 0n,
      recovered: 0n,
      fromBond: 0n,
      fromReserve: 0n,
      reserveReleased: 0n,
      lossFine: 0n,
      lockedFine: 0n,
    },
    flows: { deposited: 0n, requested: 0n, settled: 0n, claimed: 0n, pendingShares: 0n },
    periods: 0,
    unreported: 0,
    lastAt,
  };
}
