import { safeBatch, type Transaction } from "@gpu-yield-vaults/sdk/actions";
import { z } from "zod";
import { CliError } from "../lib/cliError.ts";
import { readJsonAs } from "../lib/inFile.ts";
import { requireWritable, writeWhole } from "../lib/outFile.ts";
import { toJson } from "./tell.ts";

const hex = z
  .string()
  .regex(/^0x[0-9a-fA-F]*$/, "is not hexadecimal")
  .transform((text) => text as `0x${string}`);

/** What of a batch says what it does; anything else in it is written anew. */
const batchSchema = z.object({
  chainId: z.string(),
  meta: z.object({ name: z.string() }),
  transactions: z.array(z.object({ to: hex, value: z.literal("0"), data: hex })),
});

/** Writes transactions for a Safe's Transaction Builder, alone or after what the file has already. */
export async function writeSafe(
  file: string,
  name: string,
  transactions: readonly Transaction[],
  chainId: bigint,
  adds: boolean,
): Promise<void> {
  await requireWritable(file);
  const before = adds ? await readJsonAs(file, batchSchema, "a batch of plain transactions") : undefined;
  if (before && before.chainId !== `${chainId}`) {
    throw new CliError(
      `${file} is for chain ${before.chainId}, the node is on chain ${chainId}.`,
      [],
      "check --rpc.",
      2,
    );
  }
  const words = before ? `${before.meta.name} ${name}` : name;
  const all = [...(before?.transactions ?? []), ...transactions];
  await writeWhole(file, toJson(safeBatch(chainId, { name: words, createdAt: Date.now() }, all)));
}
