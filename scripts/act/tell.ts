import type { ActionEvent, Detail } from "@gpu-yield-vaults/sdk/actions";

/** A transaction in a block. Events are named with their contract, as `vault.Paused`. */
export type Sent = { hash: string; block: number; events: readonly (ActionEvent & { words: string })[] };

/** What a command came to, for people or as JSON. */
export type Outcome = {
  what: string;
  details: readonly Detail[];
  sender: string;
  step: "call" | "schedule" | "cancel";
  /** Sent transactions in their order, with what the contracts told. */
  sent: readonly Sent[];
  /** Of what was tried and not sent. */
  gas?: string;
  safe?: string;
};

/** A plan, as it is shown before anything is sent; for people, beside the result. */
export function showPlan(what: string, details: readonly Detail[], sender: string, words: string): string {
  const widest = Math.max(0, ...details.map(({ name }) => name.length));
  const facts = details.map(({ name, value }) => `  ${name.padEnd(widest)}  ${value}`);
  return [what, ...facts, `  sent by ${sender}`, ...(words === "" ? [] : [words])].join("\n");
}

/** What contracts tell of how they reckon: for auditors, in the JSON. */
const INNER = ["vault.Accrued", "vault.KinksPosted", "vault.DelinquencyPosted", "losses.LossMarked"];

/** What happened: line by line what the contracts told, or that they told nothing. */
export function showOutcome({ sent, safe, gas }: Outcome): string {
  if (safe !== undefined) return `written ${safe}: nothing was sent`;
  const last = sent.at(-1);
  if (!last) return `tried, and not sent: it would cost ${gas} gas`;
  const told = last.events.filter(({ name }) => !INNER.includes(name)).map(({ words }) => `  ${words}`);
  return [`done in block ${last.block}`, ...(told.length === 0 ? ["  no contract told of anything"] : told)].join("\n");
}

export const toJson = (value: unknown): string =>
  `${JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? `${part}` : part), 2)}\n`;
