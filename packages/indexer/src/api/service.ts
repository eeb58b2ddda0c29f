import { and, desc, eq, lt } from "ponder";
import { db, publicClients } from "ponder:api";
import { activity } from "ponder:schema";
import type { Hono } from "hono";
import type { Address } from "viem";
import { readIsReady } from "./asOf.ts";
import { Problem } from "./problem.ts";
import { pageOf, serve } from "./serve.ts";

export function serveService(app: Hono): void {
  serve(app, "health", async (_, { block, time }) => {
    const latest = await publicClients.main.getBlock({ blockTag: "latest" }).catch(() => {
      throw new Problem(503, "The node does not answer.", "See why in its log, or name another one with --rpc.");
    });
    const behind = { blocks: Number(latest.number - block), seconds: Number(latest.timestamp - time) };
    const head = { block: latest.number, time: latest.timestamp };
    return { head, behind, isReady: await readIsReady() };
  });

  serve(app, "activity", async (question) => {
    const { vault, cluster, event, before } = question;
    const most = pageOf(question.limit);
    const rows = await db
      .select()
      .from(activity)
      .where(
        and(
          vault === undefined ? undefined : eq(activity.vault, vault as Address),
          cluster === undefined ? undefined : eq(activity.cluster, BigInt(cluster)),
          event === undefined ? undefined : eq(activity.event, event),
          before === undefined ? undefined : lt(activity.id, before),
        ),
      )
      .orderBy(desc(activity.id))
      .limit(most);
    return { items: rows, before: rows.length === most ? (rows.at(-1)?.id ?? null) : null };
  });
}
