import type { Address } from "viem";
import type { Say } from "../errors/index.ts";
import { LOSS_NOTICE } from "../model/workout.ts";
import type { FacilityView, LossKind } from "../read/index.ts";
import type { Due } from "./item.ts";

/** Losses that anybody books once they have been announced for long enough; those of sales are booked by the sale. */
const BOOKABLE: readonly LossKind[] = ["writeDown", "lostGpus"];

/** What an operator, and those who work a default out, have before them. */
export function dueOfFacility(vault: Address, facility: FacilityView, say: Say): readonly Due[] {
  const { cluster, status, deadline, delinquentSince, approval, drawEscrow, workout } = facility;
  const about = { vault, cluster };
  const items: (Due | undefined)[] = [
    status === "inService" && deadline !== undefined
      ? {
          ...about,
          at: deadline,
          kind: "delinquent",
          nature: "deadline",
          what: `Cluster ${cluster} has to be reported and paid.`,
          who: ["operator", "reporter", "keeper"],
          verb: "pay-in",
          otherwise: "It is delinquent: what leavers are paid for it falls each second until it has caught up.",
        }
      : undefined,
    delinquentSince !== undefined && status === "inService"
      ? {
          ...about,
          at: delinquentSince,
          kind: "delinquent",
          nature: "deadline",
          what: `Cluster ${cluster} is late with ${say.money(facility.receivable)} reported and not paid, or a report.`,
          who: ["operator", "reporter", "keeper"],
          verb: "pay-in",
          otherwise: "Leavers forgo more each second; later anyone may open its resolution.",
        }
      : undefined,
    status === "approved" || status === "drawn"
      ? {
          ...about,
          at: approval.inServiceBy,
          kind: "serviceDue",
          nature: "deadline",
          what: `Cluster ${cluster} has to be in service.`,
          who: ["operator"],
          verb: "commission",
          otherwise: "Nothing can be drawn any more; what is drawn depreciates, and is late.",
        }
      : undefined,
    workout.since === undefined && workout.opensToAllAt !== undefined
      ? {
          ...about,
          at: workout.opensToAllAt,
          kind: "resolutionOpens",
          nature: "opening",
          what: `Anyone may open the resolution of cluster ${cluster}.`,
          who: ["curator", "keeper"],
          verb: "open-resolution",
          otherwise: "It stays late, and leavers forgo all of it.",
        }
      : undefined,
    workout.announcement && BOOKABLE.includes(workout.announcement.kind)
      ? {
          ...about,
          at: workout.announcement.announcedAt + LOSS_NOTICE,
          kind: "lossBookable",
          nature: "opening",
          what: `The loss that is announced of cluster ${cluster} can be booked.`,
          who: ["keeper"],
          verb: "book-loss",
          otherwise: "Leavers go on forgoing it, and those who stay do not bear it yet.",
        }
      : undefined,
    workout.offer && {
      ...about,
      at: workout.offer.until,
      kind: "saleEnds",
      nature: "deadline",
      what: `Cluster ${cluster} is offered for ${say.money(workout.offer.price)}.`,
      who: ["holder"],
      verb: "buy",
      otherwise: "The title stays where it is.",
    },
    drawEscrow && drawEscrow.earned > drawEscrow.paid && drawEscrow.clearsAt !== undefined
      ? {
          ...about,
          at: drawEscrow.clearsAt,
          kind: "milestoneClears",
          nature: "opening",
          what: `${say.money(drawEscrow.earned - drawEscrow.paid)} of milestones of cluster ${cluster} can be taken.`,
          who: ["operator"],
          verb: "claim-milestones",
          otherwise: "It stays in the escrow.",
        }
      : undefined,
    drawEscrow && drawEscrow.drawn > drawEscrow.earned + drawEscrow.returned
      ? {
          ...about,
          at: drawEscrow.closesAt,
          kind: "milestonesClose",
          nature: "deadline",
          what: `${say.money(drawEscrow.drawn - drawEscrow.earned)} of cluster ${cluster} wait for milestones.`,
          who: ["reporter", "keeper"],
          verb: "give-back",
          otherwise: "Anyone may return it to the vault.",
        }
      : undefined,
  ];
  return items.filter((item) => item !== undefined);
}
