import { sql } from "ponder";
import type { MiddlewareHandler } from "hono";
import { readTarget } from "../../target.ts";
import { readIsReady } from "./asOf.ts";
import { rowsOf } from "./rowsOf.ts";

const { database } = readTarget();
let isCleared = database.kind === "postgres";

/**
 * Lets a query name tables without their schema. While Ponder indexes the past, it writes many rows at once through
 * temporary tables of the same names and leaves those empty. PGlite has one session for all: there they hide the real
 * ones, and every table that was ever written to would seem to have no rows. They are dropped when the past is done,
 * and until then no answer is better than a wrong one.
 */
export const bareNames: MiddlewareHandler = async (context, next) => {
  if (!isCleared) {
    if (!(await readIsReady())) {
      const error = "The past is still being indexed.";
      return context.json({ error, next: "Ask again once /ready answers 200." }, 503);
    }
    await rowsOf(sql`discard temp`);
    isCleared = true;
  }
  return next();
};
