import { ZeroAddress } from "ethers";

/**
 * Terms that a facility may leave out: the cluster's own operator, paid out at once, no debt, no extras, no covenants.
 */
export const PLAIN_TERMS = {
  operator: ZeroAddress,
  milestones: { orderedBps: 0n, deliveredBps: 0n },
  debt: { yearlyRate: 0n, period: 0n, payments: 0n, finalPayment: 0n, rent: 0n, lateRate: 0n, shorten: false },
  share: { preferredReturnRate: 0n, hurdleShareBps: 0n },
  covenants: {
    periods: 0n,
    curePeriods: 0n,
    coverageBps: [0n, 0n, 0n] as [bigint, bigint, bigint],
    loanToValueBps: [0n, 0n, 0n] as [bigint, bigint, bigint],
    priceBps: [0n, 0n, 0n] as [bigint, bigint, bigint],
    priceLow: 0n,
  },
};
