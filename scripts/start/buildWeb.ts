import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { CliError } from "../lib/cliError.ts";

/** What a build makes or leaves; everything else under frontend/ and packages/ goes into it. */
const NOT_INPUTS = new Set([
  ".next",
  ".ponder",
  "generated",
  "out",
  "node_modules",
  "test",
  "next-env.d.ts",
  "tsconfig.tsbuildinfo",
]);

export type WebBuild = {
  folder: string;
  isFresh: boolean; // built now, not kept from before
};

/** The web app's static export, built again only when something it is made of has changed. */
export async function buildWeb(root: string, signal: AbortSignal): Promise<WebBuild> {
  const folder = join(root, "frontend", "out");
  const stamp = join(folder, ".built-from");
  const inputs = await fingerprint(root);
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === inputs) return { folder, isFresh: false };

  await run(root, signal);
  await writeFile(stamp, inputs);
  return { folder, isFresh: true };
}

async function fingerprint(root: string): Promise<string> {
  const hash = createHash("sha256");
  const folders = await Promise.all(["frontend", "packages"].map((folder) => filesOf(join(root, folder))));
  const files = [join(root, "package-lock.json"), ...folders.flat()];
  for (const file of files.sort())
    hash
      .update(relative(root, file))
      .update("\0")
      .update(await readFile(file));
  return hash.digest("hex");
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = entries
    .filter(({ name }) => !NOT_INPUTS.has(name))
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesOf(path) : Promise.resolve([path]);
    });
  return (await Promise.all(nested)).flat();
}

/** Runs `next build`; its output is shown only when it fails. */
async function run(root: string, signal: AbortSignal): Promise<void> {
  const program = join(root, "node_modules", "next", "dist", "bin", "next");
  const child = spawn(process.execPath, [program, "build", "frontend"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code === 0) return;
  throw new CliError("The web app could not be built.", Buffer.concat(output).toString("utf8").trimEnd().split("\n"));
}
