import type { NetworkHelpers } from "@nomicfoundation/hardhat-network-helpers/types";
import type { BaseContract, Signer, TransactionResponse } from "ethers";
import type { AccessManager } from "../../build/types/index.ts";

/** Calls a restricted function the way its caller has to: at once, or scheduled and after the caller's delay. */
export async function actWithDelay(
  { manager, networkHelpers }: { manager: AccessManager; networkHelpers: NetworkHelpers },
  caller: Signer,
  target: BaseContract,
  functionName: string,
  args: readonly unknown[],
): Promise<TransactionResponse> {
  const to = await target.getAddress();
  const data = target.interface.encodeFunctionData(functionName, args);
  const { immediate, delay } = await manager.canCall(await caller.getAddress(), to, data.slice(0, 10));
  if (!immediate && delay > 0n) {
    await manager.connect(caller).schedule(to, data, 0);
    await networkHelpers.time.increase(delay);
  }
  return caller.sendTransaction({ to, data });
}
