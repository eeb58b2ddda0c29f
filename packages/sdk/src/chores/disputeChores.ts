import { createAction } from "../actions/index.ts";
import type { Reading } from "../read/reading.ts";
import { readReports } from "../read/readReports.ts";
import type { Chore, ChoreContracts } from "./chore.ts";

/** Disputes of a cluster whose deadline nobody has kept: anybody ends them, for who kept theirs. */
export async function disputeChores(
  reading: Reading,
  { oracle, disputes }: ChoreContracts,
  cluster: bigint,
): Promise<readonly Chore[]> {
  if (disputes === undefined) return [];
  const { asOf, client } = reading;
  const { reports } = await readReports(client, { oracle, disputes }, cluster, { asOf });
  return reports.flatMap(({ period, dispute }): Chore[] => {
    if (dispute?.deadline === undefined || dispute.deadline >= BigInt(asOf.timestamp)) return [];
    const why = `Nobody has answered dispute ${dispute.id} of period ${period} of cluster ${cluster} in time.`;
    const action = createAction("disputes", "timeout", { cluster, period });
    return [{ action, since: Number(dispute.deadline), why }];
  });
}
