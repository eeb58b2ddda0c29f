/** How a challenge can end, in numbers. Money in base units, times in unix seconds. */
export type Outcome = {
  /** What happens. */
  name: "corrected" | "silent" | "decidedForYou" | "decidedAgainstYou" | "vetoed";
  /** Until when at the latest it is known. */
  by: number;
  /** Of the bond, what comes back. */
  back: bigint;
  /** What challengers are awarded together, at most, out of the stakes of who signed. */
  award: bigint;
};

export type DisputeTimes = {
  /** Seconds for the reporters, and then for the arbiter. */
  answerWindow: number;
  arbiterWindow: number;
};

/** A challenge in a report's first hour earns no award: until then reporters put it right themselves. */
export const CORRECTION_TIME = 3_600;

/** @param isEarly Whether the challenge comes in the report's first hour. */
export function outcomesOf(
  bond: bigint,
  { answerWindow, arbiterWindow }: DisputeTimes,
  now: number,
  isEarly: boolean,
): readonly Outcome[] {
  const answered = now + answerWindow;
  const decided = answered + arbiterWindow;
  const award = (whole: bigint): bigint => (isEarly ? 0n : whole);
  return [
    { name: "corrected", by: answered, back: bond, award: award(bond / 2n) },
    { name: "silent", by: answered, back: bond, award: award(bond / 2n) },
    { name: "decidedForYou", by: decided, back: bond, award: award(bond) },
    { name: "decidedAgainstYou", by: decided, back: 0n, award: 0n },
    { name: "vetoed", by: decided, back: bond, award: 0n },
  ];
}

export const OUTCOME_WORDS: Readonly<Record<Outcome["name"], string>> = {
  corrected: "The reporters correct the report",
  silent: "The reporters let their deadline pass",
  decidedForYou: "They defend it, and the arbiter finds it false",
  decidedAgainstYou: "They defend it, and the arbiter finds it true",
  vetoed: "The guardian voids the report meanwhile",
};
