import { addressOf } from "../lib/addressOf.ts";
import type { VaultContracts } from "../lib/contracts.ts";
import { expectByTerms, facilityOf, receiveFor, type Books } from "./books.ts";
import { callDebt, outstandingOf } from "./debt.ts";
import { endLateness, shrink, valueAt } from "./facility.ts";
import { floor, least, most, type Fine } from "./fixed.ts";
import type { On } from "./listener.ts";

/** Value that has just left a facility, and what was there to bear its loss. */
type Parting = {
  valueBefore: Fine;
  valueOut: Fine;
  cash: bigint;
  fromReserve: bigint;
  reserveBefore: bigint;
};

/** How value leaves otherwise than by wear: recoveries, resolutions, sales, lost GPUs; and the bonds that bear it first. */
export function followEndings(on: On, contracts: VaultContracts, books: Books): void {
  const { book, resolutions } = contracts;
  const partings = new Map<bigint, Parting>();
  const bondsBefore = new Map<bigint, bigint>();
  followBonds(on, contracts, books, bondsBefore);

  on(book, book.filters.ResolutionBegun, ({ cluster }) => {
    const facility = facilityOf(books, cluster);
    facility.isResolving = true;
    if (!facility.debt) return;
    // No schedule any more: all rent left is the vault's, and what was held back answers for the loss.
    callDebt(facility.debt);
    facility.vaultShareBps = 10_000n;
    facility.reserve += facility.held;
    facility.held = 0n;
  });
  on(book, book.filters.ValueLeft, ({ cluster, valueOut, cash, fromReserve }, time) => {
    const facility = facilityOf(books, cluster);
    const [valueBefore, reserveBefore] = [valueAt(facility, time), facility.reserve];
    partings.set(cluster, { valueBefore, valueOut, cash, fromReserve, reserveBefore });
    shrink(facility, valueOut, time);
    facility.reserve -= fromReserve;
    receiveFor(books, cash + fromReserve, valueOut, time);
  });
  on(book, book.filters.FacilityEnded, ({ cluster }, time) => {
    const facility = facilityOf(books, cluster);
    const left = valueAt(facility, time);
    if (facility.debt) {
      // Only what has been repaid ends without a resolution.
      if (!facility.isResolving) {
        expectByTerms(books, `cluster ${cluster}: principal when it ended`, 0n, outstandingOf(facility.debt));
      }
      callDebt(facility.debt);
    }
    endLateness(facility);
    facility.retired = true;
    facility.isResolving = false;
    facility.reserve = facility.reserveTarget = facility.deadline = 0n;
    facility.covenant.tier = facility.covenant.periods = 0n;
    receiveFor(books, 0n, left, time);
  });
  on(book, book.filters.ReserveReleased, ({ amount }, time) => {
    receiveFor(books, amount, 0n, time);
  });

  // What bears a loss, in order: what was recovered, the bond, the reserve. The rest is the vault's.
  on(resolutions, resolutions.filters.Recovered, ({ cluster, amount, ofValue }, time) => {
    const facility = facilityOf(books, cluster);
    const value = facility.isResolving ? floor(valueAt(facility, time)) : 0n;
    expectByTerms(books, `cluster ${cluster}: what came back for value`, ofValue, least(amount, value));
  });
  on(resolutions, resolutions.filters.ResolutionClosed, ({ cluster, value, fromBond, fromReserve }) => {
    const parting = partings.get(cluster);
    if (!parting) throw new Error(`the resolution of cluster ${cluster} closed, but nothing left`);
    expectByTerms(books, `cluster ${cluster}: the value it closed on`, value, floor(parting.valueBefore));
    expectByTerms(books, `cluster ${cluster}: the value that left`, parting.valueOut, parting.valueBefore);
    compareCover(cluster, parting, 0n, fromBond, fromReserve);
  });
  on(
    resolutions,
    resolutions.filters.GpusRetired,
    ({ cluster, count, left, value, recovery, fromBond, fromReserve }) => {
      const facility = facilityOf(books, cluster);
      const parting = partings.get(cluster);
      if (!parting) throw new Error(`GPUs of cluster ${cluster} were retired, but nothing left`);
      expectByTerms(books, `cluster ${cluster}: GPUs left`, left, facility.gpus - count);
      // What is owed does not shrink with the hardware.
      const part = facility.debt ? 0n : (parting.valueBefore * count) / facility.gpus;
      expectByTerms(books, `cluster ${cluster}: the part of its value that left`, parting.valueOut, part);
      expectByTerms(books, `cluster ${cluster}: the value of that part`, value, floor(part));
      compareCover(cluster, parting, recovery, fromBond, fromReserve);
      facility.gpus -= count;
    },
  );

  function compareCover(
    cluster: bigint,
    { valueOut, cash, fromReserve: taken, reserveBefore }: Parting,
    recovery: bigint,
    fromBond: bigint,
    fromReserve: bigint,
  ): void {
    const worth = floor(valueOut);
    const byBond = least(bondsBefore.get(cluster) ?? 0n, most(worth - recovery, 0n));
    expectByTerms(books, `cluster ${cluster}: what the bond bore`, fromBond, byBond);
    expectByTerms(books, `cluster ${cluster}: cash for the value`, cash, recovery + fromBond);
    const byReserve = least(reserveBefore, most(worth - cash, 0n));
    expectByTerms(books, `cluster ${cluster}: what the reserve bore`, fromReserve, byReserve);
    expectByTerms(books, `cluster ${cluster}: what left the reserve`, taken, byReserve);
    bondsBefore.delete(cluster);
  }
}

/** @param bondsBefore Where to note what a bond held before something was taken of it for a loss. */
function followBonds(on: On, { escrow, bond }: VaultContracts, books: Books, bondsBefore: Map<bigint, bigint>): void {
  const change = (cluster: bigint, amount: bigint, left: bigint) => {
    const before = books.bonds.get(cluster) ?? 0n;
    books.bonds.set(cluster, before + amount);
    expectByTerms(books, `cluster ${cluster}: its bond`, left, before + amount);
    return before;
  };
  on(bond, bond.filters.BondPosted, ({ cluster, amount, bond: left }) => void change(cluster, amount, left));
  // What a bid's winner brings comes out of the auction's account, inside the escrow.
  const own = addressOf(bond);
  on(escrow, escrow.filters.Transferred, ({ custodian, to, idTo, amount, balanceTo }) => {
    if (to === own && custodian !== own) change(BigInt(idTo), amount, balanceTo);
  });
  on(bond, bond.filters.BondReleased, ({ cluster, amount, bond: left }) => void change(cluster, -amount, left));
  on(bond, bond.filters.BondAwarded, ({ cluster, taken, bond: left }) => void change(cluster, -taken, left));
  on(bond, bond.filters.BondSeized, ({ cluster, asked, taken, bond: left }) => {
    const before = change(cluster, -taken, left);
    expectByTerms(books, `cluster ${cluster}: what was taken of its bond`, taken, least(asked, before));
    bondsBefore.set(cluster, before);
  });
}
