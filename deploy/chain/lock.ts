import { mkdir, open, readFile, rm } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { DeploymentRefused } from "../errors.ts";

const holder = z.object({ pid: z.number(), host: z.string(), user: z.string(), since: z.string() });

/**
 * Runs while nobody else does with the same folder. A lock whose holder ended without giving it back is taken over
 * where that can be known, on the same machine; elsewhere its holder is named, and what to do.
 */
export async function withLock<T>(folder: string, run: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, "lock.json");
  await take(file);
  try {
    return await run();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<void> {
  const own = { pid: process.pid, host: hostname(), user: userInfo().username, since: new Date().toISOString() };
  try {
    const handle = await open(file, "wx");
    await handle.writeFile(`${JSON.stringify(own)}\n`);
    await handle.close();
    return;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const found = holder.safeParse(parsed(await readFile(file, "utf8").catch(() => "")));
  if (found.success && (found.data.host !== own.host || isAlive(found.data.pid))) {
    const { user, host, pid, since } = found.data;
    throw new DeploymentRefused(
      `Another deployment is at work: of ${user} on ${host}, process ${pid}, since ${since}.`,
      ["wait for its end, and repeat the command", `if it has ended without saying so, delete ${file}`],
    );
  }
  await rm(file, { force: true });
  await take(file);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
