#!/usr/bin/env node
// The door to every command of this project: `node scripts/launch.mjs <command> [arguments]`.
//
// Promises: runs on any Node from 20 on, before anything is installed, with nothing but Node's own modules. Brings in
// the Node that Hardhat needs and the packages of the lockfile when they are missing, then runs `scripts/<command>.ts`
// (or, as `bin <name>`, a tool out of node_modules) and ends with its exit code, leaving no process behind.
//
// package.json starts the long-running ones by `exec`: npm's signals then reach us and not only its shell.
//
// Refuses: to touch anything outside this folder, apart from npm's own cache.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runToTheEnd } from "./launcher/children.mjs";
import { ensureDependencies } from "./launcher/dependencies.mjs";
import { ensureNode } from "./launcher/node.mjs";
import { fail, ROOT } from "./launcher/project.mjs";
import { resolveTool } from "./launcher/tools.mjs";

/**
 * Commands that start processes of their own and never ask at the terminal: they get a process group to be ended by.
 */
const GROUPED = new Set(["start", "check", "index", "indexSpeed"]);

const [command, ...rest] = process.argv.slice(2);
if (command === undefined) fail("No command given.", "Use `npm start`, `npm test` or `npm run` for the list.");

const node = await ensureNode();
const env = {
  ...process.env,
  PATH: [node.binFolder, join(ROOT, "node_modules", ".bin"), process.env.PATH].join(delimiter),
  HARDHAT_DISABLE_TELEMETRY_PROMPT: "true",
  NEXT_TELEMETRY_DISABLED: "1",
};
await ensureDependencies(node, env);

process.exitCode = await runToTheEnd(node.path, programOf(command, rest), {
  cwd: ROOT,
  env,
  grouped: GROUPED.has(command),
});

/**
 * @param {string} name
 * @param {string[]} args
 * @returns {string[]} what Node is to run
 */
function programOf(name, args) {
  if (name === "bin") {
    const [tool, ...toolArguments] = args;
    return [resolveTool(tool), ...toolArguments];
  }
  const script = join("scripts", `${name}.ts`);
  if (!existsSync(join(ROOT, script))) fail(`There is no ${script}.`, "`npm run` lists the commands.");
  return ["--import", "tsx", script, ...args];
}
