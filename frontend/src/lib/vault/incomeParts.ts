import type { Income } from "../history/income";

/** Where rent goes, in the order in which it is taken; the colour is a variable of the theme. */
export const INCOME_PARTS = [
  { part: "energy", label: "Energy", colour: "var(--line-strong)" },
  { part: "otherCosts", label: "Other running costs", colour: "var(--faint)" },
  { part: "operator", label: "Operators", colour: "var(--soft)" },
  { part: "reserve", label: "Reserves", colour: "var(--warn-line)" },
  { part: "fee", label: "Fee of the vault", colour: "var(--vesting)" },
  { part: "capital", label: "Return of capital", colour: "var(--hardware)" },
  { part: "yours", label: "Yours", colour: "var(--cash)" },
] as const satisfies readonly { part: keyof Income; label: string; colour: string }[];
