import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { PLAIN_BUILD } from "./runScript.ts";

/** `npm run keeper` as a process that goes on round after round, and can be killed. */
export class KeeperProcess {
  readonly #child: ChildProcess;
  #stderr = "";

  /** @param key Of the account that pays. */
  constructor(key: string, args: readonly string[]) {
    this.#child = spawn(process.execPath, ["--import", "tsx", "scripts/keeper.ts", "--json", ...args], {
      env: { ...process.env, ...PLAIN_BUILD, SUBMITTER_PRIVATE_KEY: key },
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => (this.#stderr += text));
  }

  /** What it wrote to stderr, beside what it sent. */
  get complaints(): string {
    const lines = this.#stderr.split("\n");
    return lines.filter((line) => line !== "" && !line.startsWith("sent 0x")).join("\n");
  }

  /** Leaves it no time for anything. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Lets it finish its round; returns its exit code. */
  async stop(): Promise<number | null> {
    await this.#end("SIGTERM");
    return this.#child.exitCode;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const closed = once(this.#child, "close");
    this.#child.kill(signal);
    await closed;
  }
}
