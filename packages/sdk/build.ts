// `npm run build --workspace packages/sdk`: the package as it is published, into `dist`, or wherever `--out` says:
// JavaScript and types for what the sources export under the same names. Inside this repository the sources themselves
// are imported. `npm publish packages/sdk/dist` publishes it.

import { Command } from "commander";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const HERE = import.meta.dirname;
const ROOT = join(HERE, "..", "..");

type Manifest = {
  readonly exports: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
};

const { out } = new Command("npm run build --workspace packages/sdk --")
  .description("Build the SDK as it is published.")
  .option("--out <folder>", "where to; it is emptied first", join(HERE, "dist"))
  .parse()
  .opts<{ out: string }>();
const folder = resolve(out);

// 1. JavaScript and types.
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
execFileSync(process.execPath, [compiler, "--project", join(HERE, "tsconfig.build.json"), "--outDir", folder], {
  stdio: "inherit",
});

// 2. What is exported, as it is called from outside.
const { exports: sources, ...manifest } = JSON.parse(readFileSync(join(HERE, "package.json"), "utf8")) as Manifest;
const built = (source: string, ending: string): string => source.replace("./src/", "./").replace(/\.ts$/, ending);
// Inside, one version is pinned; outside, any later one does.
const peerDependencies = Object.fromEntries(
  Object.entries(manifest.peerDependencies).map(([name, version]) => [name, `^${version}`]),
);
const published = {
  ...Object.fromEntries(Object.entries(manifest).filter(([field]) => !["scripts", "devDependencies"].includes(field))),
  peerDependencies,
  exports: Object.fromEntries(
    Object.entries(sources).map(([name, source]) => [
      name,
      { types: built(source, ".d.ts"), default: built(source, ".js") },
    ]),
  ),
};
writeFileSync(join(folder, "package.json"), `${JSON.stringify(published, undefined, 2)}\n`);

// 3. Its papers.
copyFileSync(join(HERE, "README.md"), join(folder, "README.md"));
copyFileSync(join(ROOT, "LICENSE"), join(folder, "LICENSE"));
