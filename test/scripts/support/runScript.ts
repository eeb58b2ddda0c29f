import { spawn } from "node:child_process";

/** What a command printed and how it ended. */
export type Run = {
  code: number | null;
  stdout: string;
  stderr: string;
};

/**
 * The plain build, whatever the tests themselves were compiled for: Hardhat hands its own options on to every child.
 */
export const PLAIN_BUILD = { HH_TEST: "", HARDHAT_COVERAGE: "false", BUILD_FOLDER: "default" } as const;

/** Runs one of the project's commands as its users do, but without the launcher. */
export async function runScript(name: string, args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  const child = spawn(process.execPath, ["--import", "tsx", `scripts/${name}.ts`, ...args], {
    env: { ...process.env, ...PLAIN_BUILD, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { code, stdout, stderr };
}
