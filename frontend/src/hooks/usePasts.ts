"use client";

import { useMemo, useState } from "react";
import type { FacilityView } from "@/lib/chain/readFacilities";
import { facilityPast, type FacilityPast } from "@/lib/history/facilityPast";
import type { ProtocolEvent } from "@/lib/history/protocolEvent";
import { useFacilities } from "./useFacilities";
import { useHistory } from "./useHistory";

type Moment = { facilities: readonly FacilityView[]; events: readonly ProtocolEvent[] };

/**
 * What events tell of each facility, by cluster. Facilities and events arrive one after the other, so it is of the
 * newest block of which both are known; undefined until there is one.
 */
export function usePasts(): ReadonlyMap<bigint, FacilityPast> | undefined {
  const facilities = useFacilities().data;
  const { events, upTo } = useHistory();
  const [moment, setMoment] = useState<Moment>();
  if (facilities && events && facilities.every(({ asOf }) => asOf.number === upTo)) {
    if (moment?.facilities !== facilities || moment.events !== events) setMoment({ facilities, events });
  }
  return useMemo(
    () =>
      moment &&
      new Map(moment.facilities.map((facility) => [facility.cluster, facilityPast(moment.events, facility)] as const)),
    [moment],
  );
}
