import { PGlite } from "@electric-sql/pglite";
import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Where the index keeps its own database, in its folder. */
export const ownDatabase = (folder: string): string => join(folder, "pglite");

/** Says that the database was closed as it should be. */
const stampIn = (folder: string): string => join(folder, "closed");

/**
 * As it comes, PGlite waits for the disk at every page of its journal, which takes half of the time of reading a past.
 * No journal mends a database that was not closed here, so it is kept short, and nothing waits for it.
 */
const SETTINGS = [
  "wal_sync_method = fdatasync",
  "wal_level = minimal",
  "full_page_writes = off",
  "max_wal_size = '1GB'",
];

/**
 * Makes the database ready to be opened. One that was not closed is begun anew: what PGlite had written when it was
 * killed is no state that ever was, and nothing would tell. PostgreSQL stands that; its tables are gone on with.
 */
export async function prepareDatabase(folder: string): Promise<void> {
  const [stamp, files] = [stampIn(folder), ownDatabase(folder)];
  if (!existsSync(stamp)) await rm(files, { recursive: true, force: true });
  await rm(stamp, { force: true });
  if (existsSync(files)) return;
  const database = new PGlite(files);
  for (const setting of SETTINGS) await database.exec(`alter system set ${setting}`);
  await database.close();
}

export async function noteClosed(folder: string): Promise<void> {
  await writeFile(stampIn(folder), "");
}
