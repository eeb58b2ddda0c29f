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
  preferred: bigint;
  vault: bigint; // its part of the residual
  operator: bigint;
  trapped: bigint; // kept back from the operator by covenants
  repaid: bigint; // taken past the lockboxes
  fromReserve: bigint; // paid by reserves, besides the cash
  toVault: bigint; // of all lines, what reached the vault
};

/** What a report said about the covenants of a cluster. */
export type CovenantTest = {
  period: number;
  tier: number; // that it asks for by itself
  coverageBps?: bigint; // where there is something to serve
  loanToValueBps?: bigint; // where the model has a mark
  priceBps?: bigint; // where something was sold
};

/** What came of the terms of one cluster. Money in base units. */
export type ServiceTotals = {
  lateInterest: bigint;
  interest: bigint;
  principal: bigint; // ahead of its time too
  tests: CovenantTest[];
};

/**
 * What left otherwise than by depreciation, and what came in for it. Money in base units, losses of the vault in 2^-32
 * of one.
 */
export type Endings = {
  valueLeft: bigint; // of owned hardware, rounded down for each part that left
  recovered: bigint;
  fromBond: bigint;
  fromReserve: bigint;
  reserveReturned: bigint;
  lossX32: bigint; // booked by the vault: neither recovered nor borne by bond or reserve
  lockedX32: bigint; // of it, borne by locked amounts
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
  serviceTotals: Map<bigint, ServiceTotals>; // by cluster
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
      preferred: 0n,
      vault: 0n,
      operator: 0n,
      trapped: 0n,
      repaid: 0n,
      fromReserve: 0n,
      toVault: 0n,
    },
    endings: {
      valueLeft: 0n,
      recovered: 0n,
      fromBond: 0n,
      fromReserve: 0n,
      reserveReturned: 0n,
      lossX32: 0n,
      lockedX32: 0n,
    },
    serviceTotals: new Map(),
    flows: { deposited: 0n, requested: 0n, settled: 0n, claimed: 0n, pendingShares: 0n },
    periods: 0,
    unreported: 0,
    lastAt,
  };
}

export function serviceTotalsOf({ serviceTotals }: Outcome, cluster: bigint): ServiceTotals {
  const known = serviceTotals.get(cluster);
  if (known) return known;
  const totals: ServiceTotals = { lateInterest: 0n, interest: 0n, principal: 0n, tests: [] };
  serviceTotals.set(cluster, totals);
  return totals;
}
