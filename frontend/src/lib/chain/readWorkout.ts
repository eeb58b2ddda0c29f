import { workoutsAbi } from "../../../abi";
import type { Head, ReadContext } from "./client";

/**
 * How the hardware of a facility leaves, and what may still come back of its losses, at one block. Base units, unix
 * seconds.
 */
export type WorkoutView = {
  /** Anyone may start a Dutch auction from here on; 0 before a resolution. */
  sellFrom: number;
  /** Its price is nothing from here on; 0 where there is none. */
  auctionEndsAt: number;
  /** Of the open offer, an auction's too; absent where there is none. */
  price?: bigint;
  /** Everything that is owed of a pledge; 0 of what is none. */
  owed: bigint;
  /** Booked losses that count as delinquent, until when. */
  claimed: bigint;
  countsUntil: number;
};

/** Of any cluster that a source of the vault finances. */
export async function readWorkout(
  { client, deployment }: ReadContext,
  asOf: Head,
  cluster: bigint,
): Promise<WorkoutView> {
  const workouts = {
    address: deployment.contracts.workouts,
    abi: workoutsAbi,
    blockNumber: asOf.number,
    args: [cluster],
  } as const;
  const [opens, auction, offer, owed, claim] = await Promise.all([
    client.readContract({ ...workouts, functionName: "opensToAllAt" }),
    client.readContract({ ...workouts, functionName: "auctionOf" }),
    client.readContract({ ...workouts, functionName: "offerOf" }),
    client.readContract({ ...workouts, functionName: "owedOf" }),
    client.readContract({ ...workouts, functionName: "claimOf" }),
  ]);
  return {
    sellFrom: Number(opens[1]),
    auctionEndsAt: auction[2],
    ...(offer[0] ? { price: offer[2] } : {}),
    owed,
    claimed: claim.claimed,
    countsUntil: claim.countsUntil,
  };
}
