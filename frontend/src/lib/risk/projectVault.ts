import { lossAt, valueAt, type Curve } from "@gpu-yield-vaults/sdk/model";
import { FACILITY_STATUS, type FacilityView } from "../chain/readFacilities";
import type { VaultView } from "../chain/readVault";
import { receivedOver, type Earning } from "./clusterYear";
import type { Stress } from "./stress";

const DAY = 86_400;
const X32_BITS = 32n;

/** What a vault may be worth some days from now, in whole units of the asset. A projection: no figure of it settles. */
export type Outlook = {
  days: number;
  /** Of one share: who enters pays the first, who leaves has the second. */
  entryPrice: number;
  exitPrice: number;
  nav: number;
  /** What leavers forgo. */
  unrealised: number;
  /** The entry price once the default is booked with nothing recovered but bond and reserve; absent without one. */
  bookedPrice: number | undefined;
};

/** One of the asset, and one share, in their units. */
export type Units = { one: number; share: number };

/** Whether its operator has stopped reporting or paying: what leavers forgo of it grows until it pays. */
export const isDelinquent = ({ asOf, delinquentSince }: FacilityView): boolean =>
  delinquentSince > 0 && delinquentSince <= asOf.timestamp;

/** What is owned and its depreciation, or what is outstanding: as the contracts have it at each second. */
export function curveOf({
  asOf,
  value,
  salvage,
  usefulLife,
  depreciatesUntil,
  deadline,
  delinquentSince,
  debt,
}: FacilityView): Curve {
  const left = depreciatesUntil === 0 ? usefulLife : Math.max(0, depreciatesUntil - asOf.timestamp);
  const falls = !debt && left > 0 && value > salvage;
  return {
    salvage: (falls ? salvage : value) << X32_BITS,
    slope: falls ? ((value - salvage) << X32_BITS) / BigInt(left) : 0n,
    until: debt ? 0n : BigInt(depreciatesUntil),
    life: debt ? 0n : BigInt(usefulLife),
    deadline: BigInt(delinquentSince || deadline),
  };
}

/**
 * Value and what leavers forgo by the model; rent by what each cluster reported lately, under stress. Principal of
 * loans and leases turns into cash, and changes nothing. Who is delinquent already counts as never paying again.
 * Nothing is drawn, deposited or withdrawn meanwhile.
 */
export function projectVault(
  vault: VaultView,
  earnings: readonly Earning[],
  stress: Stress,
  days: number,
  { one, share }: Units,
): Outlook {
  const now = vault.asOf.timestamp;
  const at = BigInt(now + days * DAY);
  const years = days / 365;
  const whole = (units: bigint): number => Number(units) / one;
  const x32 = (units: bigint): number => whole(units >> X32_BITS);

  let received = 0;
  let depreciated = 0;
  let forgone = 0;
  let forgoneNow = 0n;
  let defaulted: FacilityView | undefined;
  for (const earning of earnings) {
    const { facility } = earning;
    const isDefaulted = facility.cluster === stress.defaulted;
    if (isDefaulted) defaulted = facility;
    const curve = curveOf(facility);
    const stops = isDefaulted && curve.deadline > BigInt(now) ? { ...curve, deadline: BigInt(now) } : curve;
    depreciated += x32(valueAt(stops, BigInt(now)) - valueAt(stops, at));
    if (isDefaulted || isDelinquent(facility)) {
      forgone += x32(lossAt(stops, { markdown: BigInt(vault.markdownPeriod) }, at));
      forgoneNow += facility.value - facility.exitValue;
    } else if (facility.status === FACILITY_STATUS.inService) {
      received += receivedOver(earning, stress, years, one);
    }
  }
  const toVest = Math.max(0, vault.vestsAt - now);
  const vested = whole(vault.locked) * (toVest === 0 ? 1 : Math.min(1, (days * DAY) / toVest));
  const others = whole(vault.unrealisedLoss - forgoneNow);
  const gain = received + vested - depreciated;
  const above = whole(vault.fee.profit - vault.fee.mark);
  // Of what the profit goes beyond its mark by, and beyond what it is above it already.
  const fee = (Math.max(0, above + gain - Math.max(0, above)) * vault.fee.bps) / 10_000;
  const nav = whole(vault.nav) + gain - fee;
  const unrealised = Math.max(0, others) + forgone;
  const supply = Number(vault.totalSupply) / share;
  const priceOf = (worth: number): number => (supply === 0 ? 0 : Math.max(0, worth) / supply);
  return {
    days,
    nav,
    unrealised,
    entryPrice: priceOf(nav),
    exitPrice: priceOf(nav - unrealised),
    bookedPrice: defaulted && priceOf(nav - lossOf(defaulted, at, one)),
  };
}

/** What is left of a facility's value once its bond and its reserve have answered. */
function lossOf(facility: FacilityView, at: bigint, one: number): number {
  const value = Number(valueAt(curveOf(facility), at) >> X32_BITS) / one;
  return Math.max(0, value - Number(facility.bond + facility.reserve) / one);
}
