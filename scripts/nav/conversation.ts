/** A figure that an event carries, or that one by the terms would. */
export type Fact = { what: string; figure: bigint };

/** What events say, and what they should by the terms: compared in order as soon as both are known. */
export type Conversation = {
  heard: Fact[];
  expected: Fact[];
};

export const silence = (): Conversation => ({ heard: [], expected: [] });

export const factsOf = (figures: Record<string, bigint>): Fact[] =>
  Object.entries(figures).map(([what, figure]) => ({ what, figure }));

/** Takes away what both sides have said; returns what they contradict each other in. */
export function compareSides(label: string, { heard, expected }: Conversation): string[] {
  const contradictions: string[] = [];
  for (;;) {
    const [found, wanted] = [heard[0], expected[0]];
    if (!found || !wanted) return contradictions;
    if (found.what !== wanted.what) {
      contradictions.push(`${label}: the events say ${show(found)}, the terms ${show(wanted)}`);
      heard.length = expected.length = 0;
      return contradictions;
    }
    if (found.figure !== wanted.figure) {
      contradictions.push(`${label}: ${found.what} was ${found.figure}, by the terms ${wanted.figure}`);
    }
    heard.shift();
    expected.shift();
  }
}

/** What only one side has said, when everything has been heard. */
export function leftUnsaid(label: string, { heard, expected }: Conversation): string[] {
  const [found, wanted] = [heard[0], expected[0]];
  if (!found && !wanted) return [];
  return [`${label}: the events say ${show(found)}, the terms ${show(wanted)}`];
}

const show = (fact: Fact | undefined) => (fact ? `${fact.what} ${fact.figure}` : "nothing");
