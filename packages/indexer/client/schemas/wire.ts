import type { Address, Hex } from "viem";
import { z } from "zod";

/** A whole number of any size: decimal digits on the wire. */
export const whole = z.codec(z.string().regex(/^-?\d+$/), z.bigint(), { decode: BigInt, encode: String });

/** Unix seconds, or a number of seconds. */
export const seconds = z.codec(z.number().int(), z.bigint(), { decode: BigInt, encode: Number });

export const block = z.codec(z.number().int().nonnegative(), z.bigint(), { decode: BigInt, encode: Number });

export const hex = z
  .custom<Hex>((value) => typeof value === "string" && /^0x[0-9a-f]*$/.test(value))
  .meta({
    type: "string",
    pattern: "^0x[0-9a-f]*$",
  });

export const address = z
  .custom<Address>((value) => typeof value === "string" && /^0x[0-9a-f]{40}$/.test(value))
  .meta({ type: "string", pattern: "^0x[0-9a-f]{40}$", description: "an address in small letters" });

/** What an event or a term says, by name; whole numbers as text. */
export const said = z.unknown().meta({ description: "by name, whole numbers as text" });

/** As of which block an answer is true. */
export const asOf = z.object({ block, time: seconds }).meta({ description: "the last block that has been indexed" });

/** Whose past it is: an index of another chain may have contracts at the same addresses. */
export const protocol = z.object({ chainId: z.number().int(), genesis: hex, directory: address });

/** An answer of the index: what was asked for, of which protocol, and as of which block. */
export const answer = <Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodObject<{ asOf: typeof asOf; protocol: typeof protocol } & Shape> => z.object({ asOf, protocol, ...shape });
