import { keepPreviousData, queryOptions, type Query } from "@tanstack/react-query";
import type { Address } from "viem";
import type { Head, ReadContext, WatchedHead } from "../chain/client";
import { readAccount } from "../chain/readAccount";
import { readFacilities } from "../chain/readFacilities";
import { readForecast, type ExitWish } from "../chain/readForecast";
import type { HeadWatch } from "../chain/readHead";
import { readOutlooks } from "../chain/readOutlooks";
import { readPreview, type PreviewKind } from "../chain/readPreview";
import { readQueue } from "../chain/readQueue";
import { readRequests } from "../chain/readRequests";
import { readTokens } from "../chain/readTokens";
import { readVault } from "../chain/readVault";
import { readWiring } from "../chain/readWiring";
import { LOCAL_CHAIN_ID } from "../config/deployment";
import type { HistoryReader } from "../history/HistoryReader";
import type { IndexReader, IndexState } from "../indexer/IndexReader";
import type { ProtocolEvent } from "../history/protocolEvent";
import { keys } from "./keys";

/**
 * A block's numbers never change; the last few are kept so that going back a step shows them at once. What could not be
 * read is asked again, also where no new block comes.
 */
export const OF_A_BLOCK = {
  staleTime: Infinity,
  gcTime: 20_000,
  placeholderData: keepPreviousData,
  refetchInterval: untilItSucceeds,
  meta: { isOfBlock: true },
} as const;

/** Whether a query asks about one block, and is soon answered: the page goes on to the next one only then. */
export function isOfBlock({ meta }: Pick<Query, "meta">): boolean {
  return meta?.isOfBlock === true;
}

export function headQuery(context: ReadContext, watch: HeadWatch) {
  const pause = context.deployment.chainId === LOCAL_CHAIN_ID ? 1_500 : 12_000;
  return queryOptions({
    queryKey: keys.head,
    queryFn: () => watch.read(context),
    refetchInterval: pause,
    refetchIntervalInBackground: false,
    retry: 1,
    retryDelay: 500,
    // An unchanged block keeps its identity, and nothing is read or drawn anew.
    structuralSharing: (before, after) => (isSameHead(before, after) ? before : after),
  });
}

export function wiringQuery(context: ReadContext) {
  return queryOptions({
    queryKey: keys.wiring,
    queryFn: () => readWiring(context),
    staleTime: Infinity,
    retry: 1,
    // A node may not know the vault yet.
    refetchInterval: (query) => (query.state.data?.ok ? false : 2_000),
  });
}

export function tokensQuery(context: ReadContext) {
  return queryOptions({
    queryKey: keys.tokens,
    queryFn: () => readTokens(context),
    staleTime: Infinity,
    gcTime: Infinity,
    retry: 1,
    refetchInterval: untilItSucceeds,
  });
}

/** The protocol's events up to a block, and what the index did for them, where there is one. */
export type History = { events: readonly ProtocolEvent[]; upTo: bigint; index: IndexState | undefined };

export function vaultQuery(context: ReadContext, asOf: Head) {
  return queryOptions({ queryKey: keys.vault(asOf.number), queryFn: () => readVault(context, asOf), ...OF_A_BLOCK });
}

export function facilitiesQuery(context: ReadContext, asOf: Head) {
  return queryOptions({
    queryKey: keys.facilities(asOf.number),
    queryFn: () => readFacilities(context, asOf),
    ...OF_A_BLOCK,
  });
}

export function historyQuery(reader: HistoryReader, index: IndexReader | undefined, asOf: WatchedHead) {
  return queryOptions({
    queryKey: keys.history(asOf.number),
    queryFn: async (): Promise<History> => {
      const events = await reader.readUpTo(asOf);
      return { events, upTo: asOf.number, index: index?.state };
    },
    structuralSharing: false,
    ...OF_A_BLOCK,
    // A long one: the page does not wait for it.
    meta: undefined,
  });
}

export function accountQuery(context: ReadContext, asOf: Head, address: Address) {
  return queryOptions({
    queryKey: keys.account(address, asOf.number),
    queryFn: () => readAccount(context, asOf, address),
    ...OF_A_BLOCK,
    // Another account's numbers must never stand in for this one's.
    placeholderData: (previous) => (previous?.address === address ? previous : undefined),
  });
}

export function queueQuery(context: ReadContext, asOf: Head) {
  return queryOptions({ queryKey: keys.queue(asOf.number), queryFn: () => readQueue(context, asOf), ...OF_A_BLOCK });
}

export function requestsQuery(context: ReadContext, asOf: Head, address: Address) {
  return queryOptions({
    queryKey: keys.requests(address, asOf.number),
    queryFn: () => readRequests(context, asOf, address),
    ...OF_A_BLOCK,
    placeholderData: (previous) => (previous?.address === address ? previous : undefined),
  });
}

export function outlooksQuery(context: ReadContext, asOf: Head, address: Address) {
  return queryOptions({
    queryKey: keys.outlooks(address, asOf.number),
    queryFn: () => readOutlooks(context, asOf, address),
    ...OF_A_BLOCK,
    placeholderData: (previous) => (previous?.address === address ? previous : undefined),
  });
}

export function forecastQuery(context: ReadContext, asOf: Head, wish: ExitWish) {
  return queryOptions({
    queryKey: keys.forecast(wish, asOf.number),
    queryFn: () => readForecast(context, asOf, wish),
    ...OF_A_BLOCK,
    // Another wish's dates must never stand in for this one's.
    placeholderData: (previous) => (previous && isSameWish(previous.wish, wish) ? previous : undefined),
    retry: false,
  });
}

export function previewQuery(context: ReadContext, asOf: Head, kind: PreviewKind, amount: bigint) {
  return queryOptions({
    queryKey: keys.preview(kind, amount, asOf.number),
    queryFn: () => readPreview(context, asOf, kind, amount),
    ...OF_A_BLOCK,
    // Another amount's preview must never stand in for this one's.
    placeholderData: (previous) => (previous?.kind === kind && previous.amount === amount ? previous : undefined),
    retry: false,
  });
}

function isSameWish(one: ExitWish, other: ExitWish): boolean {
  return keys.wish(one).every((part, index) => part === keys.wish(other)[index]);
}

/** What is read once has to be asked again while the node is away. */
function untilItSucceeds({ state }: { state: { status: string } }): number | false {
  return state.status === "error" ? 2_000 : false;
}

function isSameHead(before: unknown, after: unknown): boolean {
  return (
    typeof before === "object" &&
    before !== null &&
    (before as Head).number === (after as Head).number &&
    (before as Head).timestamp === (after as Head).timestamp &&
    (before as WatchedHead).chain === (after as WatchedHead).chain
  );
}
