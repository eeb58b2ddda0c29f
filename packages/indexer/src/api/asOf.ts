import { sql } from "ponder";
import { readTarget } from "../../target.ts";
import { Problem } from "./problem.ts";
import { rowsOf } from "./rowsOf.ts";

/** A block that has been indexed, with all before it. */
export type AsOf = { readonly block: bigint; readonly time: bigint };

/** Of Ponder's checkpoints, digits: the block's time, the chain's id, the block's number. */
const [TIME, CHAIN, NUMBER] = [10, 16, 16] as const;

const { schema } = readTarget();

/** The last block that has been indexed. */
export async function readAsOf(): Promise<AsOf> {
  const table = sql.raw(`"${schema}"."_ponder_checkpoint"`);
  const [row] = await rowsOf<{ latest_checkpoint: string }>(sql`select latest_checkpoint from ${table}`);
  const checkpoint = row?.latest_checkpoint;
  if (checkpoint === undefined) {
    throw new Problem(503, "Nothing has been indexed yet.", "Ask again when the index has read its first blocks.");
  }
  return {
    time: BigInt(checkpoint.slice(0, TIME)),
    block: BigInt(checkpoint.slice(TIME + CHAIN, TIME + CHAIN + NUMBER)),
  };
}

/** Whether all of the past has been indexed. */
export async function readIsReady(): Promise<boolean> {
  const table = sql.raw(`"${schema}"."_ponder_meta"`);
  const [row] = await rowsOf<{ value: { is_ready: number } }>(sql`select value from ${table} where key = 'app'`);
  return row?.value.is_ready === 1;
}
