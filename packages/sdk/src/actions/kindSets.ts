/** What the structs say that several functions take, as `FacilityTypes` and `IRevenueOracle` have them. */

export const REPORT = {
  cluster: "cluster",
  period: "number",
  revision: "number",
  reporterSet: "number",
  clusterVersion: "number",
  start: "moment",
  end: "moment",
  gpuSecondsAvailable: "gpuSeconds",
  gpuSecondsSold: "gpuSeconds",
  gross: "money",
  energyWh: "wattHours",
  energyCost: "money",
  otherOpex: "money",
  evidenceRoot: "hash",
} as const;

export const TERMS = {
  form: "form",
  operator: "account",
  amount: "money",
  vaultShareBps: "bps",
  reserveTarget: "money",
  inServiceBy: "moment",
  paymentGrace: "length",
  bondBps: "bps",
  milestones: { orderedBps: "bps", deliveredBps: "bps" },
  debt: {
    yearlyRate: "rate",
    period: "length",
    payments: "count",
    finalPayment: "money",
    rent: "money",
    lateRate: "rate",
    shorten: "yesNo",
  },
  share: { preferredReturnRate: "rate", hurdleShareBps: "bps" },
  covenants: {
    periods: "count",
    curePeriods: "count",
    coverageBps: ["bps"],
    loanToValueBps: ["bps"],
    priceBps: ["bps"],
    priceLow: "money",
  },
} as const;

export const LIMITS = {
  clusterBps: "bps",
  operatorBps: "bps",
  modelBps: "bps",
  regionBps: "bps",
  maxLoanToValueBps: "bps",
  minCoverageBps: "bps",
  utilisationBps: "bps",
  runningCostBps: "bps",
} as const;

/** What a quorum has signed, in the order of the signers' addresses. */
export const SIGNATURES = { signers: ["account"], signatures: ["bytes"] } as const;

/** Of an EIP-2612 permit. */
export const PERMIT = { deadline: "moment", v: "number", r: "hash", s: "hash" } as const;
