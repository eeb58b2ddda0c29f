import type { ProtocolEvent } from "./protocolEvent";
import type { Checkpoint } from "./vaultTimeline";
import { yieldOver, type Yield } from "./yields";

const WINDOWS = [
  { key: "7", name: "7 days", days: 7 },
  { key: "30", name: "30 days", days: 30 },
] as const;

/** Longer than any chain has been there. */
const FOR_EVER = 1_000_000;

/** 7 days and 30 days, as far as there was a vault all that time, and since its start. */
export function yieldWindows(
  records: readonly ProtocolEvent[],
  checkpoints: readonly Checkpoint[],
  now: number,
  shareDecimals: number,
): { key: string; name: string; measured: Yield }[] {
  const over = (days: number): Yield | undefined => yieldOver(records, checkpoints, now, days, shareDecimals);
  const start = over(FOR_EVER);
  if (!start) return [];
  return [
    ...WINDOWS.flatMap(({ key, name, days }) => {
      const measured = over(days);
      return measured && measured.from > start.from ? [{ key, name, measured }] : [];
    }),
    { key: "start", name: "since the start", measured: start },
  ];
}
