import type { RequestView } from "../chain/readRequests";
import { BASIS } from "./basis";

/** Who may be paid before or with a request of this class: patient requests may not while they wait for a cure. */
export const counts = (atAnyPrice: boolean, other: { atAnyPrice: boolean }, patientWait: boolean): boolean =>
  other.atAnyPrice || !(atAnyPrice && patientWait);

/** Shares that an account has asked for itself, and that come before another request of its own. */
export function pendingAhead(requests: readonly RequestView[], atAnyPrice: boolean, patientWait: boolean): bigint {
  return requests
    .filter((request) => counts(atAnyPrice, request, patientWait))
    .reduce((sum, { pending }) => sum + pending, 0n);
}

/** What the queue says of requests of one class at one block. */
export type ClassFacts = {
  /** All shares that wait and that this class has to wait for, or with. */
  sharesWaiting: bigint;
  /** What they come to at the exit price, base units. */
  assetsWaiting: bigint;
  cash: bigint;
  scheduledInflow: bigint;
  worst: number;
  worstBasis: number;
};

/** When a request that was made could be paid whole. Times in unix seconds. */
export type OutlookView = {
  requestId: bigint;
  /** Shares of others that come before it, and that are paid alongside. */
  sharesAhead: bigint;
  sharesAlongside: bigint;
  /** From when on; its epoch's end. Absent while nobody knows. */
  earliest?: number;
  earliestBasis: number;
  worst: number;
  worstBasis: number;
};

/**
 * @param own All requests of the account.
 * @param pendingOf Shares that wait under each id from the request's own on, by id: the others come before it.
 */
export function outlookOf(
  request: RequestView,
  own: readonly RequestView[],
  pendingOf: ReadonlyMap<bigint, bigint>,
  facts: ClassFacts,
  patientWait: boolean,
): OutlookView {
  const { requestId, atAnyPrice, end, pending } = request;
  const behind = [...pendingOf]
    .filter(([id]) => id > requestId && counts(atAnyPrice, { atAnyPrice: id % 2n === 1n }, patientWait))
    .reduce((sum, [, shares]) => sum + shares, 0n);
  const alongside = pendingOf.get(requestId) ?? pending;
  const ahead = facts.sharesWaiting - behind - alongside;
  const ownAhead = pendingAhead(
    own.filter((other) => other.requestId < requestId),
    atAnyPrice,
    patientWait,
  );
  const dates = { worst: facts.worst, worstBasis: facts.worstBasis };
  const place = { requestId, sharesAhead: ahead - ownAhead, sharesAlongside: alongside - pending };
  if (patientWait && !atAnyPrice) return { ...place, earliestBasis: BASIS.cure, ...dates };
  const { sharesWaiting, assetsWaiting, cash, scheduledInflow } = facts;
  const needed = sharesWaiting === 0n ? 0n : (assetsWaiting * (ahead + alongside)) / sharesWaiting;
  const earliestBasis =
    needed <= cash ? BASIS.cashThere : needed <= cash + scheduledInflow ? BASIS.rentOwed : BASIS.newCash;
  return { ...place, earliest: end, earliestBasis, ...dates };
}
