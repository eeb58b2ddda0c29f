import { drawLimitsAbi } from "@gpu-yield-vaults/sdk/abi/DrawLimits";
import type { Limits } from "../risk/concentration";
import type { Head, ReadContext } from "./client";

/** The limits of draws at one block. */
export function readDrawLimits({ client, deployment }: ReadContext, asOf: Head): Promise<Limits> {
  return client.readContract({
    address: deployment.contracts.drawLimits,
    abi: drawLimitsAbi,
    functionName: "limits",
    blockNumber: asOf.number,
  });
}
