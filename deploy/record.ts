import { DEPLOYED_KEYS, keysPer } from "@gpu-yield-vaults/sdk/protocol";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Memory } from "./chain/sender.ts";
import type { ProtocolAddresses } from "./contracts.ts";
import { DeploymentRefused } from "./errors.ts";
import type { VaultAddresses } from "./modules/vault.ts";

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
const hash = z.string().regex(/^0x[0-9a-fA-F]{64}$/);

const addressesOf = (keys: readonly string[]) => z.strictObject(Object.fromEntries(keys.map((key) => [key, address])));

const schema = z.strictObject({
  network: z.string(),
  chainId: z.number(),
  genesis: hash, // of the chain's first block: two chains may have one id
  fromBlock: z.number(), // nothing of the deployment is before it
  addresses: addressesOf(DEPLOYED_KEYS).optional(), // once complete
  // Further vaults, by the names of their files.
  vaults: z
    .record(
      z.string(),
      z.strictObject({ number: z.int().min(1), file: z.unknown(), addresses: addressesOf(keysPer("vault")) }),
    )
    .optional(),
});

/** What is kept of a deployment: where it is. What has been done is read from the chain. */
export type DeploymentRecord = {
  network: string;
  chainId: number;
  genesis: string;
  fromBlock: number;
  addresses?: ProtocolAddresses | undefined;
  vaults?: Readonly<Record<string, { number: number; file?: unknown; addresses: VaultAddresses }>> | undefined;
};

const sentSchema = z.array(z.strictObject({ step: z.string(), nonce: z.number(), hash }));

const RECORD = "deployment.json";
const SENT = "sent.json";

const allIn = (root: string) => join(root, "deploy", "deployments");

/** Where a network's record is kept, and comes from on the next run. */
export function folderOf(root: string, network: string): string {
  return join(allIn(root), network);
}

/** The records of all networks. */
export async function readRecords(root: string): Promise<readonly DeploymentRecord[]> {
  const entries = await readdir(allIn(root), { withFileTypes: true }).catch((error: unknown) => {
    if (isAbsence(error)) return [];
    throw error;
  });
  const folders = entries.filter((entry) => entry.isDirectory());
  const records = await Promise.all(folders.map(({ name }) => readRecord(folderOf(root, name))));
  return records.filter((record) => record !== undefined);
}

/** The record in a folder; `undefined` where nothing has been deployed. */
export async function readRecord(folder: string): Promise<DeploymentRecord | undefined> {
  const found = await readJson(recordIn(folder));
  if (found === undefined) return undefined;
  const result = schema.safeParse(found);
  if (result.success) return result.data as DeploymentRecord;
  throw new DeploymentRefused(`${recordIn(folder)} is not a record of a deployment.`);
}

export async function writeRecord(folder: string, record: DeploymentRecord): Promise<void> {
  await writeJson(folder, RECORD, record);
}

/** What a deployment has sent and not seen mined yet, kept over its end. */
export function memoryIn(folder: string): Memory {
  const file = join(folder, SENT);
  return {
    read: async () => {
      const result = sentSchema.safeParse((await readJson(file)) ?? []);
      if (result.success) return result.data;
      throw new DeploymentRefused(`${file} is not a list of what was sent.`, ["delete it: the chain knows as well"]);
    },
    write: async (sent) => {
      if (sent.length === 0) await rm(file, { force: true });
      else await writeJson(folder, SENT, sent);
    },
  };
}

async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null; // no record at all
  }
}

const isAbsence = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT";

/** Writes a file into a folder, whole or not at all: a rename is atomic. */
export async function writeJson(folder: string, name: string, content: unknown): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, name);
  await writeFile(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`);
  await rename(`${file}.new`, file);
}

const recordIn = (folder: string) => join(folder, RECORD);
