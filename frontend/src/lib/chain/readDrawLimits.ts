import { drawLimitsAbi } from "@gpu-yield-vaults/sdk/abi/DrawLimits";
import type { Head, ReadContext } from "./client";

/** The limits of draws at one block, bps. */
export function readDrawLimits({ client, deployment }: ReadContext, asOf: Head) {
  return client.readContract({
    address: deployment.contracts.drawLimits,
    abi: drawLimitsAbi,
    functionName: "limits",
    blockNumber: asOf.number,
  });
}
