// One child, run to its end, with everything it started ended as well.

import { spawn } from "node:child_process";
import { constants } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

/** How long processes may take to end by themselves before they are made to. */
const GRACE_MS = 10_000;

/**
 * @param {string} file
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, grouped: boolean }} options `grouped` gives the child a process group
 *   of its own, which is emptied when the child ends; without it the child may talk with the terminal.
 * @returns {Promise<number>} the exit code, 128 + n where signal n ended the child, as shells count
 */
export async function runToTheEnd(file, args, { cwd, env, grouped }) {
  const child = spawn(file, args, { cwd, env, stdio: "inherit", detached: grouped });
  const target = grouped ? -child.pid : child.pid;

  let asked = false;
  /** @param {NodeJS.Signals} signal */
  const end = (signal) => {
    // A terminal and npm both pass one Ctrl-C on: only the first counts.
    if (asked) return;
    asked = true;
    // An ungrouped child hears the terminal's Ctrl-C itself.
    if (grouped || signal !== "SIGINT") send(target, signal);
    setTimeout(() => send(target, "SIGKILL"), GRACE_MS).unref();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => end(signal));

  // npm's shell may be killed without passing the signal on: nobody is left to read what we do.
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && end("SIGTERM"), 1_000);

  const code = await new Promise((resolve) => {
    child.once("error", () => resolve(127));
    child.once("exit", (status, signal) => resolve(status ?? 128 + (constants.signals[signal] ?? 0)));
  });
  clearInterval(watch);
  if (grouped) await emptyGroup(target);
  return code;
}

/** @param {number} group */
async function emptyGroup(group) {
  if (!send(group, "SIGTERM")) return;
  for (let waited = 0; waited < GRACE_MS; waited += 100) {
    if (!send(group, 0)) return;
    await sleep(100);
  }
  send(group, "SIGKILL");
}

/**
 * @param {number} target
 * @param {NodeJS.Signals | 0} signal
 * @returns {boolean} whether there was anyone to receive it
 */
function send(target, signal) {
  try {
    process.kill(target, signal);
    return true;
  } catch {
    return false;
  }
}
