import type { Result } from "./run.ts";

/** What came of each contract, how long it took, and last of all `N killed, N not`. */
export function summarise(
  results: readonly Result[],
  seconds: number,
): { readonly lines: string[]; readonly ok: boolean } {
  const files = Map.groupBy(results, ({ mutant }) => mutant.target.file);
  const killed = countOf(results, "killed");
  const skipped = results.filter(({ outcome, mutant }) => outcome === "does not compile" && !mutant.chosen).length;
  const not = results.length - killed - skipped;
  const lines = [...files].map(([file, some]) => {
    const spent = some.reduce((sum, result) => sum + result.seconds, 0);
    const rest = some.length - countOf(some, "killed") - countOf(some, "does not compile");
    return (
      `${file}: ${countOf(some, "killed")} killed, ${rest} not, ` +
      `${countOf(some, "does not compile")} do not compile, ${spent} s`
    );
  });
  lines.push(`${Math.round(seconds)} s in all, ${(seconds / Math.max(1, results.length)).toFixed(1)} s each`);
  if (skipped > 0) lines.push(`${skipped} do not compile and count as none`);
  lines.push(`${killed} killed, ${not} not`);
  return { lines, ok: not === 0 && killed > 0 };
}

function countOf(results: readonly Result[], outcome: Result["outcome"]): number {
  return results.filter((result) => result.outcome === outcome).length;
}
