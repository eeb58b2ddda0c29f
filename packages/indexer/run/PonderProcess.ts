import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { TARGET_VARIABLE } from "../target.ts";

const INDEXER = join(import.meta.dirname, "..");
const PONDER = join(INDEXER, "..", "..", "node_modules", "ponder", "dist", "esm", "bin", "ponder.js");

/** Lines kept to say why it failed. */
const KEPT = 20;

/** For so long it may take to end by itself, milliseconds. */
const GRACE = 8_000;

/** Ponder ended, and was not asked to. */
export class IndexFailed extends Error {
  override readonly name = "IndexFailed";

  constructor(
    code: number,
    readonly lines: readonly string[],
  ) {
    super(`The index ended by itself, with ${code}.`);
  }
}

type PonderOptions = {
  readonly target: string;
  readonly schema: string;
  readonly port: number;
  readonly onLine?: (line: string) => void;
  readonly onStart?: (process: number) => void;
  readonly onReady?: () => void;
  readonly signal: AbortSignal;
};

/** Ponder, in a process of its own that ends with this one. */
export class PonderProcess {
  private readonly child: ChildProcess;
  private readonly lines: string[] = [];

  constructor(private readonly options: PonderOptions) {
    const { target, schema, port, signal } = options;
    const args = ["--schema", schema, "--port", `${port}`, "--hostname", "127.0.0.1", "--log-level", "info"];
    this.child = spawn(process.execPath, [PONDER, "start", ...args], {
      cwd: INDEXER,
      env: {
        ...process.env,
        [TARGET_VARIABLE]: target,
        PORT: `${port}`,
        PONDER_TELEMETRY_DISABLED: "1",
        NO_COLOR: "1",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => this.hear(text));
    }
    if (this.child.pid !== undefined) options.onStart?.(this.child.pid);
    const end = () => this.child.kill("SIGKILL");
    process.once("exit", end);
    this.child.once("close", () => process.off("exit", end));
    signal.addEventListener("abort", () => void this.stop(), { once: true });
  }

  /** Its exit code, once it has ended; `null` where a signal ended it. */
  async end(): Promise<number | null> {
    const closed = new Promise<number | null>((resolve, reject) => {
      this.child.once("error", reject);
      this.child.once("close", resolve);
    });
    void this.awaitReady();
    return closed;
  }

  failure(code: number): IndexFailed {
    return new IndexFailed(code, this.lines);
  }

  /** Whether it has closed what it kept. */
  get hasClosed(): boolean {
    return this.child.exitCode === 0 && !this.lines.some((line) => line.includes("Failed to shutdown"));
  }

  private get isOver(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private async awaitReady(): Promise<void> {
    while (!this.isOver) {
      const ready = await fetch(`http://127.0.0.1:${this.options.port}/ready`).catch(() => undefined);
      if (ready?.ok) return this.options.onReady?.();
      await sleep(250, undefined, { ref: false });
    }
  }

  /** Ponder unlocks its tables when it is asked to end. */
  private async stop(): Promise<void> {
    this.child.kill("SIGTERM");
    await sleep(GRACE, undefined, { ref: false });
    if (!this.isOver) this.child.kill("SIGKILL");
  }

  private hear(text: string): void {
    for (const line of text.split("\n").filter((one) => one.trim() !== "")) {
      this.lines.push(line);
      if (this.lines.length > KEPT) this.lines.shift();
      this.options.onLine?.(line);
    }
  }
}
