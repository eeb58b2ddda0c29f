import { trackTransaction } from "@nomicfoundation/ignition-core";
import { toQuantity } from "ethers";
import type { EthereumProvider } from "hardhat/types/providers";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { DeploymentRefused } from "./errors.ts";

const message = z.looseObject({
  type: z.string(),
  futureId: z.string().optional(),
  networkInteractionId: z.number().optional(),
  nonce: z.number().optional(),
});

const block = z.object({ transactions: z.array(z.object({ hash: z.string(), from: z.string(), nonce: z.string() })) });

/** A transaction that the journal was about to send when it broke off. */
type Lost = {
  line: number;
  nonce: number;
};

/**
 * Ignition writes down a nonce before it sends, and the hash after. Broken off in between, it asks a person whether the
 * transaction went out. The chain knows: where it did, its hash is filled in; where it did not, the nonce is taken
 * back. A last line that was half written is dropped; what it announced has not been done.
 */
export async function mendJournal(journal: string, provider: EthereumProvider, sender: string): Promise<void> {
  const file = join(journal, "journal.jsonl");
  const lines = await readLines(file);
  const lost = findLost(lines);
  const unsent: number[] = [];
  for (const { line, nonce } of lost) {
    const mined = await countOf(provider, sender, "latest");
    const known = await countOf(provider, sender, "pending");
    if (nonce < mined) {
      await trackTransaction(journal, await findHash(provider, sender, nonce), provider, 1);
    } else if (nonce < known) {
      throw new DeploymentRefused(`A transaction of ${sender} with nonce ${nonce} waits to be mined.`, [
        "repeat the command later",
      ]);
    } else {
      unsent.push(line);
    }
  }
  if (unsent.length === 0) return;
  // Tracking has appended to the file: read it again.
  const kept = (await readLines(file)).filter((_, index) => !unsent.includes(index));
  await writeLines(file, kept);
}

async function readLines(file: string): Promise<readonly string[]> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch {
    return []; // nothing has been deployed yet
  }
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const last = lines.at(-1);
  if (last === undefined || isJson(last)) return lines;
  const whole = lines.slice(0, -1);
  await writeLines(file, whole);
  return whole;
}

async function writeLines(file: string, lines: readonly string[]): Promise<void> {
  // A rename is atomic: the journal is never half mended.
  await writeFile(`${file}.mended`, `\n${lines.join("\n")}`);
  await rename(`${file}.mended`, file);
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

function findLost(lines: readonly string[]): readonly Lost[] {
  const prepared = new Map<string, Lost>();
  for (const [line, text] of lines.entries()) {
    const { type, futureId, networkInteractionId, nonce } = message.parse(JSON.parse(text));
    const key = `${futureId} ${networkInteractionId}`;
    if (type === "TRANSACTION_PREPARE_SEND" && nonce !== undefined) prepared.set(key, { line, nonce });
    if (type === "TRANSACTION_SEND") prepared.delete(key);
  }
  return [...prepared.values()].sort((a, b) => a.nonce - b.nonce);
}

async function countOf(provider: EthereumProvider, sender: string, tag: string): Promise<number> {
  return Number(await provider.request({ method: "eth_getTransactionCount", params: [sender, tag] }));
}

/** Halves its way to the block in which the sender's count passed `nonce`. */
async function findHash(provider: EthereumProvider, sender: string, nonce: number): Promise<string> {
  let [low, high] = [0, Number(await provider.request({ method: "eth_blockNumber" }))];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((await countOf(provider, sender, toQuantity(middle))) > nonce) high = middle;
    else low = middle + 1;
  }
  const { transactions } = block.parse(
    await provider.request({ method: "eth_getBlockByNumber", params: [toQuantity(low), true] }),
  );
  const found = transactions.find(
    ({ from, nonce: given }) => from.toLowerCase() === sender.toLowerCase() && Number(given) === nonce,
  );
  if (!found) throw new DeploymentRefused(`The transaction of ${sender} with nonce ${nonce} is not in block ${low}.`);
  return found.hash;
}
