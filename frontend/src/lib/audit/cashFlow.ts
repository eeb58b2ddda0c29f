import type { ProtocolEvent } from "../history/protocolEvent";

/** What moved a vault's cash in a stretch of time, base units: `opening` and all that follows make `closing`. */
export type CashFlow = {
  /** Unix seconds: after `from`, up to `to`. */
  from: number;
  to: number;
  opening: bigint;
  deposits: bigint;
  /** Paid out to who left, below zero. */
  withdrawals: bigint;
  /** For hardware, below zero. */
  draws: bigint;
  /** Rent, repayments and recoveries, as they reached the vault. */
  received: bigint;
  /** The performance fee, below zero. */
  fees: bigint;
  /** Tokens that lay beside the books. */
  skimmed: bigint;
  closing: bigint;
};

type Movement = Exclude<keyof CashFlow, "from" | "to" | "opening" | "closing">;

/** Cash by stretches of time that follow each other. */
export function cashFlows(events: readonly ProtocolEvent[], ends: readonly number[]): readonly CashFlow[] {
  const flows: CashFlow[] = [];
  let [from, opening] = [0, 0n];
  for (const to of ends) {
    const moved = movementsIn(events.filter(({ timestamp }) => timestamp > from && timestamp <= to));
    const closing = Object.values(moved).reduce((sum, amount) => sum + amount, opening);
    flows.push({ from, to, opening, ...moved, closing });
    [from, opening] = [to, closing];
  }
  return flows;
}

function movementsIn(events: readonly ProtocolEvent[]): Record<Movement, bigint> {
  const sum = { deposits: 0n, withdrawals: 0n, draws: 0n, received: 0n, fees: 0n, skimmed: 0n };
  for (const event of events) {
    if (event.source !== "vault") continue;
    const { eventName, args } = event;
    if (eventName === "Deposit") sum.deposits += args.assets;
    if (eventName === "Withdraw") sum.withdrawals -= args.assets;
    if (eventName === "Funded") sum.draws -= args.amount;
    if (eventName === "Posted") {
      sum.received += args.cashIn;
      sum.fees -= args.fee;
    }
    if (eventName === "FeeAccrued") sum.fees -= args.amount;
    if (eventName === "Skimmed") sum.skimmed += args.amount;
  }
  return sum;
}
