import { ASSET_DECIMALS } from "@gpu-yield-vaults/sdk/telemetry";
import { z } from "zod";
import { parseAmount } from "@gpu-yield-vaults/sdk/inputs";
import { DAY } from "../lib/instant.ts";

export { ASSET_DECIMALS };

/** 100 % a year. */
export const WAD = 10n ** 18n;

/** Most that money may be where nothing else limits it: what still fits the vault's books. */
const MOST = "1000000000000";

/** A month is a twelfth of a year of 365 days. */
const MONTH = (365 * DAY) / 12;

export const money = (most: string = MOST): z.ZodType<bigint, string> =>
  z.string({ error: 'must be a string of whole units such as "31250.50"' }).transform((text, context) => {
    const amount = parseAmount(text, ASSET_DECIMALS);
    const maximum = parseAmount(most, ASSET_DECIMALS);
    if (amount !== undefined && maximum !== undefined && amount <= maximum) return amount;
    const rule = `must be whole units with at most ${ASSET_DECIMALS} decimals, up to ${most}`;
    context.addIssue(`${rule}, found ${JSON.stringify(text)}`);
    return z.NEVER;
  });

export const positive = (most?: string): z.ZodType<bigint, string> =>
  money(most).refine((amount) => amount > 0n, "must be above zero");

export const count = (minimum: number, maximum: number): z.ZodType<number, number> => z.int().min(minimum).max(maximum);

export const bps = (minimum = 0): z.ZodType<number, number> => count(minimum, 10_000);

/** Days, a fraction of one allowed as long as it is a whole number of seconds. */
export const days = (minimum: number, maximum: number): z.ZodType<number, number> =>
  z
    .number()
    .min(minimum)
    .max(maximum)
    .transform((value, context) => {
      const seconds = Math.round(value * DAY);
      if (Math.abs(seconds - value * DAY) < 1e-6) return seconds;
      context.addIssue(`must be a whole number of seconds, found ${value} days`);
      return z.NEVER;
    });

/** How a facility's own line was named before the vault had one markdown period for all. */
export const lineDays = z.undefined({
  error: "is gone: leavers are marked down over the vault's markdownPeriod, set by markdownDays for all clusters",
});

/** Days, or `"month"`. */
export const period = (minimum: number, maximum: number): z.ZodType<number, number | "month"> =>
  z.union([z.literal("month").transform(() => MONTH), days(minimum, maximum)], {
    error: `must be "month", or at most ${maximum} days, at least an hour, in whole seconds`,
  });

export const band = (most: string): z.ZodType<[bigint, bigint], [string, string]> =>
  z
    .tuple([money(most), money(most)], { error: 'must be two amounts such as ["0.50", "12.00"]' })
    .refine(([minimum, maximum]) => minimum <= maximum, "the first must not be above the second");

/** A yearly rate, 1 for 100 %: nothing, or from `least` to 1. */
export const rate = (least = "0"): z.ZodType<bigint, string> =>
  z.string({ error: 'must be a string such as "0.10" for 10 % a year' }).transform((text, context) => {
    const value = parseAmount(text, 18);
    const minimum = parseAmount(least, 18) ?? 0n;
    if (value !== undefined && (value === 0n || value >= minimum) && value <= WAD) return value;
    const range = minimum === 0n ? "from 0 to 1" : `0, or from ${least} to 1`;
    context.addIssue(`must be ${range}, 1 for 100 % a year, found ${JSON.stringify(text)}`);
    return z.NEVER;
  });
