/** A figure that an event carries, in the words of people; or that one carries by the law. */
export type Fact = { readonly what: string; readonly figure: bigint };

export const factsOf = (figures: Readonly<Record<string, bigint>>): Fact[] =>
  Object.entries(figures).map(([what, figure]) => ({ what, figure }));
