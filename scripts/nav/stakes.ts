import type { VaultContracts } from "../lib/contracts.ts";
import { expectByTerms, type Books } from "./books.ts";
import { compare, type At, type Comparison } from "./comparison.ts";
import type { On } from "./listener.ts";
import type { NavSources } from "./sources.ts";

/** What reporters have staked, and awards: all that was taken of stakes. Not in NAV. */
export function projectStakes(on: On, { stakes }: NavSources, books: Books): void {
  let taken = 0n; // for the award that is under way
  const change = (reporter: string, amount: bigint, left: bigint) => {
    const stake = (books.stakes.get(reporter) ?? 0n) + amount;
    books.stakes.set(reporter, stake);
    expectByTerms(books, `the stake of ${reporter}`, left, stake);
  };
  on(stakes, stakes.filters.StakePosted, ({ reporter, amount, stake }) => change(reporter, amount, stake));
  on(stakes, stakes.filters.StakeWithdrawn, ({ reporter, amount, stake }) => change(reporter, -amount, stake));
  on(stakes, stakes.filters.StakeTaken, ({ reporter, amount, stake }) => {
    change(reporter, -amount, stake);
    taken += amount;
  });
  on(stakes, stakes.filters.AwardPaid, ({ cluster, period, amount }) => {
    expectByTerms(books, `the award of period ${period} of cluster ${cluster}`, amount, taken);
    taken = 0n;
  });
}

export async function compareStakes({ stakes }: VaultContracts, books: Books, at: At): Promise<Comparison[]> {
  const found = [...books.stakes].map(async ([reporter, stake]) =>
    compare(`stake of ${reporter}`, await stakes.stakeOf(reporter, at), stake),
  );
  return Promise.all(found);
}
