// Where the project lies, and how the launcher speaks: on stderr, so that a command's own output can be piped.

import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param {string} line */
export function say(line) {
  process.stderr.write(`· ${line}\n`);
}

/**
 * @param {string} what
 * @param {string} nextAction
 * @returns {never}
 */
export function fail(what, nextAction) {
  process.stderr.write(`✘ ${what}\n  ${nextAction}\n`);
  process.exit(1);
}
