import {
  bearersOf,
  beginResolution,
  ceilDiv,
  endFacility,
  floor,
  letValueLeave,
  lossAt,
  markedTokens,
  max,
  min,
  outstandingOf,
  pledgePaid,
  postChange,
  STATUS,
  toX32,
  valueAt,
  type X32,
} from "@gpu-yield-vaults/sdk/model";
import { addressOf } from "../lib/addressOf.ts";
import { book, change, dispatch, expectByTerms, facilityOf, settingOf, stakeOf, type Books } from "./books.ts";
import type { On } from "./listener.ts";
import type { NavSources } from "./sources.ts";

/** Value that has just left a facility, and what was there to bear its loss. */
type Parting = {
  valueBefore: X32;
  valueOut: X32;
  cash: bigint;
  fromReserve: bigint;
  reserveBefore: bigint;
};

/**
 * How value leaves otherwise than by depreciation: recoveries, workouts, sales, lost GPUs; and the bonds that bear it
 * first.
 */
export function projectExits(on: On, sources: NavSources, books: Books): void {
  const { losses, managers, workouts } = sources;
  const partings = new Map<bigint, Parting>();
  const claimed = new Set<bigint>(); // of which the recovery that is under way makes a loss good
  const bondsBefore = new Map<bigint, bigint>();
  projectBonds(on, sources, books, bondsBefore);
  for (const manager of managers) projectManager(on, manager, books, partings, claimed);

  // What leavers forgo because of it changes by itself the exit value, and what keeps deposits shut.
  on(losses, losses.filters.LossMarked, ({ cluster, fraction, delinquent }, time) => {
    const facility = facilityOf(books, cluster);
    const taken = fraction === 0n ? facility.announced : facility.taken;
    const counted = markedTokens(facility.curve, books.terms, fraction, time);
    expectByTerms(books, `cluster ${cluster}: whole tokens announced as lost`, delinquent, counted);
    change(books, facility, { taken, announced: fraction, counted });
  });

  // What bears a loss, in order: what was recovered, the bond, the reserve. The rest is the vault's.
  on(workouts, workouts.filters.Recovered, ({ cluster, amount, ofValue }, time) => {
    const facility = facilityOf(books, cluster);
    const { status, curve, pledge, drawn, received, receivedBefore } = facility;
    const value = status === STATUS.resolving ? floor(valueAt(curve, time)) : 0n;
    expectByTerms(books, `cluster ${cluster}: what came back for value`, ofValue, min(amount, value));
    if (amount > 0n && facility.claimed > 0n) claimed.add(cluster);
    if (!pledge) return;
    change(books, facility, { pledge: pledgePaid(pledge, drawn, received - receivedBefore, time, amount) });
  });
  // What counts as claimed changes by itself what keeps deposits shut, and nothing else.
  on(workouts, workouts.filters.ClaimChanged, ({ cluster, before, left }, time) => {
    const facility = facilityOf(books, cluster);
    expectByTerms(books, `cluster ${cluster}: what was claimed of its losses`, before, facility.claimed);
    const parting = partings.get(cluster);
    if (left > facility.claimed && parting) {
      const borne = parting.cash + parting.fromReserve;
      const claimed = facility.claimed + floor(parting.valueOut) - borne;
      expectByTerms(books, `cluster ${cluster}: what is claimed`, left, claimed);
    }
    book(books, postChange({ ...facility, claimed: left }, settingOf(books, facility), time));
  });
  on(workouts, workouts.filters.ResolutionClosed, ({ cluster, value, fromBond, fromReserve }) => {
    const parting = partings.get(cluster);
    if (!parting) throw new Error(`the resolution of cluster ${cluster} closed, but nothing left`);
    expectByTerms(books, `cluster ${cluster}: the value it closed on`, value, floor(parting.valueBefore));
    expectByTerms(books, `cluster ${cluster}: the value that left`, parting.valueOut, parting.valueBefore);
    compareCover(cluster, parting, 0n, fromBond, fromReserve);
  });
  on(workouts, workouts.filters.GpusRetired, ({ cluster, count, left, value, recovery, fromBond, fromReserve }) => {
    const facility = facilityOf(books, cluster);
    const parting = partings.get(cluster);
    if (!parting) throw new Error(`GPUs of cluster ${cluster} were retired, but nothing left`);
    expectByTerms(books, `cluster ${cluster}: GPUs left`, left, facility.gpus - count);
    // What is owed does not shrink with the hardware.
    const fraction = facility.debt ? 0n : ceilDiv(toX32(count), facility.gpus);
    const part = toX32(floor(floor(parting.valueBefore * fraction)));
    expectByTerms(books, `cluster ${cluster}: the part of its value that left`, parting.valueOut, part);
    expectByTerms(books, `cluster ${cluster}: the value of that part`, value, floor(part));
    compareCover(cluster, parting, recovery, fromBond, fromReserve);
    change(books, facility, { gpus: facility.gpus - count });
  });

  function compareCover(
    cluster: bigint,
    { valueOut, cash, fromReserve: taken, reserveBefore }: Parting,
    recovery: bigint,
    fromBond: bigint,
    fromReserve: bigint,
  ): void {
    const worth = floor(valueOut);
    const borne = bearersOf(worth, recovery, bondsBefore.get(cluster) ?? 0n, reserveBefore);
    expectByTerms(books, `cluster ${cluster}: what the bond bore`, fromBond, borne.fromBond);
    expectByTerms(books, `cluster ${cluster}: cash for the value`, cash, recovery + borne.fromBond);
    expectByTerms(books, `cluster ${cluster}: what the reserve bore`, fromReserve, borne.fromReserve);
    expectByTerms(books, `cluster ${cluster}: what left the reserve`, taken, borne.fromReserve);
    bondsBefore.delete(cluster);
  }
}

