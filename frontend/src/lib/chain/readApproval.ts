import type { Address } from "viem";
import { facilityOriginationAbi } from "@gpu-yield-vaults/sdk/abi/FacilityOrigination";
import type { Head, ReadContext } from "./client";

/** What was approved of one facility, at one block. Money in base units. */
export type ApprovalView = {
  /** Unix seconds; no draws after it. */
  inServiceBy: number;
  /** Shares of the draws that are earned when ordered and when delivered; both 0 where draws are paid out at once. */
  orderedBps: number;
  deliveredBps: number;
  operator: Address;
};

export async function readApproval(
  { client, deployment }: ReadContext,
  asOf: Head,
  cluster: bigint,
): Promise<ApprovalView> {
  const { inServiceBy, orderedBps, deliveredBps, operator } = await client.readContract({
    address: deployment.contracts.origination,
    abi: facilityOriginationAbi,
    blockNumber: asOf.number,
    functionName: "approvalOf",
    args: [cluster],
  });
  return { inServiceBy, orderedBps, deliveredBps, operator };
}
