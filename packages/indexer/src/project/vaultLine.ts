import type { Ahead } from "@gpu-yield-vaults/sdk/model";
import { price, vaultLine } from "ponder:schema";
import type { Address } from "viem";
import { readTarget } from "../../target.ts";
import type { Happened, Store } from "../happened.ts";
import { aheadOf, bendsOf, follow, openLine, pointOf, type Line } from "../line.ts";

/** Decimals that a share has more than the token. */
const SHARE_OFFSET = 6;

const { decimals } = readTarget();

export const assetDecimalsOf = (vault: Address): number => decimals[vault] ?? 0;
export const shareDecimalsOf = (vault: Address): number => assetDecimalsOf(vault) + SHARE_OFFSET;

/** A vault begins empty. */
export async function open({ contract, block, time }: Happened, store: Store): Promise<void> {
  await write(contract, openLine(time), new Map(), block, store);
}

/**
 * Changes a vault's line in the second of an event. What was due before is carried out first, each bend a row of its
 * own, as if somebody had called then.
 */
export async function change(
  { contract, block, time }: Happened,
  store: Store,
  turn: (line: Line) => Line,
  plan: (ahead: Ahead) => Ahead = (ahead) => ahead,
): Promise<Line> {
  const { line, ahead } = await read(contract, store);
  const { passed, now, ahead: left } = follow(line, ahead, time);
  for (const bent of passed) await record(contract, bent, null, store);
  const next = turn(now);
  await write(contract, next, plan(left), block, store);
  return next;
}

/** A vault as it is in the second of an event, and nothing is changed. */
export async function lineAt(vault: Address, time: bigint, store: Store): Promise<Line> {
  const { line, ahead } = await read(vault, store);
  return follow(line, ahead, time).now;
}

async function read(vault: Address, store: Store): Promise<{ line: Line; ahead: Ahead }> {
  const row = await store.find(vaultLine, { vault });
  if (!row) throw new Error(`nothing tells of the opening of vault ${vault}: the index began too late`);
  const { ahead, ...line } = row;
  return { line, ahead: aheadOf(ahead) };
}

async function write(vault: Address, line: Line, ahead: Ahead, block: bigint, store: Store): Promise<void> {
  const row = { ...line, ahead: bendsOf(ahead) };
  await store
    .insert(vaultLine)
    .values({ vault, ...row })
    .onConflictDoUpdate(row);
  await record(vault, line, block, store);
}

async function record(vault: Address, line: Line, block: bigint | null, store: Store): Promise<void> {
  const { nav, exitValue, entryPrice, exitPrice } = pointOf(line, shareDecimalsOf(vault));
  const { time, ...kept } = line;
  const row = { ...kept, block, nav, exitValue, entryPrice, exitPrice };
  await store
    .insert(price)
    .values({ vault, time, ...row })
    .onConflictDoUpdate(row);
}
