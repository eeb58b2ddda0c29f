import { factsOf, type Fact } from "@gpu-yield-vaults/sdk/model";

export { factsOf };

/** What events say, and what they should by the terms: compared in order as soon as both are known. */
export type EventMatch = {
  emitted: Fact[];
  expected: Fact[];
};

export const noEvents = (): EventMatch => ({ emitted: [], expected: [] });

/** Takes away what both sides have said; returns what they contradict each other in. */
export function matchEvents(label: string, { emitted, expected }: EventMatch): string[] {
  const contradictions: string[] = [];
  for (;;) {
    const [found, wanted] = [emitted[0], expected[0]];
    if (!found || !wanted) return contradictions;
    if (found.what !== wanted.what) {
      contradictions.push(`${label}: the events say ${show(found)}, the terms ${show(wanted)}`);
      emitted.length = expected.length = 0;
      return contradictions;
    }
    if (found.figure !== wanted.figure) {
      contradictions.push(`${label}: ${found.what} was ${found.figure}, by the terms ${wanted.figure}`);
    }
    emitted.shift();
    expected.shift();
  }
}

/** What only one side has said, when everything has been dispatched. */
export function unmatched(label: string, { emitted, expected }: EventMatch): string[] {
  const [found, wanted] = [emitted[0], expected[0]];
  if (!found && !wanted) return [];
  return [`${label}: the events say ${show(found)}, the terms ${show(wanted)}`];
}

const show = (fact: Fact | undefined) => (fact ? `${fact.what} ${fact.figure}` : "nothing");
