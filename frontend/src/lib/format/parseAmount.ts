import { formatAmount } from "./amount";

/** What a person typed: base units, or why nothing is made of it. An empty field is no problem, and no amount. */
export type ParsedAmount = { units: bigint } | { problem: string | undefined };

/**
 * What a person typed, as base units. Money follows it, so nothing is guessed at: what can be read in two ways is
 * refused with both. A point comes before decimals; commas, spaces, underscores and apostrophes may group where nothing
 * else can be meant, as in `1,250.50` and `1,000,000`.
 */
export function parseAmount(input: string, decimals: number): ParsedAmount {
  const text = input.trim();
  if (text === "") return { problem: undefined };
  if (isPlain(text) || isGrouped(text)) return unitsOf(text.replaceAll(GROUPING, ""), decimals);
  const readings = readingsOf(text);
  const [one, other] = readings;
  if (one === undefined || other === undefined) return { problem: "Enter a number, such as 1250.50." };
  return { problem: `“${text}” can be read as ${one} or as ${other}. Enter it in one of these ways.` };
}

/** The same amount as a field takes it: no grouping, no idle zeros, nothing that can be read in two ways. */
export function toInput(units: bigint, decimals: number): string {
  const text = formatAmount(units, decimals, decimals).replaceAll(",", "");
  return unmistakable(text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, ""), decimals);
}

const GROUPING = /[,_'’\s]/g;

/** `1.234` is a thousand and more where points group. */
const LOOKS_GROUPED = /^[1-9]\d{0,2}\.\d{3}$/;

function isPlain(text: string): boolean {
  return /^(\d+\.?\d*|\.\d+)$/.test(text) && !LOOKS_GROUPED.test(text);
}

/** In threes by one sign, with more than one group or with decimals: it cannot stand before decimals then. */
function isGrouped(text: string): boolean {
  return /^[1-9]\d{0,2}([,_'’\s])\d{3}((\1\d{3})+(\.\d*)?|\.\d*)$/.test(text);
}

/** Every number that a text of digits and signs between them can stand for: each sign may come before decimals. */
function readingsOf(text: string): string[] {
  if (!/^\d[\d.,_'’\s]*$/.test(text)) return [];
  const signs = [...new Set(text.replaceAll(/\d/g, ""))];
  const whole = signs.length === 1 ? [text.replaceAll(/\D/g, "")] : [];
  const withDecimals = signs
    .map((sign) => text.split(sign))
    .filter((parts) => parts.length === 2)
    .map((parts) => parts.map((part) => part.replaceAll(/\D/g, "")).join("."));
  return [...new Set([...whole, ...withDecimals].map(tidy))];
}

/** `007.50` as `7.5`, and `1.234` as `1.2340`. */
function tidy(number: string): string {
  const [whole = "", fraction = ""] = number.split(".");
  const kept = fraction.replace(/0+$/, "");
  return unmistakable(`${whole.replace(/^0+(?=\d)/, "")}${kept === "" ? "" : `.${kept}`}`);
}

/** No group begins with a zero. */
function unmistakable(number: string, decimals = Infinity): string {
  if (!LOOKS_GROUPED.test(number)) return number;
  return decimals > 3 ? `${number}0` : `0${number}`;
}

function unitsOf(number: string, decimals: number): ParsedAmount {
  const [whole = "", fraction = ""] = number.split(".");
  if (fraction.length > decimals) return { problem: `At most ${decimals} decimals.` };
  if (whole.length > 30) return { problem: "That is more than exists." };
  return { units: BigInt(`0${whole}${fraction.padEnd(decimals, "0")}`) };
}
