/** Something that happens to a facility: how it changes it, what events tell of it, what the vault is told. */

import { expectedBy, isDelinquentAt, recorded, slopeAt, valueAt, type Curve, type Grid } from "./curve.ts";
import type { Timing } from "./deadlines.ts";
import { STATUS, type Facility } from "./facility.ts";
import { factsOf, type Fact } from "./fact.ts";
import { floor, toX32, type X32 } from "./fixed.ts";

/** What the vault and the world say beside the facility. */
export type Setting = Grid &
  Timing & {
    readonly perGpu: bigint; // what a GPU of its model is worth by the curator's mark, base units; 0: no mark
  };

/** What a manager tells its vault of one facility. */
export type Posting = {
  readonly cash: bigint; // base units that arrived, before the fee
  readonly drawn: bigint; // base units that the vault has just turned into value
  readonly value: X32; // change of the value, what was drawn left out
  readonly slope: X32; // change of the depreciation per second
  readonly vestOver: bigint; // seconds
  readonly restricted: boolean; // keeps deposits shut while it vests
  readonly joins: boolean; // may share its posting with the settlements of other facilities in one transaction
};

/** What an act comes to. */
export type Outcome = {
  readonly facility: Facility;
  readonly told: readonly Fact[]; // by events, beside the one that says that it happened
  readonly posting: Posting | undefined;
};

/** An act under way. It changes a facility of its own. */
export type Act = {
  facility: { -readonly [Key in keyof Facility]: Facility[Key] };
  readonly setting: Setting;
  readonly time: bigint; // unix seconds
  readonly told: Fact[];
  posting: Posting | undefined;
};

/** Longer than any cap: what has no period vests over the cap. */
export const OVER_THE_CAP = 2n ** 64n;

export const begin = (facility: Facility, setting: Setting, time: bigint): Act => ({
  facility: { ...facility },
  setting,
  time,
  told: [],
  posting: undefined,
});

export const outcomeOf = ({ facility, told, posting }: Act): Outcome => ({ facility, told, posting });

export function tell({ told }: Act, figures: Readonly<Record<string, bigint>>): void {
  told.push(...factsOf(figures));
}

/** What comes in with another curve. */
type Coming = Partial<Pick<Posting, "cash" | "drawn" | "vestOver" | "joins">> & {
  readonly claimed?: boolean; // it comes for what is claimed of a booked loss
};

/** The facility's curve turns, and the vault is told what that and the cash come to. */
export function post(act: Act, coming: Coming, turn: () => void = () => undefined): void {
  const { facility, time } = act;
  const { cash = 0n, drawn = 0n, vestOver = 0n, claimed = false, joins = false } = coming;
  const { curve: before } = facility;
  const restricted = cash > 0n && (claimed || isDelinquentAt(before, time) || comesAfterDefault(facility));
  turn();
  const { curve } = facility;
  act.posting = {
    cash,
    drawn,
    value: valueAt(curve, time) - valueAt(before, time) - toX32(drawn),
    slope: slopeAt(curve, time) - slopeAt(before, time),
    vestOver,
    restricted,
    joins: joins && !restricted,
  };
}

/** The vault is told that nothing has moved but what counts as delinquent. */
export function postChange(before: Facility, setting: Setting, time: bigint): Outcome {
  const act = begin(before, setting, time);
  post(act, {});
  return outcomeOf(act);
}

const comesAfterDefault = ({ status, workoutSince }: Facility): boolean =>
  status !== STATUS.inService && workoutSince !== 0n;

/** The line as its event names it. */
export const depreciationFacts = (
  from: bigint,
  { until, slope, salvage }: Pick<Curve, "until" | "slope" | "salvage">,
): Record<string, bigint> => ({
  "start of depreciation": from,
  "end of depreciation": until,
  "depreciation per second": slope,
  "salvage depreciated to": floor(salvage),
});

/** Depreciation that began at a deadline that has passed is recorded with the next change of the curve. */
export function recordBeginning(act: Act): void {
  const { facility, time } = act;
  const { curve } = facility;
  facility.curve = recorded(curve, time);
  if (facility.curve !== curve) tell(act, depreciationFacts(curve.deadline, facility.curve));
}

/** Moves the deadline; see `expectedBy`. */
export function setDeadline(act: Act, deadline: bigint): void {
  const { facility, setting, time } = act;
  const { curve } = facility;
  facility.curve = expectedBy(curve, setting, deadline, time);
  if (isDelinquentAt(curve, time) && !isDelinquentAt(facility.curve, time)) tell(act, { cured: 1n });
  if (facility.curve.deadline !== curve.deadline) tell(act, { deadline: facility.curve.deadline });
}
