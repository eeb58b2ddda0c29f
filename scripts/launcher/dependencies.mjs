// The packages of the lockfile, installed when they are missing or when what they were installed from has changed.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { npm } from "./npm.mjs";
import { fail, ROOT, say } from "./project.mjs";

/** Written last, inside the folder `npm ci` empties first: where it stands, the installation is complete. */
const STAMP = join(ROOT, "node_modules", ".installed-from");

/** `npm ci` refuses a package.json that says anything else than the lockfile, so the lockfile stands for both. */
const SOURCES = ["package-lock.json", ".npmrc"];

/**
 * @param {import("./node.mjs").Node} node
 * @param {NodeJS.ProcessEnv} env
 */
export async function ensureDependencies(node, env) {
  if (isInstalled(node)) return;
  await withLock(() => isInstalled(node) || install(node, env));
}

/** @param {import("./node.mjs").Node} node */
function isInstalled(node) {
  return existsSync(STAMP) && readFileSync(STAMP, "utf8") === fingerprint(node);
}

/**
 * @param {import("./node.mjs").Node} node
 * @param {NodeJS.ProcessEnv} env
 */
function install(node, env) {
  say("installing the packages of package-lock.json (once, about a minute)");
  const startedAt = Date.now();
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  if (npm(["ci", ...flags], { cwd: ROOT, node: node.path, env }) !== 0) {
    fail("npm could not install the packages.", "Its message stands above; repeat the command once that is mended.");
  }
  writeFileSync(STAMP, fingerprint(node));
  say(`packages installed in ${Math.round((Date.now() - startedAt) / 1000)} s`);
}

/** @param {import("./node.mjs").Node} node */
function fingerprint(node) {
  const hash = createHash("sha256");
  // Native packages are chosen by platform and Node's major version.
  hash.update(`${process.platform} ${process.arch} ${node.version.split(".")[0]}`);
  for (const source of SOURCES) hash.update(readFileSync(join(ROOT, source)));
  return hash.digest("hex");
}
