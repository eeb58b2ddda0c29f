import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Where the index keeps its own database, in its folder. */
export const ownDatabase = (folder: string): string => join(folder, "pglite");

/** Says that the database was closed as it should be. */
const stampIn = (folder: string): string => join(folder, "closed");

/**
 * Removes a database that was not closed: what PGlite had written when it was killed is no state that ever was, and
 * nothing would tell. PostgreSQL stands that; its tables are gone on with.
 */
export async function removeUnlessClosed(folder: string): Promise<void> {
  const stamp = stampIn(folder);
  if (!existsSync(stamp)) await rm(ownDatabase(folder), { recursive: true, force: true });
  await rm(stamp, { force: true });
}

export async function noteClosed(folder: string): Promise<void> {
  await writeFile(stampIn(folder), "");
}
