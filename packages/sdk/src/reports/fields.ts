/** Fields of JSON that strangers have written: what is not as it should be is refused, with its path. */

import { getAddress, isAddress, type Address, type Hex } from "viem";
import { ReportFileError } from "./ReportFileError.ts";

/** An object of JSON. */
export type Fields = Readonly<Record<string, unknown>>;

/** Windows writes a mark before its text. */
export const withoutMark = (text: string): string => text.replace(/^\uFEFF/, "");

/** JSON, with or without a mark in front. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(withoutMark(text)) as unknown;
  } catch (error) {
    throw new ReportFileError("it is not JSON", [error instanceof Error ? error.message : String(error)]);
  }
}

/** As JSON; whole numbers beyond 2^53 as text. */
export const show = (content: unknown): string =>
  `${JSON.stringify(content, (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value), 2)}\n`;

export function object(value: unknown, path: string): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw new ReportFileError(`${path} is not an object`);
}

/** These keys, and no other. */
export function requireKeys(content: Fields, keys: readonly string[], path = "it"): void {
  const unknown = Object.keys(content).find((key) => !keys.includes(key));
  if (unknown !== undefined)
    throw new ReportFileError(`${path} has a key that is not signed: ${JSON.stringify(unknown)}`);
  const missing = keys.find((key) => !Object.hasOwn(content, key));
  if (missing !== undefined) throw new ReportFileError(`${path} has no ${missing}`);
}

/** A whole number, as text or as a number. */
export function uint(value: unknown, path: string, bits: number): bigint {
  const isWhole =
    (typeof value === "string" && /^\d{1,78}$/.test(value)) || (Number.isSafeInteger(value) && (value as number) >= 0);
  const read = isWhole ? BigInt(value as string | number) : -1n;
  if (read < 0n || read >= 1n << BigInt(bits))
    throw new ReportFileError(`${path} is not a whole number of ${bits} bits`);
  return read;
}

/** In any letter case; read in small letters. */
export function hex(value: unknown, path: string, bytes?: number): Hex {
  if (
    typeof value === "string" &&
    /^0x([0-9a-f]{2})*$/i.test(value) &&
    (bytes === undefined || value.length === 2 + 2 * bytes)
  ) {
    return value.toLowerCase() as Hex;
  }
  throw new ReportFileError(`${path} is not ${bytes === undefined ? "hexadecimal" : `${bytes} bytes`}`);
}

/** In any letter case; one that mixes them has to have its checksum. */
export function address(value: unknown, path: string): Address {
  const text = typeof value === "string" && /^0x([0-9a-f]{40}|[0-9A-F]{40})$/.test(value) ? value.toLowerCase() : value;
  if (typeof text === "string" && isAddress(text)) return getAddress(text);
  throw new ReportFileError(`${path} is not an address`);
}
