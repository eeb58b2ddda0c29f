import { parseAmount } from "./amount.ts";
import { InputError } from "./InputError.ts";
import { parseInstant } from "./instant.ts";

/** A value that can't be taken, and what was expected, as in `--amount 1,5: a number with a point is needed.` */
export function refuse(name: string, text: string, expected: string): InputError {
  return new InputError(`${name} ${text}: ${expected} is needed.`);
}

const PLAIN = /^\d+(?:\.\d+)?$/;

/** Whole units with a decimal point. Whoever writes a comma may mean thousands or decimals: neither is guessed. */
export function readUnitsOf(name: string, text: string, decimals: number): bigint {
  const readings = PLAIN.test(text) ? [] : readingsOf(text);
  if (readings.length > 0) {
    const facts = readings.map((reading) => `it can be read as ${reading}`);
    throw new InputError(`${name} ${text} is no number as it is written here.`, facts, "write digits and one point.");
  }
  const amount = parseAmount(text, decimals);
  if (amount === undefined) throw refuse(name, text, `a number with ${decimals} decimals at the most`);
  return amount;
}

/** What a number may mean that has commas, spaces or points in it: they part thousands, or decimals. */
function readingsOf(text: string): readonly string[] {
  const withPoint = text.replaceAll(/[,' ]/g, "");
  const withComma = text.replaceAll(/[.' ]/g, "").replace(",", ".");
  return [...new Set([withPoint, withComma])].filter((reading) => PLAIN.test(reading));
}

/** `2026-01-31T00:00:00Z`, or unix seconds. */
export function readMoment(name: string, text: string): bigint {
  if (/^\d+$/.test(text)) return BigInt(text);
  const seconds = parseInstant(text);
  if (seconds === undefined) throw refuse(name, text, "2026-01-31T00:00:00Z, or unix seconds");
  return BigInt(seconds);
}

const LENGTHS: Readonly<Record<string, number>> = { d: 86_400, h: 3_600, min: 60, s: 1 };

/** `2d`, `6h`, `90min`, `30s`, and together: `2d6h`. */
export function readLength(name: string, text: string): bigint {
  const parts = [...text.matchAll(/(\d+)(d|h|min|s)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text) {
    throw refuse(name, text, "a length like 2d, 6h, 90min, 30s or 2d6h");
  }
  return parts.reduce((sum, [, count = "", unit = ""]) => sum + BigInt(count) * BigInt(LENGTHS[unit] ?? 0), 0n);
}

/**
 * `12.5%` of a whole: 10,000 for basis points, 2^32, or 1e18.
 *
 * @param exactly Whether it has to be a whole number of the whole's parts; else it is rounded down.
 */
export function readPercent(name: string, text: string, whole: bigint, exactly: boolean): bigint {
  const match = /^(\d+)(?:\.(\d+))?\s?%$/.exec(text);
  if (!match) throw refuse(name, text, "a percentage like 12.5%");
  const [, digits = "", places = ""] = match;
  const [parts, scale] = [BigInt(digits + places) * whole, 100n * 10n ** BigInt(places.length)];
  if (exactly && parts % scale !== 0n) throw refuse(name, text, "a percentage with fewer decimals");
  return parts / scale;
}

/** A whole number. */
export function readWhole(name: string, text: string): bigint {
  if (!/^\d+$/.test(text)) throw refuse(name, text, "a whole number");
  return BigInt(text);
}

export function readYesNo(name: string, text: string): boolean {
  if (text !== "yes" && text !== "no") throw refuse(name, text, "yes or no");
  return text === "yes";
}
