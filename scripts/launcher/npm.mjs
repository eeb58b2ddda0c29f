// npm, run by the Node of our choice: the same npm that started us where there is one, else the one on the PATH.

import { spawnSync } from "node:child_process";

/**
 * @param {string[]} args
 * @param {{ cwd: string, node?: string, env?: NodeJS.ProcessEnv }} options
 * @returns {number | null} the exit code
 */
export function npm(args, { cwd, node = process.execPath, env = process.env }) {
  const program = process.env.npm_execpath?.endsWith(".js") ? [node, process.env.npm_execpath] : ["npm"];
  const [file, ...before] = program;
  const { status } = spawnSync(file, [...before, ...args], { cwd, env, stdio: ["ignore", "ignore", "inherit"] });
  return status;
}
