import type { LossesEvent, ManagerEvent, Place, ProtocolEvent, RegistryEvent, WorkoutsEvent } from "./protocolEvent";
import type { OriginationEvent } from "./protocolEvent";

/** What happened to a facility. */
export type LifeKind =
  | "approved"
  | "drawn"
  | "drawReturned"
  | "inService"
  | "lossAnnounced"
  | "saleOffered"
  | "announcementEnded"
  | "late"
  | "cured"
  | "workoutOpened"
  | "recovered"
  | "sold"
  | "burnt"
  | "redeemed"
  | "gpusLost"
  | "writtenDown"
  | "workoutClosed"
  | "repaid"
  | "ended";

export type LifeEvent = {
  kind: LifeKind;
  /** Unix seconds. */
  timestamp: number;
  /** Base units that it was about, where it was about money. */
  amount?: bigint;
  /** GPUs that left. */
  count?: number;
  /** Absent where the clock alone did it: a deadline passed, and nobody had to call. */
  place?: Place;
};

/** Positions of `LossKind`. */
const LOSS_KIND = { sale: 3, sold: 4 } as const;

type Told = Pick<LifeEvent, "kind" | "amount" | "count">;

/** The life of one facility, oldest first, up to second `now`. */
export function lifeLine(records: readonly ProtocolEvent[], cluster: bigint, now: number): LifeEvent[] {
  const life: LifeEvent[] = [];
  let deadline = 0;
  let isLate = false;
  const passTo = (second: number): void => {
    if (deadline === 0 || isLate || second < deadline) return;
    isLate = true;
    life.push({ kind: "late", timestamp: deadline });
  };

  for (const record of records) {
    if (!("cluster" in record.args) || record.args.cluster !== cluster) continue;
    passTo(record.timestamp);
    if (record.source === "manager") {
      if (record.eventName === "DeadlineSet") deadline = record.args.deadline;
      // The deadline that follows a cure is told after it.
      if (record.eventName === "Cured") [isLate, deadline] = [false, 0];
      // A workout counts as late by itself, and its end ends that.
      if (record.eventName === "ResolutionBegun") isLate = true;
      if (record.eventName === "FacilityEnded") deadline = 0;
    }
    const told = toldBy(record);
    if (!told) continue;
    const { blockNumber, logIndex, transactionHash, timestamp } = record;
    life.push({ ...told, timestamp, place: { blockNumber, logIndex, transactionHash, timestamp } });
  }
  passTo(now);
  return life;
}

function toldBy(record: ProtocolEvent): Told | undefined {
  switch (record.source) {
    case "origination":
      return originationTold(record);
    case "manager":
      return managerTold(record);
    case "workouts":
      return workoutsTold(record);
    case "losses":
      return lossesTold(record);
    case "registry":
      return registryTold(record);
    default:
      return undefined;
  }
}

function originationTold({ eventName, args }: OriginationEvent): Told | undefined {
  if (eventName === "FacilityApproved") return { kind: "approved", amount: args.terms.amount };
  if (eventName === "Drawn") return { kind: "drawn", amount: args.amount };
  if (eventName === "DrawReturned") return { kind: "drawReturned", amount: args.amount };
  return eventName === "Commissioned" ? { kind: "inService" } : undefined;
}

function managerTold({ eventName, args }: ManagerEvent): Told | undefined {
  if (eventName === "Cured") return { kind: "cured" };
  if (eventName === "WrittenDown") return { kind: "writtenDown", amount: args.loss };
  if (eventName === "DebtEnded") return { kind: "repaid" };
  return eventName === "FacilityEnded" ? { kind: "ended" } : undefined;
}

function workoutsTold({ eventName, args }: WorkoutsEvent): Told | undefined {
  switch (eventName) {
    case "ResolutionOpened":
      return { kind: "workoutOpened" };
    case "Recovered":
      return args.amount > 0n ? { kind: "recovered", amount: args.amount } : undefined;
    case "FacilitySold":
      return { kind: "sold", amount: args.price };
    case "TitleBurnt":
      return { kind: "burnt" };
    case "PledgeRedeemed":
      return { kind: "redeemed" };
    case "ResolutionClosed":
      return { kind: "workoutClosed", amount: args.value };
    default:
      return undefined;
  }
}

function lossesTold({ eventName, args }: LossesEvent): Told | undefined {
  if (eventName === "LossAnnounced") {
    // A sale says by itself that it has happened.
    if (args.kind === LOSS_KIND.sold) return undefined;
    return { kind: args.kind === LOSS_KIND.sale ? "saleOffered" : "lossAnnounced" };
  }
  // Booked, it is told by what was booked.
  return eventName === "AnnouncementEnded" && args.waitsUntil > 0 ? { kind: "announcementEnded" } : undefined;
}

function registryTold({ eventName, args }: RegistryEvent): Told | undefined {
  return eventName === "GpusRetired" ? { kind: "gpusLost", count: args.count } : undefined;
}
