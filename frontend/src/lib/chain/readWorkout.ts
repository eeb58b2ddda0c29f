import { lossAnnouncementsAbi } from "@gpu-yield-vaults/sdk/abi/LossAnnouncements";
import { workoutsAbi } from "@gpu-yield-vaults/sdk/abi/Workouts";
import { LOSS_NOTICE } from "@gpu-yield-vaults/sdk/model";
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
  /** Nobody takes it before, nor from its end on; 0 where there is none. */
  offeredFrom: number;
  offeredUntil: number;
  /** What leavers forgo of the facility because a loss is announced; 0 where none is. */
  marked: bigint;
  /** Anyone books it from here on, curator or guardian take it back before; 0 of a sale, and where there is none. */
  bookableFrom: number;
  /** Everything that is owed of a pledge; 0 of what is none. */
  owed: bigint;
  /** Booked losses that count as delinquent, until when. */
  claimed: bigint;
  countsUntil: number;
};

/** Kinds that are booked by anyone: write-downs and lost GPUs. */
const IS_BOOKED: readonly number[] = [1, 2];

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
  const losses = { ...workouts, address: deployment.contracts.losses, abi: lossAnnouncementsAbi } as const;
  const [opens, auction, offer, owed, claim, announcement, mark] = await Promise.all([
    client.readContract({ ...workouts, functionName: "opensToAllAt" }),
    client.readContract({ ...workouts, functionName: "auctionOf" }),
    client.readContract({ ...workouts, functionName: "offerOf" }),
    client.readContract({ ...workouts, functionName: "owedOf" }),
    client.readContract({ ...workouts, functionName: "claimOf" }),
    client.readContract({ ...losses, functionName: "announcementOf" }),
    client.readContract({ ...losses, functionName: "markOf" }),
  ]);
  return {
    sellFrom: Number(opens[1]),
    auctionEndsAt: auction[2],
    ...(offer[0] ? { price: offer[2] } : {}),
    offeredFrom: offer[3],
    offeredUntil: offer[4],
    marked: mark >> 32n,
    bookableFrom: IS_BOOKED.includes(announcement.kind) ? announcement.announcedAt + LOSS_NOTICE : 0,
    owed,
    claimed: claim.claimed,
    countsUntil: claim.countsUntil,
  };
}
