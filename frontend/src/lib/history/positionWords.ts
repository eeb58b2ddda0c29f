import type { PositionEntry } from "./position";

export const ENTRY_WORDS = {
  deposit: "Deposit",
  withdrawal: "Withdrawal",
  received: "Shares received",
  sent: "Shares sent",
  requested: "Request to leave",
  takenBack: "Request cancelled",
  claimed: "Claim from the queue",
} as const satisfies Record<PositionEntry["kind"], string>;

/** What went in is plus, what came out is minus; shares that only moved into the queue or back are neither. */
export const ENTRY_SIGNS = {
  deposit: "+",
  received: "+",
  withdrawal: "−",
  claimed: "−",
  sent: "−",
  requested: "",
  takenBack: "",
} as const satisfies Record<PositionEntry["kind"], string>;
