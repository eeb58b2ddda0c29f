/** How many checks held and how many did not. */
export type Tally = { readonly passed: number; readonly failed: number };

export const NOTHING: Tally = { passed: 0, failed: 0 };

export function add(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}

/** A part that is no collection of tests counts as one check. */
export function byExitCode(_output: string, succeeded: boolean): Tally {
  return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Counts what Hardhat's test runners and mocha report in their closing lines. */
export function bySummaryLines(output: string, succeeded: boolean): Tally {
  const tally = { passed: total(output, "passing"), failed: total(output, "failing") };
  // A run that crashed, or found nothing to run, has proved nothing, whatever it printed before.
  const broken = tally.failed === 0 && (!succeeded || tally.passed === 0);
  return broken ? add(tally, { passed: 0, failed: 1 }) : tally;
}

/** Every runner indents its line: `  10 passing (336ms)`. */
function total(output: string, outcome: "passing" | "failing"): number {
  const lines = output.matchAll(new RegExp(String.raw`^ +(\d+) ${outcome}\b`, "gm"));
  return [...lines].reduce((sum, [, count]) => sum + Number(count), 0);
}
