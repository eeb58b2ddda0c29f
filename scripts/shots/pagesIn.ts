import { glob } from "node:fs/promises";
import { dirname } from "node:path";

/** A page of the web app, and whether it says the same on every chain. */
export type ShownPage = { path: string; isChainless: boolean };

const CHAINLESS = new Set(["/calculator/", "/glossary/"]);
/** Shown at other addresses: where nothing is, and the vault that is the first one anyway. */
const ELSEWHERE = new Set(["/404/", "/_not-found/", "/vault/"]);

/** The pages of the static export, by their addresses. */
export async function pagesIn(folder: string): Promise<readonly ShownPage[]> {
  const paths: string[] = [];
  for await (const file of glob("**/index.html", { cwd: folder })) {
    const path = dirname(file) === "." ? "/" : `/${dirname(file)}/`;
    if (!ELSEWHERE.has(path)) paths.push(path);
  }
  return paths.sort().map((path) => ({ path, isChainless: CHAINLESS.has(path) }));
}
