import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { judge, type Verdict } from "../mutation/verdict.ts";
import { breakLine } from "./breakLine.ts";
import type { Line } from "./lines.ts";

const PUT_BROKEN = join(import.meta.dirname, "putBroken.mjs");

/** Breaks one line for one run of its test. The project's own files stay as they are. */
export async function runBroken(line: Line): Promise<Verdict> {
  const broken = breakLine(await readFile(line.file, "utf8"), line);
  if (broken === undefined) return { outcome: "no verdict", why: `${line.file} has no such place` };
  const folder = await mkdtemp(join(tmpdir(), "broken-"));
  try {
    const source = join(folder, "source.ts");
    await writeFile(source, broken);
    return judge(await outputOf(line.test, { BROKEN_FILE: resolve(line.file), BROKEN_SOURCE: source }));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The web app's tests run as `npm test` runs them, all others inside Hardhat. */
function programOf(test: string): readonly string[] {
  if (test.startsWith("frontend/")) return ["node_modules/mocha/bin/mocha.js", "--node-option=import=tsx", test];
  return ["node_modules/hardhat/dist/src/cli.js", "test", "mocha", "--no-compile", test];
}

async function outputOf(test: string, env: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(process.execPath, programOf(test), {
    env: { ...process.env, ...env, NODE_OPTIONS: `--import=${PUT_BROKEN}` },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  await new Promise((done) => child.once("close", done));
  return Buffer.concat(chunks).toString();
}
