import type { VaultContracts } from "../lib/contracts.ts";
import { figuresAt, isAtPrice, receive, type Books } from "./books.ts";
import { toFine } from "./fixed.ts";
import type { On } from "./listener.ts";
import { EMPTY_STREAM } from "./stream.ts";

const NOBODY = "0x0000000000000000000000000000000000000000";

/** Shares and cash of those who come and go, each at the price of its moment; and the queue between. */
export function followVault(on: On, { vault, queue }: VaultContracts, books: Books): void {
  on(vault, vault.filters.Transfer, ({ from, to, value }) => {
    if (from === NOBODY) books.supply += value;
    if (to === NOBODY) books.supply -= value;
  });
  on(vault, vault.filters.Deposit, ({ assets, shares }, time) => {
    const supply = books.supply - shares;
    const { nav } = figuresAt(books, time, supply);
    if (!isAtPrice({ assets, shares }, nav, supply, "entry")) {
      books.contradictions.push(`${assets} were deposited for ${shares} shares, not at the NAV of ${nav}`);
    }
    // Nobody held a share: nobody was left for whom the locked income waited.
    if (supply === 0n) books.stream = EMPTY_STREAM;
    books.cash += assets;
  });
  on(vault, vault.filters.Withdraw, ({ assets, shares }, time) => {
    const supply = books.supply + shares;
    const { exitValue } = figuresAt(books, time, supply);
    if (!isAtPrice({ assets, shares }, exitValue, supply, "exit")) {
      books.contradictions.push(`${shares} shares left for ${assets}, not at the exit value of ${exitValue}`);
    }
    books.cash -= assets;
  });
  on(vault, vault.filters.Skimmed, ({ amount }, time) => {
    books.cash += amount;
    receive(books, toFine(amount), books.vesting.cap, time);
  });

  const waiting = books.queue;
  on(queue, queue.filters.RedeemRequest, ({ shares }) => {
    waiting.pending += shares;
  });
  on(queue, queue.filters.EpochSettled, ({ shares, assets }) => {
    waiting.pending -= shares;
    waiting.claimable += assets;
  });
  on(queue, queue.filters.Withdraw, ({ assets }) => {
    waiting.claimable -= assets;
  });
  on(queue, queue.filters.SharesCancelled, ({ shares }) => {
    waiting.pending -= shares;
    waiting.cancelled += shares;
  });
  on(queue, queue.filters.CancelRedeemClaim, ({ shares }) => {
    waiting.cancelled -= shares;
  });
}
