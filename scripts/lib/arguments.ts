import { InvalidArgumentError } from "commander";
import { getAddress, isAddress } from "ethers";

/** An address on the command line, with or without its checksum. */
export function readAddress(text: string): string {
  if (!isAddress(text)) throw new InvalidArgumentError("an address is needed");
  return getAddress(text);
}

/** A whole number on the command line. */
export function readNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) throw new InvalidArgumentError("a whole number is needed");
  return value;
}

/** A whole number of any size on the command line. */
export function readBigInt(text: string): bigint {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("a whole number is needed");
  return BigInt(text);
}

/** One more of several whole numbers on the command line. */
export function readBigInts(text: string, before: readonly bigint[] = []): readonly bigint[] {
  return [...before, readBigInt(text)];
}
