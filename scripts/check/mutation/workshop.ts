import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { reachOf } from "./sources.ts";
import { judge, type Verdict } from "./verdict.ts";

const FOLDER = resolve("build/mutants");
/** What else decides how a test ends. */
const SETTINGS = ["hardhat.config.ts", "scripts/check/mutation/workshopConfig.ts", "package-lock.json"] as const;
const PATIENCE = { factor: 6, seconds: 60 } as const;
/** Few and always the same; a failing sequence need not become the shortest. */
const LIMITS = { FUZZ_RUNS: "64", INVARIANT_SHRINK: "0" } as const;

/**
 * A copy of one test and of all that it reaches, and nothing more: what is broken there, no other test compiles. The
 * tests of mocha reach everything, and share a copy.
 */
export class Workshop {
  readonly test: string;
  readonly #isSolidity: boolean;
  readonly #folder: string;
  readonly #reached: ReadonlySet<string>;
  #seconds = 600;

  private constructor(test: string, job: number) {
    this.test = test;
    this.#isSolidity = test.endsWith(".sol");
    this.#folder = join(FOLDER, String(job), this.#isSolidity ? nameOf(test) : "mocha");
    this.#reached = new Set(reachOf(test));
  }

  /** Copies, and sees to it that the test passes as long as nothing is broken. */
  static async open(test: string, job: number): Promise<Workshop> {
    const workshop = new Workshop(test, job);
    await workshop.#copy();
    workshop.#seconds = PATIENCE.factor * (await workshop.#secondsUnbroken()) + PATIENCE.seconds;
    return workshop;
  }

  /** What the test says of the broken source. */
  async judge(file: string, broken: string, original: string): Promise<Verdict> {
    if (!this.#reached.has(file)) throw new Error(`${this.test} does not reach ${file}.`);
    const path = join(this.#folder, file);
    await writeFile(path, broken);
    try {
      return await this.#run();
    } finally {
      await writeFile(path, original);
    }
  }

  async #copy(): Promise<void> {
    for (const folder of ["contracts", "deploy", "frontend", "scripts", "test"]) {
      await rm(join(this.#folder, folder), { recursive: true, force: true });
    }
    for (const file of [...this.#reached, "package.json"]) {
      await mkdir(dirname(join(this.#folder, file)), { recursive: true });
      await cp(file, join(this.#folder, file));
    }
    if (!this.#isSolidity) return;
    const config = relative(this.#folder, resolve("scripts/check/mutation/workshopConfig.ts"));
    await writeFile(join(this.#folder, "hardhat.config.ts"), `export { default } from "${config}";\n`);
  }

  /** How long the test takes when it passes: measured now, unless it was of the very same files. */
  async #secondsUnbroken(): Promise<number> {
    const note = join(this.#folder, `${nameOf(this.test)}.txt`);
    const hash = hashOf([...this.#reached, ...SETTINGS]);
    const [known, taken] = existsSync(note) ? readFileSync(note, "utf8").split(" ") : [];
    if (known === hash) return Number(taken);
    const startedAt = Date.now();
    const { outcome, why } = await this.#run();
    if (outcome !== "survived") throw new Error(`${this.test} does not pass with nothing broken: ${outcome}, ${why}`);
    const seconds = (Date.now() - startedAt) / 1_000;
    await writeFile(note, `${hash} ${seconds}`);
    return seconds;
  }

  async #run(): Promise<Verdict> {
    if (this.#isSolidity) return this.#hardhat("test", "solidity", this.test);
    // All contracts are compiled, the Solidity tests are not: that would take minutes.
    const built = await this.#hardhat("build", "--no-tests");
    return built.outcome === "does not compile" ? built : this.#hardhat("test", "mocha", "--no-compile", this.test);
  }

  #hardhat(...task: readonly string[]): Promise<Verdict> {
    const program = realpathSync("node_modules/.bin/hardhat");
    return new Promise((done) => {
      execFile(
        process.execPath,
        [program, ...task],
        {
          cwd: this.#folder,
          maxBuffer: 64 * 2 ** 20,
          timeout: Math.ceil(this.#seconds * 1_000),
          env: { ...process.env, ...LIMITS, BUILD_FOLDER: "default" },
        },
        (error, stdout, stderr) => {
          const endless = error?.killed === true;
          const why = `still runs after ${Math.round(this.#seconds)} s`;
          done(endless ? { outcome: "killed", why } : judge(stripVTControlCharacters(stdout + stderr)));
        },
      );
    });
  }
}

function nameOf(test: string): string {
  return test.replaceAll(/\W+/g, "-");
}

function hashOf(files: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(LIMITS));
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}
