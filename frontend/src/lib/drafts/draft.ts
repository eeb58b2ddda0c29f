import { parseAmount, toInput } from "../format/parseAmount";

/**
 * What a person means by an amount: one that has a name and keeps it, whatever it comes to by the time of the
 * transaction ("all", "what is owed"), or the text that was typed.
 */
export type Draft<Named extends string = "all"> = { named: Named } | { text: string };

export const EMPTY = { text: "" } as const;

/** What a draft comes to now. */
export type Reading<Named extends string = "all"> = {
  /** As its field shows it. */
  text: string;
  named?: Named;
  /** Base units. Absent while nothing is asked for, what is cannot be read, or its figure is not known yet. */
  amount?: bigint;
  /** Why it cannot be read, as a sentence. */
  problem?: string;
  isEmpty: boolean;
};

/** @param amounts What each name stands for at this block, base units; `undefined` while that is not known. */
export function readDraft<Named extends string>(
  draft: Draft<Named>,
  decimals: number,
  amounts: Readonly<Record<Named, bigint | undefined>>,
): Reading<Named> {
  if ("named" in draft) {
    const { named } = draft;
    const amount = amounts[named];
    return { text: amount === undefined ? "" : toInput(amount, decimals), named, amount, isEmpty: false };
  }
  const { text } = draft;
  const parsed = parseAmount(text, decimals);
  if ("problem" in parsed) return { text, problem: parsed.problem, isEmpty: parsed.problem === undefined };
  return parsed.units === 0n ? { text, isEmpty: true } : { text, amount: parsed.units, isEmpty: false };
}

/** Why nothing can be done with a draft yet, in words that a button has room for. */
export function draftReason({ isEmpty, problem }: Pick<Reading, "isEmpty" | "problem">): string | undefined {
  if (problem !== undefined) return "Correct the amount";
  return isEmpty ? "Enter an amount" : undefined;
}
