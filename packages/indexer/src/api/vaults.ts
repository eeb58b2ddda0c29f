import { and, asc, between, eq, gt, inArray, isNotNull } from "ponder";
import { db } from "ponder:api";
import { activity, price, vault } from "ponder:schema";
import type { Hono } from "hono";
import type { Address } from "viem";
import { pointsAt, readVault } from "./points.ts";
import { Problem } from "./problem.ts";
import { serve } from "./serve.ts";

const [POINTS, MOST_POINTS] = [160, 1_000] as const;

export function serveVaults(app: Hono): void {
  serve(app, "vaults", async ({ at }, { time }) => {
    const second = at === undefined ? undefined : BigInt(at);
    if (second !== undefined && second > time) throw ahead(second, time);
    const rows = await db.select().from(vault).where(isNotNull(vault.listedAt)).orderBy(asc(vault.listedAt));
    const found = await Promise.all(
      rows.map(async (row) => {
        const [now] = await pointsAt(row, [time]);
        const [before] = second === undefined ? [] : await pointsAt(row, [second]);
        return now ? [{ ...row, now, before: before ?? null }] : [];
      }),
    );
    return { vaults: found.flat() };
  });

  serve(app, "prices", async (question, { time }) => {
    const row = await readVault(question.address as Address);
    const from = question.from === undefined ? await firstDeposit(row.address) : BigInt(question.from);
    const to = question.to === undefined ? time : BigInt(question.to);
    if (from === undefined) return { vault: row.address, points: [] };
    refuseBackward(from, to, time);
    const wanted = Math.min(Number(question.points ?? POINTS), MOST_POINTS);
    return { vault: row.address, points: await pointsAt(row, momentsOf(from, to, wanted)) };
  });

  serve(app, "statement", async (question, { time }) => {
    const row = await readVault(question.vault as Address);
    const from = question.from === undefined ? row.openedAt : BigInt(question.from);
    const to = question.to === undefined ? time : BigInt(question.to);
    refuseBackward(from, to, time);
    const [opening, closing] = await pointsAt(row, from === to ? [from] : [from, to]);
    if (!opening) {
      throw new Problem(400, "The vault was not there yet.", `It was opened at ${row.openedAt}: ask from then on.`);
    }
    const lines = await cashLines(row.address, from, to);
    return { vault: row.address, from, to, opening, closing: closing ?? opening, ...lines };
  });
}

/** When a vault first had shares: prices before that mean nothing. */
async function firstDeposit(address: Address): Promise<bigint | undefined> {
  const [first] = await db
    .select({ time: price.time })
    .from(price)
    .where(and(eq(price.vault, address), gt(price.supply, 0n)))
    .orderBy(asc(price.time))
    .limit(1);
  return first?.time;
}

function refuseBackward(from: bigint, to: bigint, now: bigint): void {
  if (from > to) throw new Problem(400, `From ${from} to ${to} is no span of time.`, "Ask for an earlier `from`.");
  if (to > now) throw ahead(to, now);
}

const ahead = (second: bigint, now: bigint): Problem =>
  new Problem(400, `Second ${second} lies ahead.`, `Ask for ${now} at most, the last block's.`);

/** Evenly from the first to the last second, each once. */
function momentsOf(from: bigint, to: bigint, count: number): bigint[] {
  const steps = BigInt(Math.max(count - 1, 1));
  const moments = Array.from({ length: Number(steps) + 1 }, (_, step) => from + ((to - from) * BigInt(step)) / steps);
  return [...new Set(moments)];
}

const CASH_EVENTS = ["Deposit", "Withdraw", "Funded", "Posted", "FeeAccrued", "Skimmed", "LossBooked"];

/** What moved a vault's cash after `from`, up to and with `to`. */
async function cashLines(address: Address, from: bigint, to: bigint) {
  const rows = await db
    .select({ event: activity.event, args: activity.args })
    .from(activity)
    .where(
      and(eq(activity.contract, address), inArray(activity.event, CASH_EVENTS), between(activity.time, from + 1n, to)),
    );
  const sum = (event: string, field: string) =>
    rows.reduce((total, row) => total + (row.event === event ? BigInt(String(row.args[field])) : 0n), 0n);
  return {
    deposits: sum("Deposit", "assets"),
    withdrawals: sum("Withdraw", "assets"),
    drawn: sum("Funded", "amount"),
    fromClusters: sum("Posted", "cashIn"),
    fees: sum("Posted", "fee") + sum("FeeAccrued", "amount"),
    skimmed: sum("Skimmed", "amount"),
    lossBooked: sum("LossBooked", "loss"),
  };
}
