import {
  assetsDown,
  assetsUp,
  changeFee,
  creditRemainder,
  feeOwed,
  lockedAt,
  min,
  payFee,
  sharesDown,
  sharesUp,
  skim,
  takeFee,
  VIRTUAL_SHARES,
} from "@gpu-yield-vaults/sdk/model";
import { addressOf } from "../lib/addressOf.ts";
import { expectByTerms, figuresAt, valueOf, type Books, type DrawNotice } from "./books.ts";
import type { On } from "./listener.ts";
import { bookPosted, dispatchVault, postingFacts } from "./posting.ts";
import type { NavSources } from "./sources.ts";

const NOBODY = "0x0000000000000000000000000000000000000000";

/** Shares and cash of those who come and go, each at the price of its moment; and the queue between. */
export function projectVault(on: On, sources: NavSources, books: Books): void {
  const { vault, queue, drawLimits } = sources;
  on(vault, vault.filters.Transfer, ({ from, to, value }) => {
    const { supply } = books.vault;
    if (from === NOBODY || to === NOBODY) books.moved = value;
    if (from === NOBODY) books.vault = { ...books.vault, supply: supply + value };
    if (to === NOBODY) books.vault = { ...books.vault, supply: supply - value };
  });
  on(vault, vault.filters.Deposit, ({ assets, shares }, time) => {
    const { moved } = books;
    const supply = books.vault.supply - moved;
    const { nav } = figuresAt(books, time, supply);
    expectByTerms(books, "the shares of a deposit", shares, moved);
    if (moved !== sharesDown(assets, nav, supply) && assets !== assetsUp(moved, nav, supply)) {
      books.contradictions.push(`${assets} were deposited for ${moved} shares, not at the NAV of ${nav}`);
    }
    books.vault = { ...books.vault, cash: books.vault.cash + assets };
  });
  on(vault, vault.filters.Withdraw, ({ assets, shares }, time) => {
    const { moved } = books;
    const supply = books.vault.supply + moved;
    const { nav, exitValue } = figuresAt(books, time, supply);
    expectByTerms(books, "the shares of a withdrawal", shares, moved);
    if (moved !== sharesUp(assets, exitValue, supply) && assets !== assetsDown(moved, exitValue, supply)) {
      books.contradictions.push(`${moved} shares left for ${assets}, not at the exit value of ${exitValue}`);
    }
    books.vault = { ...books.vault, cash: books.vault.cash - assets };
    lowerNotices(books, nav - assets, time);
  });
  // Nobody held a share: all that was left, locked or not, is the fee recipient's, and the fee starts anew.
  on(vault, vault.filters.RemainderCredited, ({ assets, shares, unlocked }, time) => {
    expectByTerms(books, "what vested at once", unlocked, lockedAt(books.vault.vesting, time));
    books.vault = creditRemainder(books.vault, valueOf(books, time), time);
    const { nav } = figuresAt(books, time, 0n);
    expectByTerms(books, "what was left", assets, nav);
    expectByTerms(books, "the shares of what was left", shares, nav * VIRTUAL_SHARES);
  });
  on(vault, vault.filters.IncomeLocked, ({ amount, locked, vestEnd }, time) => {
    books.vault = skim(books.vault, amount, books.terms, time);
    const { vesting } = books.vault;
    expectByTerms(books, "locked after a skim", locked, vesting.amount);
    expectByTerms(books, "the end of vesting after a skim", vestEnd, vesting.end);
  });
  projectPostings(on, sources, books);
  projectNotices(on, drawLimits, books);
  projectFee(on, vault, books);
  projectQueue(on, queue, books);
}

/** What the vault says of what managers told it. */
function projectPostings(on: On, { vault, losses }: NavSources, books: Books): void {
  const announcing = BigInt(addressOf(losses));
  on(vault, vault.filters.RestrictedLocked, ({ locked, vestEnd }) => {
    dispatchVault(books, { "restricted, locked": locked, "its end": vestEnd });
  });
  let isLoss = false;
  on(vault, vault.filters.LossBooked, ({ loss, fromLocked }) => {
    isLoss = true;
    dispatchVault(books, { "loss booked": loss, "of it out of locked amounts": fromLocked });
  });
  on(vault, vault.filters.Posted, ({ source, cashIn, fee, value, slope, vestOver, locked, vestEnd }, time) => {
    if (BigInt(source) === announcing) {
      for (const moved of [cashIn, value, slope]) {
        expectByTerms(books, "what an announcement moves of cash and value", moved, 0n);
      }
      return;
    }
    for (const tell of books.unposted.splice(0)) tell();
    bookPosted(books, time);
    if (isLoss) lowerNotices(books, figuresAt(books, time).nav, time);
    isLoss = false;
    dispatchVault(books, postingFacts({ source, cashIn, fee, value, slope, vestOver, locked, vestEnd }));
  });
}

/** Notices of drawing: whose low an exit, or a booked loss, lowers to the NAV after it while the newest lives. */
function projectNotices(on: On, drawLimits: NavSources["drawLimits"], books: Books): void {
  on(drawLimits, drawLimits.filters.DrawNoticed, ({ nav, until }, time) => {
    expectByTerms(books, "the NAV at a notice of drawing", nav, figuresAt(books, time).nav);
    books.notices = [{ low: nav, until }, books.notices[0]];
  });
}

function lowerNotices(books: Books, nav: bigint, time: bigint): void {
  const [newer, older] = books.notices;
  if (time >= newer.until) return;
  const lowered = (notice: DrawNotice): DrawNotice => ({ ...notice, low: min(notice.low, nav) });
  books.notices = [lowered(newer), lowered(older)];
}

/** The performance fee, where it is not taken out of a gain before that is locked. */
function projectFee(on: On, vault: NavSources["vault"], books: Books): void {
  on(vault, vault.filters.FeeAccrued, ({ amount, mark }, time) => {
    const { vault: after, taken } = takeFee(books.vault, valueOf(books, time), time);
    expectByTerms(books, "the fee taken out of locked amounts", amount, taken);
    expectByTerms(books, "the mark of the fee", mark, after.fee.mark + after.fee.base);
    books.vault = after;
  });
  on(vault, vault.filters.FeePaid, ({ amount }) => {
    expectByTerms(books, "the fee paid out", amount, feeOwed(books.vault.fee));
    books.vault = payFee(books.vault);
  });
  on(vault, vault.filters.FeeChanged, ({ oldBps, newBps }, time) => {
    expectByTerms(books, "the old rate of the fee", oldBps, books.vault.fee.bps);
    books.vault = changeFee(books.vault, valueOf(books, time), newBps, time);
  });
}

/** Patient requests have even ids, those at any price odd ones. */
const classOf = (requestId: bigint): 0 | 1 => (requestId % 2n === 0n ? 0 : 1);

function projectQueue(on: On, queue: NavSources["queue"], books: Books): void {
  const waiting = books.queue;
  on(queue, queue.filters.RedeemRequest, ({ requestId, shares }) => {
    waiting.pending[classOf(requestId)] += shares;
  });
  on(queue, queue.filters.EpochSettled, ({ requestId, shares, assets }) => {
    waiting.pending[classOf(requestId)] -= shares;
    waiting.claimable += assets;
  });
  on(queue, queue.filters.Withdraw, ({ assets }) => {
    waiting.claimable -= assets;
  });
  on(queue, queue.filters.SharesCancelled, ({ requestId, shares }) => {
    waiting.pending[classOf(requestId)] -= shares;
    waiting.cancelled += shares;
  });
  on(queue, queue.filters.CancelRedeemClaim, ({ shares }) => {
    waiting.cancelled -= shares;
  });
}
