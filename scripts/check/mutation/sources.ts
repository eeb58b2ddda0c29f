import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { numbersOf } from "./numbers.ts";
import { sitesOf, type Site } from "./sites.ts";
import { parseSource, type Node } from "./syntax.ts";

/** A contract's file as it stands, and every way to break it. */
export type Target = { readonly file: string; readonly source: string; readonly sites: readonly Site[] };

const trees = new Map<string, Node>();
const targets = new Map<string, Target>();

export function targetOf(file: string): Target {
  let target = targets.get(file);
  if (target === undefined) {
    const source = readFileSync(file, "utf8");
    target = { file, source, sites: sitesOf(source, treeOf(file), numbersOf(importsOf(file).map(treeOf))) };
    targets.set(file, target);
  }
  return target;
}

/** The file and every file of ours that it needs, by paths from the project's folder. */
export function importsOf(file: string, found = new Set<string>()): string[] {
  if (found.has(file)) return [];
  found.add(file);
  for (const [, path = ""] of readFileSync(file, "utf8").matchAll(/^(?:import|\}) ?[^;"]*"(\.[^"]+)";/gm)) {
    importsOf(normalize(join(dirname(file), path)), found);
  }
  return [...found];
}

/** What a test compiles and runs: a Solidity test what it imports; one of mocha deploys any contract, by its name. */
export function reachOf(test: string): string[] {
  if (test.endsWith(".sol")) return importsOf(test);
  return globSync([
    "contracts/**/*.sol",
    "{deploy,scripts,test,frontend/src/lib}/**/*.ts",
    "scripts/scenario/data/*",
    "hardhat.config.ts",
    "tsconfig.json",
  ]);
}

function treeOf(file: string): Node {
  let tree = trees.get(file);
  if (tree === undefined) {
    tree = parseSource(readFileSync(file, "utf8"));
    trees.set(file, tree);
  }
  return tree;
}
