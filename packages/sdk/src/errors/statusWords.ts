const REPORT = [
  "not reported",
  "missed",
  "in its challenge window",
  "challenged",
  "disputed",
  "void",
  "final",
] as const;
const DISPUTE = [
  "not open",
  "awaiting the reporters",
  "awaiting the arbiter",
  "lost",
  "won",
  "conceded",
  "closed",
] as const;
const AUCTION = [
  "unknown",
  "open",
  "awarded",
  "awarded and kept",
  "awarded and broken",
  "failed",
  "closed",
  "cancelled",
] as const;
const FACILITY = ["unknown", "approved", "drawn", "in service", "retired", "in resolution"] as const;
const SCOPE = ["cluster", "operator", "GPU model", "region"] as const;
const MILESTONE = ["nothing", "ordered", "delivered", "in service"] as const;
const CLUSTER = ["unknown", "ordered", "in service", "retired"] as const;

const FORM = ["a revenue share", "a loan", "a lease"] as const;

export function reportStatusWord(status: number): string {
  return REPORT[status] ?? `in state ${status}`;
}

export function disputeStatusWord(status: number): string {
  return DISPUTE[status] ?? `in state ${status}`;
}

export function auctionStatusWord(status: number): string {
  return AUCTION[status] ?? `in state ${status}`;
}

export function facilityStatusWord(status: number): string {
  return FACILITY[status] ?? `in state ${status}`;
}

export function clusterStatusWord(status: number): string {
  return CLUSTER[status] ?? `in state ${status}`;
}

export function scopeWord(scope: number): string {
  return SCOPE[scope] ?? `scope ${scope}`;
}

export function milestoneWord(milestone: number): string {
  return MILESTONE[milestone] ?? `milestone ${milestone}`;
}

/** In a sentence: `it is a loan`. */
export function formWords(form: number): string {
  return FORM[form] ?? `of form ${form}`;
}
