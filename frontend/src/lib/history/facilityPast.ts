import type { FacilityView } from "../chain/readFacilities";
import { arrearsOf, type Arrears } from "./arrears";
import { facilityStatement, type FacilityStatement } from "./facilityStatement";
import { lifeLine, type LifeEvent } from "./lifeLine";
import { performanceOf, type Performance } from "./performance";
import { clusterHistory, type ClusterHistory } from "./periods";
import type { ProtocolEvent } from "./protocolEvent";

/** What events tell of one facility, as of the block that it was read at. */
export type FacilityPast = {
  facility: FacilityView;
  history: ClusterHistory;
  life: LifeEvent[];
  statement: FacilityStatement;
  arrears: Arrears;
  /** Absent before the first report. */
  performance: Performance | undefined;
};

/** Events and facility are of one block. */
export function facilityPast(records: readonly ProtocolEvent[], facility: FacilityView): FacilityPast {
  const { cluster, asOf } = facility;
  const history = clusterHistory(records, cluster, asOf.timestamp);
  return {
    facility,
    history,
    life: lifeLine(records, cluster, asOf.timestamp),
    statement: facilityStatement(records, facility),
    arrears: arrearsOf(facility, history.periods, asOf.timestamp),
    performance: performanceOf(facility, history.periods),
  };
}
