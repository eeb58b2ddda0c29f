import type { Address } from "viem";
import { facilityLensAbi } from "../abi/FacilityLens.ts";
import { revenueOracleAbi } from "../abi/RevenueOracle.ts";
import { createAction } from "../actions/index.ts";
import { FACILITY_STATUSES, nameAt, REPORT_STATUSES } from "../read/names.ts";
import type { Reading } from "../read/reading.ts";
import type { Chore, ChoreContracts } from "./chore.ts";

/** What a cluster's reports and rent wait for. */
export type ClusterState = {
  readonly cluster: bigint;
  readonly manager: Address;
  /** Whether a settlement would take a report in, or distribute something. */
  readonly isSettleable: boolean;
  /** To be done before anything can be settled, or beside it. */
  readonly chores: readonly Chore[];
  /** How many of its reports stand challenged or disputed. */
  readonly challenged: number;
};

/** Looks at one cluster: six calls, or seven where a report is late, whatever its age. */
export async function readClusterState(
  reading: Reading,
  { lens, oracle }: ChoreContracts,
  cluster: bigint,
): Promise<ClusterState> {
  const askLens = reading.at(facilityLensAbi, lens);
  const ask = reading.at(revenueOracleAbi, oracle);
  const [manager, facility] = await Promise.all([askLens("managerOf", cluster), askLens("facility", cluster)]);
  const status = nameAt(FACILITY_STATUSES, facility.status);
  if (status === "none" || status === "approved" || status === "drawn")
    return { cluster, manager, isSettleable: false, chores: [], challenged: 0 };

  const next = facility.settledPeriods + 1;
  const [[isFinal], nextStatus, missing, [, challenged]] = await Promise.all([
    ask("finalReport", cluster, BigInt(next)),
    ask("statusOf", cluster, next),
    ask("nextReport", cluster),
    ask("finalityOf", cluster),
  ]);
  const chores: Chore[] = [];
  const isLatchable = !isFinal && nameAt(REPORT_STATUSES, nextStatus) === "final";
  if (isLatchable) {
    const why = `The report of period ${next} of cluster ${cluster} is final, and not latched.`;
    chores.push({ action: createAction("oracle", "finalize", { cluster }), why });
  }
  const [period, , , , start, deadline] = missing;
  const isOver = facility.retiredAt !== 0 && start >= facility.retiredAt;
  const isLate = !isOver && deadline < reading.asOf.timestamp;
  // One that was missed already, or is void, waits for its reporters.
  if (isLate && nameAt(REPORT_STATUSES, await ask("statusOf", cluster, period)) === "none") {
    const why = `No report of period ${period} of cluster ${cluster} has come in time.`;
    chores.push({ action: createAction("oracle", "markMissed", { cluster }), since: deadline, why });
  }
  const receivable = facility.reported - facility.distributed;
  const isSettleable = isFinal || isLatchable || (facility.lockbox > 0n && receivable > 0n);
  return { cluster, manager, isSettleable, chores, challenged };
}
