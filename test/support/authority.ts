import type { NetworkHelpers } from "@nomicfoundation/hardhat-network-helpers/types";
import type { BaseContract, Signer, TransactionResponse } from "ethers";
import type { AccessManager } from "../../build/types/index.ts";

/**
 * Prepares a call of a restricted function the way its caller has to: schedules it where the caller has a delay, and
 * waits for that to pass. What comes back makes the call, within a week.
 */
export async function ripen(
  { manager, networkHelpers }: { manager: AccessManager; networkHelpers: NetworkHelpers },
  caller: Signer,
  target: BaseContract,
  functionName: string,
  args: readonly unknown[],
): Promise<() => Promise<TransactionResponse>> {
  const to = await target.getAddress();
  const data = target.interface.encodeFunctionData(functionName, args);
  const { immediate, delay } = await manager.canCall(await caller.getAddress(), to, data.slice(0, 10));
  if (!immediate && delay > 0n) {
    await manager.connect(caller).schedule(to, data, 0);
    await networkHelpers.time.increase(delay);
  }
  return () => caller.sendTransaction({ to, data });
}

/** Makes a call of a restricted function the way its caller has to: at once, or scheduled and after its delay. */
export async function actWithDelay(...call: Parameters<typeof ripen>): Promise<TransactionResponse> {
  return (await ripen(...call))();
}
