import { readdirSync } from "node:fs";
import { join } from "node:path";

const TESTS = "test";

/** Folders whose tests are of single contracts: those count the lines that they reach. */
export const OF_CONTRACTS = [
  "auction",
  "bond",
  "directory",
  "disputes",
  "drawEscrow",
  "drawLimits",
  "escrow",
  "facilities",
  "losses",
  "oracle",
  "queue",
  "registry",
  "stakes",
  "vault",
  "workouts",
] as const;

/** Folders whose tests are of many contracts together, or of what stands around them. The plain build runs faster. */
export const ELSEWHERE = ["attacks", "deploy", "indexer", "local", "mocks", "scripts", "sdk", "stories"] as const;

/** The tests of folders under test/. */
export function filesOf(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) => testsIn(join(TESTS, folder)));
}

/** Every test under test/. */
export function allTests(): readonly string[] {
  return testsIn(TESTS);
}

function testsIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return entries
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join(folder, name))
    .sort();
}
