import { worthAt } from "@gpu-yield-vaults/sdk/model";
import { and, desc, eq } from "ponder";
import { db } from "ponder:api";
import { epoch, position, positionEntry, request, role } from "ponder:schema";
import type { Hono } from "hono";
import type { Address } from "viem";
import type { Answered } from "../../client/routes.ts";
import { pointsAt, readVault } from "./points.ts";
import { pageOf, serve } from "./serve.ts";

type Entry = Answered<"account">["entries"][number];

export function serveAccounts(app: Hono): void {
  serve(app, "account", async (question, { time }) => {
    const account = question.address as Address;
    const held = await db.select().from(position).where(eq(position.account, account));
    const waiting = await db.select().from(request).where(eq(request.controller, account));
    const epochs = await db.select().from(epoch);
    const endOf = (one: (typeof waiting)[number]) =>
      epochs.find(({ vault, requestId }) => vault === one.vault && requestId === one.requestId)?.end ?? 0n;
    const entries = await db
      .select()
      .from(positionEntry)
      .where(eq(positionEntry.account, account))
      .orderBy(desc(positionEntry.block), desc(positionEntry.id))
      .limit(pageOf(question.limit));
    const roles = await db
      .select()
      .from(role)
      .where(and(eq(role.account, account), eq(role.held, true)));
    return {
      account,
      positions: await Promise.all(held.map((row) => valued(row, time))),
      requests: waiting.map((row) => ({ ...row, epochEnd: endOf(row) })),
      entries: entries as Entry[],
      roles,
    };
  });
}

/** With what the shares in the wallet are worth to who leaves. */
async function valued(row: typeof position.$inferSelect, time: bigint) {
  const own = await readVault(row.vault);
  const [now] = await pointsAt(own, [time]);
  return { ...row, worth: worthAt(row.shares, now?.exitPrice ?? 0n, own.assetDecimals + 6) };
}
