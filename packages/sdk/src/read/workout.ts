import { lossAnnouncementsAbi } from "../abi/LossAnnouncements.ts";
import { workoutsAbi } from "../abi/Workouts.ts";
import { floor } from "../model/fixed.ts";
import type { FacilityParts } from "./facilityParts.ts";
import type { WorkoutView } from "./facilityView.ts";
import { given, somebody } from "./given.ts";
import { LOSS_KINDS, nameAt } from "./names.ts";
import type { Reading } from "./reading.ts";

/** How the hardware of a facility leaves, and what may still come back of its losses. */
export async function workoutOf(
  reading: Reading,
  parts: FacilityParts,
  cluster: bigint,
): Promise<Omit<WorkoutView, "since">> {
  const ask = reading.at(workoutsAbi, parts.workouts);
  const askLosses = reading.at(lossAnnouncementsAbi, parts.losses);
  const [[openFrom, sellFrom], [, , auctionEndsAt], [isOpen, buyer, price, from, until], owed, claim, told, mark] =
    await Promise.all([
      ask("opensToAllAt", cluster),
      ask("auctionOf", cluster),
      ask("offerOf", cluster),
      ask("owedOf", cluster),
      ask("claimOf", cluster),
      askLosses("announcementOf", cluster),
      askLosses("markOf", cluster),
    ]);
  const kind = nameAt(LOSS_KINDS, told.kind);
  const { fraction, gpus, announcedAt } = told;
  return {
    opensToAllAt: given(openFrom),
    sellFrom: given(sellFrom),
    auctionEndsAt: given(auctionEndsAt),
    offer: isOpen ? { price, buyer: somebody(buyer), from, until } : undefined,
    announcement: kind === "none" ? undefined : { kind, fraction, gpus, announcedAt, marked: floor(mark) },
    owed,
    loss: claim.loss,
    claimed: claim.claimed,
    countsUntil: given(claim.countsUntil),
  };
}
