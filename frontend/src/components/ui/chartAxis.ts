import { formatCompact } from "@/lib/format/amount";

/** How both axes of every chart look. */
export const AXIS = { tickLine: false, axisLine: false, tick: { fill: "var(--faint)", fontSize: 12 } } as const;

/** Writes a drawn amount, which is in whole tokens, in few characters. */
export const moneyTick = (decimals: number) => (amount: number) =>
  formatCompact(BigInt(Math.round(amount)) * 10n ** BigInt(decimals), decimals);
