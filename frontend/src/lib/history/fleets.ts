import type { Address } from "viem";
import { FACILITY_STATUS, type FacilityView } from "../chain/readFacilities";
import { clusterHistory } from "./periods";
import type { ProtocolEvent } from "./protocolEvent";
import { settleable } from "./settleable";

/** Clusters of one manager that have something to settle. */
export type ReadyFleet = {
  manager: Address;
  oracle: Address;
  form: FacilityView["form"];
  clusters: { cluster: bigint; name: string; latchFirst: boolean }[];
  /** What they would distribute in all, base units. */
  distributable: bigint;
};

/** What can be settled at once, manager by manager. One cluster by itself is no fleet. */
export function fleetsOf(
  facilities: readonly FacilityView[],
  events: readonly ProtocolEvent[],
  now: number,
): ReadyFleet[] {
  const fleets = new Map<Address, ReadyFleet>();
  for (const facility of facilities) {
    if (facility.status < FACILITY_STATUS.inService) continue;
    const { manager, oracle, form, cluster, name } = facility;
    const { periods } = clusterHistory(events, cluster, now);
    const { isWorthwhile, latchFirst, distributable } = settleable(facility, periods);
    if (!isWorthwhile) continue;
    const fleet = fleets.get(manager) ?? { manager, oracle, form, clusters: [], distributable: 0n };
    fleet.clusters.push({ cluster, name, latchFirst });
    fleet.distributable += distributable;
    fleets.set(manager, fleet);
  }
  return [...fleets.values()].filter(({ clusters }) => clusters.length > 1);
}
