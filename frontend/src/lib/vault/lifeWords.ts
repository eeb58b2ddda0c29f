import type { LifeEvent, LifeKind } from "../history/lifeLine";

const WORDS: Record<LifeKind, string> = {
  approved: "Approved",
  drawn: "Drawn",
  drawReturned: "Drawn money came back",
  inService: "In service",
  lossAnnounced: "A loss was announced",
  saleOffered: "Offered for less than its value",
  announcementEnded: "The announcement was taken back",
  late: "Late: what was due was not reported or not paid",
  cured: "Cured: everything due has been reported and paid",
  workoutOpened: "In workout",
  recovered: "Recovered",
  sold: "The hardware was sold",
  burnt: "Nobody wanted the hardware",
  redeemed: "Redeemed by its borrower",
  gpusLost: "GPUs left service",
  writtenDown: "Written down",
  workoutClosed: "Workout closed; what was left of its value was booked as lost",
  repaid: "Repaid",
  ended: "Ended",
};

export function lifeWords({ kind, count, amount }: LifeEvent): string {
  if (kind === "sold" && amount === 0n) return "The hardware went for nothing";
  return count === undefined ? WORDS[kind] : `${count} ${WORDS[kind]}`;
}

/** What ended a facility, in a word; undefined while it has not. */
export function endWord(life: readonly LifeEvent[]): string | undefined {
  if (!life.some(({ kind }) => kind === "ended")) return undefined;
  const kinds = new Set(life.map(({ kind }) => kind));
  if (kinds.has("redeemed")) return "redeemed";
  if (kinds.has("workoutOpened")) return "ended in a default";
  if (kinds.has("repaid")) return "repaid";
  return kinds.has("sold") ? "sold" : "ended";
}
