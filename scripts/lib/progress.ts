/** Lines for people, on stderr; stdout belongs to the result. */
export type Progress = {
  /** A stage has ended, or something happened worth a line. */
  say(line: string): void;
  /** Runs `work` and says how long it took; `describe` may add a fact about its result. */
  stage<T>(name: string, work: () => Promise<T>, describe?: (result: T) => string): Promise<T>;
};

export type Write = (text: string) => void;

/** Progress written by `write`, by default to stderr. */
export function createProgress(write: Write = (text) => void process.stderr.write(text)): Progress {
  return {
    say: (line) => write(`  ${line}\n`),
    async stage(name, work, describe) {
      const startedAt = performance.now();
      const result = await work();
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      const detail = describe ? ` · ${describe(result)}` : "";
      write(`✓ ${name}${detail} (${seconds} s)\n`);
      return result;
    },
  };
}

/** Progress that nobody hears. */
export const silent: Progress = createProgress(() => undefined);
