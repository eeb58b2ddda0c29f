import { spawn } from "node:child_process";
import { realpathSync, rmSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import type { Part } from "./parts.ts";
import type { Tally } from "./tally.ts";

export type PartResult = { readonly tally: Tally; readonly seconds: number; readonly note: string };

/** Runs one part in a process group of its own, so that it can be ended with all it started. */
export async function runPart(part: Part): Promise<PartResult> {
  const startedAt = Date.now();
  if (part.leaves !== undefined) rmSync(part.leaves, { force: true, recursive: true });
  const child = spawn(process.execPath, programOf(part), {
    detached: true,
    env: { ...process.env, ...part.env, CHECK: "1", FORCE_COLOR: process.stdout.isTTY ? "1" : "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });

  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      if (part.loud) process.stdout.write(chunk);
    });
  }

  const end = (): void => endGroup(child.pid);
  const interrupt = (signal: NodeJS.Signals): void => {
    end();
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt).once("SIGHUP", interrupt);
  const limit = setTimeout(end, part.seconds * 1_000);

  const code = await new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(null));
    child.once("close", resolve);
    // What a finished part leaves running would hold its pipes open for ever.
    child.once("exit", end);
  });
  clearTimeout(limit);
  process.off("SIGINT", interrupt).off("SIGTERM", interrupt).off("SIGHUP", interrupt);

  const output = stripVTControlCharacters(Buffer.concat(chunks).toString());
  const tally = part.count(output, code === 0);
  if (!part.loud && tally.failed > 0) console.log(output.trim());
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  return {
    tally,
    seconds,
    note: seconds >= part.seconds ? ` (ended after its limit of ${part.seconds} s)` : "",
  };
}

function programOf({ command: [program, ...args] }: Part): string[] {
  if (program.endsWith(".ts")) return ["--import", "tsx", program, ...args];
  return [realpathSync(`node_modules/.bin/${program}`), ...args];
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nobody is left in it.
  }
}
