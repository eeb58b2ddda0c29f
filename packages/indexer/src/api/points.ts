import { eq, sql } from "ponder";
import { db } from "ponder:api";
import { price, vault, vaultLine } from "ponder:schema";
import type { Address } from "viem";
import { aheadOf, carriedTo, follow, pointOf, type Line, type Point } from "../line.ts";
import { Problem } from "./problem.ts";
import { rowsOf } from "./rowsOf.ts";

/** Decimals that a share has more than the token. */
const SHARE_OFFSET = 6;

export async function readVault(address: Address): Promise<typeof vault.$inferSelect> {
  const [row] = await db.select().from(vault).where(eq(vault.address, address));
  if (!row) throw new Problem(404, `There is no vault at ${address}.`, "/v1/vaults lists those that are known.");
  return row;
}

/**
 * A vault in some seconds, each as the contract would have answered then. Seconds before its first event are left out.
 *
 * @param moments Unix seconds, ascending.
 */
export async function pointsAt(
  { address, assetDecimals }: Pick<typeof vault.$inferSelect, "address" | "assetDecimals">,
  moments: readonly bigint[],
): Promise<Point[]> {
  const [newest] = await db.select().from(vaultLine).where(eq(vaultLine.vault, address));
  if (!newest) return [];
  const { ahead, ...line } = newest;
  const decimals = assetDecimals + SHARE_OFFSET;
  const past = await linesAt(
    address,
    moments.filter((at) => at < line.time),
  );
  // What bends after the last event is known already.
  const present = moments.filter((at) => at >= line.time).map((at) => follow(line, aheadOf(ahead), at).now);
  return [...past, ...present].map((one) => pointOf(one, decimals));
}

/** The vault's line in past seconds: the last row at or before each, carried on. */
async function linesAt(address: Address, moments: readonly bigint[]): Promise<Line[]> {
  if (moments.length === 0) return [];
  const asked = sql.join(
    moments.map((at) => sql`(${at.toString()}::numeric)`),
    sql`, `,
  );
  const rows = await rowsOf<RawLine>(sql`
    select moment.at, line.* from (values ${asked}) as moment(at)
    cross join lateral (
      select * from ${price} where ${price.vault} = ${address} and ${price.time} <= moment.at
      order by ${price.time} desc limit 1
    ) as line order by moment.at`);
  return rows.map((row) => carriedTo(lineOf(row), BigInt(row.at)));
}

/** A row as the database gives it. */
type RawLine = Readonly<
  Record<
    | "at"
    | "time"
    | "cash"
    | "supply"
    | "value"
    | "slope"
    | "loss"
    | "loss_slope"
    | "locked"
    | "locked_from"
    | "vest_end",
    string
  >
>;

const lineOf = (row: RawLine): Line => ({
  time: BigInt(row.time),
  cash: BigInt(row.cash),
  supply: BigInt(row.supply),
  value: BigInt(row.value),
  slope: BigInt(row.slope),
  loss: BigInt(row.loss),
  lossSlope: BigInt(row.loss_slope),
  locked: BigInt(row.locked),
  lockedFrom: BigInt(row.locked_from),
  vestEnd: BigInt(row.vest_end),
});
