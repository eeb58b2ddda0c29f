import { DEPLOYED_KEYS } from "@gpu-yield-vaults/sdk/protocol";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { ProtocolAddresses } from "./contracts.ts";
import { DeploymentRefused } from "./errors.ts";

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/);

const schema = z.strictObject({
  network: z.string(),
  chainId: z.number(),
  fromBlock: z.number(), // nothing of the deployment is before it
  addresses: z.strictObject(Object.fromEntries(DEPLOYED_KEYS.map((key) => [key, address]))).optional(), // once complete
});

/** What is kept of a deployment beside Ignition's journal. */
export type DeploymentRecord = {
  network: string;
  chainId: number;
  fromBlock: number;
  addresses?: ProtocolAddresses | undefined;
};

/** Where a network's journal and record are kept, and come from on the next run. */
export function journalOf(root: string, chainId: number): string {
  return join(root, "deploy", "deployments", `chain-${chainId}`);
}

/** The record of a journal; `undefined` where nothing has been deployed. */
export async function readRecord(journal: string): Promise<DeploymentRecord | undefined> {
  let text: string;
  try {
    text = await readFile(fileOf(journal), "utf8");
  } catch {
    return undefined;
  }
  const result = schema.safeParse(JSON.parse(text));
  if (result.success) return result.data as DeploymentRecord;
  throw new DeploymentRefused(`${fileOf(journal)} is not a record of a deployment.`);
}

export async function writeRecord(journal: string, record: DeploymentRecord): Promise<void> {
  await mkdir(journal, { recursive: true });
  await writeFile(fileOf(journal), `${JSON.stringify(record, null, 2)}\n`);
}

const fileOf = (journal: string) => join(journal, "deployment.json");
