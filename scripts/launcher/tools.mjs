// A tool's program file, so that it runs under the Node we chose instead of the first one its `#!` line finds.

import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { fail, ROOT } from "./project.mjs";

/**
 * @param {string | undefined} name
 * @returns {string}
 */
export function resolveTool(name) {
  const link = join(ROOT, "node_modules", ".bin", name ?? "");
  if (!name || !existsSync(link))
    fail(`No tool is called "${name ?? ""}".`, "Tools are the entries of node_modules/.bin.");
  return realpathSync(link);
}
