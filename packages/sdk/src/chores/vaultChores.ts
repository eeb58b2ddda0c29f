import { gpuYieldVaultAbi } from "../abi/GpuYieldVault.ts";
import { redemptionQueueAbi } from "../abi/RedemptionQueue.ts";
import { createAction } from "../actions/index.ts";
import type { Reading } from "../read/reading.ts";
import type { Chore, ChoreContracts } from "./chore.ts";

const DAY = 86_400;

/** In one transaction; each costs some thousand gas. */
const MOST_TICKS = 500n;

/**
 * What the vault itself and its queue wait for. Ticks are carried out by whoever deposits or leaves, too: they are a
 * chore once the oldest is a day old, long before there are more than one call carries out.
 */
export async function vaultChores(reading: Reading, { vault, queue }: ChoreContracts): Promise<readonly Chore[]> {
  const [{ accrualPending, nextKink, cash }, [requestId]] = await Promise.all([
    reading.at(gpuYieldVaultAbi, vault)("state"),
    reading.at(redemptionQueueAbi, queue)("nextSettlement"),
  ]);
  const chores: Chore[] = [];
  if (accrualPending || (nextKink !== 0 && nextKink + DAY <= reading.asOf.timestamp)) {
    const why = accrualPending ? "More ticks are due than one call carries out: exits are shut." : "Ticks are due.";
    chores.push({ action: createAction("vault", "accrue", { maxTicks: MOST_TICKS }), since: nextKink, why });
  }
  if (requestId !== 0n && cash > 0n) {
    const why = "A closed epoch waits, and there is cash.";
    chores.push({ action: createAction("queue", "settle", {}), why });
  }
  return chores;
}
