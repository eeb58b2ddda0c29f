import { and, eq, gt, inArray, isNull } from "ponder";
import { db } from "ponder:api";
import { facility, loss, milestone, sale } from "ponder:schema";
import type { Due } from "../due.ts";

/** What operators, and those who work defaults out, have before them. */
export async function facilitiesDue(): Promise<Due[]> {
  const served = await db
    .select()
    .from(facility)
    .where(and(eq(facility.status, "inService"), gt(facility.deadline, 0n)));
  const coming = await db
    .select()
    .from(facility)
    .where(inArray(facility.status, ["approved", "drawn"]));
  const losses = await db.select().from(loss).where(isNull(loss.endedAt));
  const sales = await db.select().from(sale).where(eq(sale.status, "open"));
  const milestones = await db.select().from(milestone);
  return [
    ...served.map(({ cluster, vault, deadline, operator }): Due => ({
      at: deadline,
      kind: "delinquent",
      what: `Cluster ${cluster} has to be reported and paid by then.`,
      who: `operator ${operator}, by payIn; anyone, by settle`,
      otherwise: "It is delinquent: what leavers are paid for it falls each second until it has caught up.",
      vault,
      cluster,
      reference: `${cluster}`,
    })),
    ...coming.map(({ cluster, vault, inServiceBy, operator }): Due => ({
      at: inServiceBy,
      kind: "serviceDue",
      what: `Cluster ${cluster} has to be in service by then.`,
      who: `operator ${operator}, by commission`,
      otherwise: "Nothing can be drawn any more, and it is delinquent at the first deadline that it misses.",
      vault,
      cluster,
      reference: `${cluster}`,
    })),
    ...losses
      .filter(({ bookableFrom }) => bookableFrom > 0n)
      .map(({ cluster, vault, bookableFrom }): Due => ({
        at: bookableFrom,
        kind: "lossBookable",
        what: `The loss that is announced of cluster ${cluster} can be booked.`,
        who: "anyone, by bookLoss; before, curator or guardian may take it back",
        otherwise: "Leavers go on forgoing it, and those who stay do not bear it yet.",
        vault,
        cluster,
        reference: `${cluster}`,
      })),
    ...sales.map(({ cluster, vault, until, buyer, kind }): Due => ({
      at: until,
      kind: "saleEnds",
      what: `The ${kind === "offer" ? "offer" : "falling price"} for cluster ${cluster} ends.`,
      who: `${buyer ?? "anyone"}, by buy`,
      otherwise: kind === "offer" ? "The title stays where it is." : "The title can be given up for good, by anyone.",
      vault,
      cluster,
      reference: `${cluster}`,
    })),
    ...milestones
      .filter(({ earned, paid, clearsAt }) => earned > paid && clearsAt > 0n)
      .map(({ cluster, vault, clearsAt, earned, paid }): Due => ({
        at: clearsAt,
        kind: "milestoneClears",
        what: `${earned - paid} base units that cluster ${cluster} has earned can be paid out.`,
        who: "its operator, by pay; before, guardian or arbiter may veto",
        otherwise: "They stay in the escrow.",
        vault,
        cluster,
        reference: `${cluster}`,
      })),
  ];
}
