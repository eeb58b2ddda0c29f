import { always, compare, either, never, reverse } from "./conditions.ts";
import { swap, zero } from "./figures.ts";
import { open } from "./modifiers.ts";
import type { Operator } from "./operator.ts";
import { drop, guard, keep, reorder } from "./statements.ts";
import { arithmetic, one, rounding, side } from "./values.ts";

/** Every way to break a contract. What an event says is left alone: the TypeScript tests read events. */
export const OPERATORS = {
  drop,
  keep,
  guard,
  reorder,
  never,
  always,
  either,
  compare,
  reverse,
  arithmetic,
  side,
  rounding,
  zero,
  swap,
  one,
  open,
} as const satisfies Record<string, Operator>;

export type OperatorName = keyof typeof OPERATORS;

export const OPERATOR_NAMES = Object.keys(OPERATORS) as OperatorName[];
