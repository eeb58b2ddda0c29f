import type { Address } from "viem";
import { drawEscrowAbi } from "@gpu-yield-vaults/sdk/abi/DrawEscrow";
import type { Head, ReadContext } from "./client";
import type { ApprovalView } from "./readApproval";

/** Drawn money that waits for milestones, at one block. Money in base units, times in unix seconds. */
export type DrawEscrowView = {
  /** Shares of the draws that are earned when ordered and when delivered; the rest with service. */
  orderedBps: number;
  deliveredBps: number;
  operator: Address;
  drawn: bigint;
  /**
   * What the milestones so far have earned, of it what nobody can undo any more, what the operator has taken, and what
   * went back to the vault.
   */
  earned: bigint;
  cleared: bigint;
  paid: bigint;
  returned: bigint;
  /** 0 until attested. */
  orderedAt: number;
  deliveredAt: number;
  inServiceAt: number;
  /** From here on what is not earned goes back; 0 before anything was drawn. */
  closesAt: number;
  /** From here on all that is earned may be taken. */
  clearsAt: number;
  /** Before, what was attested last may be undone: by the guardian while there were no vetoes, then by the arbiter. */
  vetoUntil: number;
  vetoes: number;
};

/** Absent where draws are paid out at once. */
export async function readDrawEscrow(
  { client, deployment }: ReadContext,
  asOf: Head,
  cluster: bigint,
  { orderedBps, deliveredBps, operator }: ApprovalView,
): Promise<DrawEscrowView | undefined> {
  if (orderedBps === 0 && deliveredBps === 0) return undefined;
  const escrow = await client.readContract({
    address: deployment.contracts.drawEscrow,
    abi: drawEscrowAbi,
    blockNumber: asOf.number,
    functionName: "escrowOf",
    args: [cluster],
  });
  return { orderedBps, deliveredBps, operator, ...escrow };
}
