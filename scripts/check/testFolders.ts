import { readdirSync } from "node:fs";
import { join } from "node:path";

const TESTS = "test";

/** Folders whose tests are of contracts, alone or together: those count the lines that they reach. */
export const OF_CONTRACTS = [
  "attacks",
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
  "stories",
  "vault",
  "workouts",
] as const;

/** Folders whose tests are of what stands around the contracts. The plain build runs faster. */
export const ELSEWHERE = ["deploy", "indexer", "local", "mocks", "scripts", "sdk"] as const;

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
