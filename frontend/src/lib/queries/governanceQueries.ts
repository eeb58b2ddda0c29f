import { simulateReady, type Transaction } from "@gpu-yield-vaults/sdk/actions";
import type { Say } from "@gpu-yield-vaults/sdk/errors";
import { readPendingActions, readRoles, type AuthorityEvent } from "@gpu-yield-vaults/sdk/read";
import { queryOptions } from "@tanstack/react-query";
import type { Address } from "viem";
import type { Head, ReadContext, WatchedHead } from "../chain/client";
import { readAttempt, type Wish } from "../governance/readAttempt";
import { readPendingReports } from "../governance/readPendingReports";
import type { AuthorityReader } from "../governance/AuthorityReader";
import { OF_A_BLOCK } from "./chainQueries";

/** All that the authority has told, up to a block. */
export type AuthorityPast = { asOf: Head; events: readonly AuthorityEvent[] };

export function authorityQuery(reader: AuthorityReader, asOf: WatchedHead) {
  return queryOptions({
    queryKey: ["authority", asOf.number.toString()],
    queryFn: async (): Promise<AuthorityPast> => ({ asOf, events: await reader.readUpTo(asOf) }),
    structuralSharing: false,
    ...OF_A_BLOCK,
    meta: undefined,
  });
}

/** Who holds what. Only an event changes it, or the time that one has named. */
export function rolesQuery({ client, deployment }: ReadContext, past: AuthorityPast | undefined) {
  const newest = past?.events.at(-1);
  return queryOptions({
    queryKey: ["roles", `${past?.events.length}`, `${newest?.transactionHash}`],
    queryFn: () => readRoles(client, deployment.contracts, past ?? { events: [] }),
    enabled: past !== undefined,
    ...OF_A_BLOCK,
  });
}

export function pendingQuery({ client, deployment }: ReadContext, past: AuthorityPast | undefined) {
  return queryOptions({
    queryKey: ["announced", `${past?.asOf.number}`],
    queryFn: () => readPendingActions(client, deployment.contracts, past ?? { events: [] }),
    enabled: past !== undefined,
    ...OF_A_BLOCK,
  });
}

/** What would come of something announced, were its delay over in this block. */
export function rehearsalQuery(
  { client, deployment }: ReadContext,
  asOf: Head,
  transaction: Transaction,
  from: Address,
  say: Say,
) {
  const same = [transaction.to, transaction.data, from];
  return queryOptions({
    queryKey: ["rehearsal", asOf.number.toString(), ...same],
    queryFn: () => simulateReady(client, transaction, deployment.contracts.accessManager, from, say),
    ...OF_A_BLOCK,
    placeholderData: (previous, query) => (isSame(query?.queryKey.slice(2), same) ? previous : undefined),
    retry: false,
  });
}

/** What the chain says of a wish; of no other one, ever. */
export function attemptQuery(context: ReadContext, asOf: Head, wish: Wish | undefined, say: Say) {
  const same = wish ? [wish.sender, wish.action.contract, wish.action.name, inText(wish.action.args)] : [];
  return queryOptions({
    queryKey: ["attempt", asOf.number.toString(), ...same],
    queryFn: () => {
      if (!wish) throw new Error("nothing is asked for");
      return readAttempt(context, asOf, wish, say);
    },
    enabled: wish !== undefined,
    ...OF_A_BLOCK,
    placeholderData: (previous, query) => (isSame(query?.queryKey.slice(2), same) ? previous : undefined),
    retry: false,
  });
}

export function pendingReportsQuery(context: ReadContext, asOf: Head, clusters: readonly bigint[]) {
  return queryOptions({
    queryKey: ["pendingReports", asOf.number.toString(), clusters.join()],
    queryFn: () => readPendingReports(context, asOf, clusters),
    ...OF_A_BLOCK,
  });
}

const inText = (args: object): string =>
  JSON.stringify(args, (_, part: unknown) => (typeof part === "bigint" ? `${part}n` : part));

const isSame = (one: readonly unknown[] | undefined, other: readonly unknown[]): boolean =>
  one?.length === other.length && one.every((part, index) => part === other[index]);
