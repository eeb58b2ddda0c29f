import { readFileSync } from "node:fs";
import { z } from "zod";
import { EVENT_KEYS, type EventKey } from "./src/contracts.ts";

const address = z.custom<`0x${string}`>(
  (value) => typeof value === "string" && /^0x[0-9a-f]{40}$/.test(value),
  "an address in small letters is needed",
);

/** What one run of the index is about: which node, whose contracts, where tables are kept. */
export const targetSchema = z.strictObject({
  chainId: z.number().int().positive(),
  genesis: z.custom<`0x${string}`>(
    (value) => typeof value === "string" && /^0x[0-9a-f]{64}$/.test(value),
    "the hash of a block is needed",
  ),
  rpc: z.array(z.string().min(1)).min(1),
  fromBlock: z.number().int().nonnegative(),
  directory: address,
  contracts: z.array(
    z.strictObject({ key: z.enum(EVENT_KEYS as [EventKey, ...EventKey[]]), address, vault: address.optional() }),
  ),
  decimals: z.record(address, z.number().int()), // of the token of each vault
  quorums: z.record(address, address), // by oracle: whom it asks
  schema: z.string().regex(/^[a-z0-9_]{1,45}$/), // where Ponder keeps the tables
  database: z.union([
    z.strictObject({ kind: z.literal("pglite"), directory: z.string() }),
    z.strictObject({ kind: z.literal("postgres"), connectionString: z.string() }),
  ]),
  pollingInterval: z.number().int().positive(), // ms
});

export type Target = z.infer<typeof targetSchema>;

/** The environment variable that names the file which says what to index. */
export const TARGET_VARIABLE = "INDEX_TARGET";

/** The exit code that asks for a new start: contracts have joined that nobody follows yet. */
export const RESTART = 79;

/** What this process was started for. */
export function readTarget(): Target {
  const file = process.env[TARGET_VARIABLE];
  if (file === undefined) throw new Error(`${TARGET_VARIABLE} names no file: start the index with npm run index`);
  return targetSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}
