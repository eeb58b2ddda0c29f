import { eq, gt, inArray, isNotNull, and } from "ponder";
import { db } from "ponder:api";
import { dispute, facility, period, stake } from "ponder:schema";
import type { Due } from "../due.ts";

/** What reporters, challengers and the arbiter have before them. */
export async function reportsDue(): Promise<Due[]> {
  const pending = await db
    .select({ period, vault: facility.vault })
    .from(period)
    .leftJoin(facility, eq(facility.cluster, period.cluster))
    .where(eq(period.status, "pending"));
  const disputes = await db
    .select()
    .from(dispute)
    .where(inArray(dispute.status, ["open", "defended"]));
  const leaving = await db
    .select()
    .from(stake)
    .where(and(isNotNull(stake.freeAt), gt(stake.amount, 0n)));
  return [
    ...pending.map(({ period: { cluster, period: number, finalAt }, vault }): Due => ({
      at: finalAt,
      kind: "reportFinal",
      what: `The report of period ${number} of cluster ${cluster} is final from then on, and can be settled.`,
      who: "before: anyone who knows better, by challenge, and the guardian, by veto; from then on anyone, by settle",
      otherwise: "It stands as it is, for ever.",
      vault,
      cluster,
      reference: `${number}`,
    })),
    ...disputes.map(({ id, cluster, period: number, vault, status, answerBy, arbiterBy }): Due => {
      const about = { vault, cluster, reference: `${id}` };
      const what = `dispute ${id} of period ${number} of cluster ${cluster}`;
      const otherwise = "Anyone ends it by timeout, in favour of the challengers.";
      return status === "open"
        ? {
            ...about,
            at: answerBy,
            kind: "disputeAnswer",
            what: `The reporters have to answer ${what}.`,
            who: "a quorum of the reporters, by correct or defend",
            otherwise,
          }
        : {
            ...about,
            at: arbiterBy ?? answerBy,
            kind: "disputeDecision",
            what: `The arbiter has to decide ${what}.`,
            who: "arbiter, by decide",
            otherwise,
          };
    }),
    ...leaving.map(({ reporter, freeAt, amount }): Due => ({
      at: freeAt ?? 0n,
      kind: "stakeFree",
      what: `The stake of ${reporter}, ${amount} base units, is free.`,
      who: `reporter ${reporter}, by withdraw`,
      otherwise: "It stays where it is.",
      vault: null,
      cluster: null,
      reference: reporter,
    })),
  ];
}
