/** One figure: what the contracts say, and what events and terms say. */
export type Comparison = {
  figure: string;
  contract: bigint;
  recomputed: bigint;
  agrees: boolean;
};

/** The block to read. */
export type At = { blockTag: number };

export const compare = (figure: string, contract: bigint, recomputed: bigint): Comparison => ({
  figure,
  contract,
  recomputed,
  agrees: contract === recomputed,
});