function projectManager(
  on: On,
  manager: NavSources["managers"][number],
  books: Books,
  partings: Map<bigint, Parting>,
  claimed: Set<bigint>,
): void {
  on(manager, manager.filters.ResolutionBegun, ({ cluster, value, exitValue }, time) => {
    const facility = facilityOf(books, cluster);
    book(books, beginResolution(facility, settingOf(books, facility), time));
    const { curve } = facilityOf(books, cluster);
    const worth = valueAt(curve, time);
    const exit = max(worth - lossAt(curve, books.terms, time), 0n);
    expectByTerms(books, `cluster ${cluster}: its value when its resolution began`, value, floor(worth));
    expectByTerms(books, `cluster ${cluster}: its exit value then`, exitValue, floor(exit));
  });
  on(manager, manager.filters.ValueLeft, ({ cluster, valueOut, cash, fromReserve }, time) => {
    const facility = facilityOf(books, cluster);
    const [valueBefore, reserveBefore] = [valueAt(facility.curve, time), facility.reserve];
    partings.set(cluster, { valueBefore, valueOut, cash, fromReserve, reserveBefore });
    const parting = { valueOut, cash, fromReserve, claimed: claimed.delete(cluster) };
    book(books, letValueLeave(facility, settingOf(books, facility), parting, time));
  });
  on(manager, manager.filters.FacilityEnded, ({ cluster }, time) => {
    const facility = facilityOf(books, cluster);
    // Only what has been repaid ends without a resolution.
    if (facility.debt && facility.status === STATUS.inService) {
      expectByTerms(books, `cluster ${cluster}: principal when it ended`, 0n, outstandingOf(facility.debt));
    }
    book(books, endFacility(facility, settingOf(books, facility), time));
  });
  on(manager, manager.filters.ReserveReturned, ({ cluster, amount }) => {
    dispatch(books, cluster, { "reserve returned": amount });
  });
}

/** @param bondsBefore Where to note what a bond held before something was taken of it for a loss. */
function projectBonds(on: On, { escrow, bond }: NavSources, books: Books, bondsBefore: Map<bigint, bigint>): void {
  const change = (stake: bigint, amount: bigint, left: bigint) => {
    const before = books.bonds.get(stake) ?? 0n;
    books.bonds.set(stake, before + amount);
    expectByTerms(books, `cluster ${stake >> 160n}: a bond`, left, before + amount);
    return before;
  };
  on(bond, bond.filters.BondPosted, ({ cluster, poster, amount, bond: left }) => {
    change(stakeOf(cluster, poster), amount, left);
  });
  // What a bid's winner brings comes out of the auction's account, inside the escrow.
  const own = addressOf(bond);
  on(escrow, escrow.filters.Transferred, ({ custodian, to, idTo, amount, balanceTo }) => {
    if (to === own && custodian !== own) change(BigInt(idTo), amount, balanceTo);
  });
  on(bond, bond.filters.BondReleased, ({ cluster, poster, amount, bond: left }) => {
    change(stakeOf(cluster, poster), -amount, left);
  });
  on(bond, bond.filters.BondSeized, ({ cluster, operator, asked, taken, bond: left }) => {
    const before = books.bonds.get(stakeOf(cluster, operator)) ?? 0n;
    const due = min(asked, before);
    expectByTerms(books, `cluster ${cluster}: what was taken of its bond`, taken, due);
    change(stakeOf(cluster, operator), -due, left);
    bondsBefore.set(cluster, before);
  });
}
