import { asc, desc, eq } from "ponder";
import { db } from "ponder:api";
import { bond, cluster, facility, markdown, period, report, settlement } from "ponder:schema";
import type { Hono } from "hono";
import { Problem } from "./problem.ts";
import { pageOf, serve, type Answer } from "./serve.ts";

export function serveClusters(app: Hono): void {
  serve(app, "cluster", async (question) => {
    const id = BigInt(question.id);
    const most = pageOf(question.limit);
    const [title] = await db.select().from(cluster).where(eq(cluster.id, id));
    if (!title) throw new Problem(404, `There is no cluster ${id}.`, "Clusters are counted from 1.");
    const [financed] = await db.select().from(facility).where(eq(facility.cluster, id));
    const periods = await db
      .select()
      .from(period)
      .where(eq(period.cluster, id))
      .orderBy(desc(period.period))
      .limit(most);
    const reports = await db
      .select()
      .from(report)
      .where(eq(report.cluster, id))
      .orderBy(desc(report.period), desc(report.revision))
      .limit(most);
    const settlements = await db
      .select()
      .from(settlement)
      .where(eq(settlement.cluster, id))
      .orderBy(desc(settlement.block), desc(settlement.id))
      .limit(most);
    const bonds = await db.select().from(bond).where(eq(bond.cluster, id));
    const markdowns = await db
      .select()
      .from(markdown)
      .where(eq(markdown.cluster, id))
      .orderBy(asc(markdown.time))
      .limit(most);
    // The tables' own words are the schemas': what is none of them is refused where the answer is encoded.
    const found = { cluster: title, facility: financed ?? null, periods, reports, settlements, bonds, markdowns };
    return found as Answer<"cluster">;
  });
}
