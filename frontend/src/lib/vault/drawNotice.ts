import { drawWindow } from "@gpu-yield-vaults/sdk/model";
import type { DrawNoticeView } from "../chain/readVault";

/** When draws may be made, and whether notice of more can be given. Unix seconds. */
export type DrawTimes = {
  /** Draws go by a notice from here until there; undefined where they need none, or none was given. */
  window: { from: number; until: number; low: bigint } | undefined;
  isOpen: boolean;
  canGiveNotice: boolean;
};

/** Draws go by the older notice to its end, then by the newer. The next can be given once they go by the newest. */
export function drawTimes({ isNeeded, period, newer, older }: DrawNoticeView, now: number): DrawTimes {
  if (!isNeeded) return { window: undefined, isOpen: true, canGiveNotice: false };
  const window = drawWindow([noticeOf(newer), noticeOf(older)], BigInt(period), BigInt(now));
  const from = Number(window?.from ?? Infinity);
  return {
    window: window && { ...window, from, until: Number(window.until) },
    isOpen: from <= now,
    canGiveNotice: newer.until - period <= now,
  };
}

const noticeOf = ({ low, until }: { low: bigint; until: number }) => ({ low, until: BigInt(until) });
