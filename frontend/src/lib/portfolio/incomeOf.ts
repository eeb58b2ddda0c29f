import { VIRTUAL_SHARES } from "@gpu-yield-vaults/sdk/model";
import type { ProtocolEvent } from "../history/protocolEvent";
import { pointAt, type Checkpoint } from "../history/vaultTimeline";
import { cashOf } from "../history/yields";
import { sharesAt, type SharesSince } from "./sharesOverTime";

/**
 * An account's part of the cash that rent and debt service brought the vault, less fees: each amount is divided among
 * the shares that there were when it came. Base units; what it comes to beside the gain is what prices did.
 */
export function incomeOf(
  records: readonly ProtocolEvent[],
  checkpoints: readonly Checkpoint[],
  changes: readonly SharesSince[],
  shareDecimals: number,
): bigint {
  let total = 0n;
  for (const record of records) {
    const cash = cashOf(record);
    if (cash === 0n) continue;
    const shares = sharesAt(changes, record.timestamp);
    const supply = pointAt(checkpoints, record.timestamp, shareDecimals)?.supply ?? 0n;
    if (supply > 0n) total += (cash * shares) / (supply + VIRTUAL_SHARES);
  }
  return total;
}
