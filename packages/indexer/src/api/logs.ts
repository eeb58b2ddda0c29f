import { and, asc, between, inArray } from "ponder";
import { db } from "ponder:api";
import { activity } from "ponder:schema";
import type { Hono } from "hono";
import type { Address } from "viem";
import { contractAt } from "../followed.ts";
import { Problem } from "./problem.ts";
import { serve } from "./serve.ts";

/** Logs in one answer. */
const PAGE = 10_000;

export function serveLogs(app: Hono): void {
  serve(app, "logs", async (question, asOf) => {
    const addresses = question.address.split(",") as Address[];
    const stranger = addresses.find((address) => contractAt(address) === undefined);
    if (stranger !== undefined) {
      throw new Problem(404, `${stranger} is not followed.`, "Ask a node, and the index again once it has found it.");
    }
    const from = BigInt(question.from);
    const to = BigInt(question.to) < asOf.block ? BigInt(question.to) : asOf.block;
    const found = await db
      .select()
      .from(activity)
      .where(and(inArray(activity.contract, addresses), between(activity.block, from, to)))
      .orderBy(asc(activity.id))
      .limit(PAGE + 1);
    const [rows, last] = whole(found, to);
    return {
      to: last,
      logs: rows.map(({ contract, ...row }) => ({ ...row, address: contract, topics: [...row.topics] })),
    };
  });
}

/** Of rows that may go on beyond a page, those of whole blocks, and the last of these. */
function whole<Row extends { readonly block: bigint }>(rows: readonly Row[], to: bigint): [readonly Row[], bigint] {
  const cut = rows.length > PAGE ? rows.at(-1)?.block : undefined;
  if (cut === undefined) return [rows, to];
  const before = rows.filter(({ block }) => block < cut);
  if (before.length > 0) return [before, cut - 1n];
  throw new Problem(503, `Block ${cut} has more logs than an answer.`, "Ask a node for it.");
}
