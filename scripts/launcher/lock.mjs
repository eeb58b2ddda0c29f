// One installation at a time: a second command started beside the first waits instead of tearing its folder apart.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT } from "./project.mjs";

const LOCK = join(ROOT, ".node", "installing");

/**
 * @template T
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(work) {
  mkdirSync(join(ROOT, ".node"), { recursive: true });
  while (!taken()) await sleep(500);
  // `process.exit` skips `finally`, and the launcher fails by it.
  process.on("exit", release);
  try {
    return await work();
  } finally {
    release();
    process.off("exit", release);
  }
}

function taken() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (!isHolderAlive()) release();
    return false;
  }
}

function isHolderAlive() {
  try {
    const pid = Number(readFileSync(LOCK, "utf8"));
    // An empty file is a holder between creating and writing: signal 0 to our own pid counts it as alive.
    process.kill(pid || process.pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function release() {
  rmSync(LOCK, { force: true });
}
