import type { sql } from "ponder";
import { db } from "ponder:api";

/** Rows as the database gives them, of a query that tables' own columns do not tell the type of. */
export async function rowsOf<Row>(query: ReturnType<typeof sql>): Promise<readonly Row[]> {
  // Ponder's two databases have results of two types, which share this field.
  const { rows } = (await db.execute(query)) as unknown as { readonly rows: readonly Row[] };
  return rows;
}
