import { spawn } from "node:child_process";

/** What a command printed and how it ended. */
export type Run = {
  code: number | null;
  stdout: string;
  stderr: string;
};

/** Runs one of the project's commands as its users do, but without the launcher. */
export async function runScript(name: string, args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  const child = spawn(process.execPath, ["--import", "tsx", `scripts/${name}.ts`, ...args], {
    // The plain build, whatever the tests themselves were compiled for.
    env: { ...process.env, HH_TEST: "", BUILD_FOLDER: "default", ...env },
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
