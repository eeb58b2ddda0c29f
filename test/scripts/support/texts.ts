import { readdir } from "node:fs/promises";
import { join } from "node:path";

const FOLDERS = ["contracts", "deploy", "frontend/src", "frontend/test", "packages/sdk/src", "scripts", "test"];

/** Paths of all that people write here: code, tests and papers. */
export async function texts(): Promise<string[]> {
  const all = await Promise.all(
    FOLDERS.map(async (folder) => {
      const names = await readdir(folder, { recursive: true });
      return names.map((name) => join(folder, name));
    }),
  );
  const outside = [
    "README.md",
    "frontend/README.md",
    "packages/sdk/README.md",
    "eslint.config.js",
    "hardhat.config.ts",
    "frontend/next.config.ts",
  ];
  const written = all.flat().filter((path) => !path.startsWith("packages/sdk/src/abi/"));
  return [...outside, ...written.filter((path) => /\.(sol|ts|tsx|mjs|md|json|css)$/.test(path))];
}
