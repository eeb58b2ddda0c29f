import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Address, Hex } from "viem";
import type { Discovery } from "../discovery/index.ts";

const INDEXER = join(import.meta.dirname, "..");
/** What tables are made of, beside the chain. */
const CODE = [
  "ponder.schema.ts",
  "ponder.config.ts",
  "target.ts",
  "tables",
  "src",
  "../sdk/src/model",
  "../sdk/src/abi",
];

/**
 * The name under which tables are kept: another one for another chain, other contracts or another program. Who starts
 * the same again goes on where it ended.
 */
export async function schemaOf(genesis: Hex, directory: Address, { contracts }: Discovery): Promise<string> {
  const hash = createHash("sha256").update(genesis).update(directory.toLowerCase()).update(JSON.stringify(contracts));
  const files = (await Promise.all(CODE.map((path) => filesOf(join(INDEXER, path))))).flat().sort();
  for (const file of files) hash.update(await readFile(file));
  return `index_${hash.digest("hex").slice(0, 12)}`;
}

async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (!entries) return [path];
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));
}
