/**
 * Goes through timelines side by side: each says in which second it acts next, and the earliest acts first; in one
 * second, in their order.
 *
 * @returns What each comes to.
 */
export async function interleave<T>(timelines: readonly AsyncGenerator<number, T>[]): Promise<readonly T[]> {
  const steps: IteratorResult<number, T>[] = [];
  for (const timeline of timelines) steps.push(await timeline.next());
  for (;;) {
    const next = earliest(steps);
    const timeline = next === undefined ? undefined : timelines[next];
    if (next === undefined || !timeline) break;
    steps[next] = await timeline.next();
  }
  return steps.map((step) => {
    if (!step.done) throw new Error("a timeline has not ended");
    return step.value;
  });
}

/** Which of them acts next; none once all have ended. */
function earliest<T>(steps: readonly IteratorResult<number, T>[]): number | undefined {
  let [found, at] = [undefined as number | undefined, Infinity];
  for (const [index, step] of steps.entries()) {
    if (!step.done && step.value < at) [found, at] = [index, step.value];
  }
  return found;
}
