import type { VaultEvent } from "./protocolEvent";

/** One change of what lies ahead, as a source posted it. */
export type KinkEntry = Extract<VaultEvent, { eventName: "KinksPosted" }>["args"]["kinks"][number];

/** The vault's grid, seconds. */
export type Grid = { tick: number; markdownPeriod: number };

/**
 * By how much both lines bend in one second: depreciation of the value, growth of what leavers forgo. 2^-32 base units
 * a second.
 */
export type Turn = { slope: bigint; lossSlope: bigint };

/** Positions of `KinkKind`. */
const KIND = { slope: 0, markdownAdded: 1 } as const;

/**
 * What will change, by unix second: contracts/vault/AccrualSchedule.sol once more. The vault carries a tick out in its
 * very second, whether or not anybody calls, and so does this.
 */
export class Kinks {
  private readonly turns = new Map<number, Turn>();

  /** Adds what was posted in second `now`; what lies before it has been carried out and is left alone. */
  add(entries: readonly KinkEntry[], { tick, markdownPeriod }: Grid, now: number): void {
    for (const entry of entries) {
      const at = entry.tick * tick;
      if (entry.kind === KIND.slope) {
        this.bend(at, kinkParts(entry.word), now);
        continue;
      }
      const { lossSlope, depreciation } = markdownParts(entry.word);
      const sign = entry.kind === KIND.markdownAdded ? 1n : -1n;
      // A markdown begins, and one period later it has become all of the value, with which it goes on to fall.
      this.bend(at, { slope: 0n, lossSlope: sign * lossSlope }, now);
      this.bend(at + markdownPeriod, { slope: 0n, lossSlope: -sign * (lossSlope + depreciation) }, now);
    }
  }

  /** Takes out what bends up to and including second `until`, in order. */
  takeUntil(until: number): ({ at: number } & Turn)[] {
    const due = [...this.turns].filter(([at]) => at <= until).sort(([a], [b]) => a - b);
    for (const [at] of due) this.turns.delete(at);
    return due.map(([at, turn]) => ({ at, ...turn }));
  }

  private bend(at: number, by: Turn, now: number): void {
    if (at <= now) return;
    const before = this.turns.get(at);
    const slope = (before?.slope ?? 0n) + by.slope;
    const lossSlope = (before?.lossSlope ?? 0n) + by.lossSlope;
    if (slope === 0n && lossSlope === 0n) this.turns.delete(at);
    else this.turns.set(at, { slope, lossSlope });
  }
}

/** The two slopes of a `Kink`: 96 and 104 bits, signed. A part below zero has borrowed from the one above it. */
export function kinkParts(word: bigint): Turn {
  const slope = BigInt.asIntN(96, word);
  const lossSlope = BigInt.asIntN(104, (BigInt.asUintN(256, word) - slope) >> 96n);
  return { slope, lossSlope };
}

/** The two slopes of a `MarkdownWord`: 104 and 96 bits, unsigned. */
export function markdownParts(word: bigint): { lossSlope: bigint; depreciation: bigint } {
  return { lossSlope: BigInt.asUintN(104, word), depreciation: BigInt.asUintN(96, word >> 104n) };
}
