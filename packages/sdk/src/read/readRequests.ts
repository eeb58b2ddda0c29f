import type { Address } from "viem";
import { redemptionQueueAbi } from "../abi/RedemptionQueue.ts";
import { readRequestId } from "../model/queue.ts";
import { openReading, type AsOf, type Reading, type ReadClient, type ReadOptions } from "./reading.ts";

/** What one account asked for in one epoch and class. Shares, unless said otherwise. */
export type RequestView = {
  readonly requestId: bigint;
  readonly epoch: bigint;
  /** Paid whatever the exit price is; else only while little is unrealised. */
  readonly atAnyPrice: boolean;
  /** Of its epoch, unix seconds. */
  readonly end: number;
  readonly pending: bigint;
  readonly claimable: bigint;
  /** Base units. */
  readonly claimableAssets: bigint;
  readonly claimed: bigint;
  /** Cancelled and not taken back yet. */
  readonly cancelled: bigint;
};

export type RequestsView = {
  readonly asOf: AsOf;
  readonly account: Address;
  /** The patient ones, then those at any price, each oldest first; none that nothing is left of. */
  readonly requests: readonly RequestView[];
};

/** At once; there are more only for whoever asked in more epochs than these. */
const PAGE = 100n;

/** What an account asked of a redemption queue, all of it. */
export async function readRequests(
  client: ReadClient,
  { queue }: { readonly queue: Address },
  account: Address,
  options: ReadOptions = {},
): Promise<RequestsView> {
  const reading = await openReading(client, options);
  return { asOf: reading.asOf, account, requests: await requestsOf(reading, queue, account) };
}

export async function requestsOf(reading: Reading, queue: Address, account: Address): Promise<RequestView[]> {
  const ask = reading.at(redemptionQueueAbi, queue);
  const requests: RequestView[] = [];
  let cursor = 0n;
  do {
    const [page, next] = await ask("requestsOf", account, cursor, PAGE);
    requests.push(
      ...page.map(({ requestId, end, pending, claimableShares, claimableAssets, claimedShares, cancelledShares }) => ({
        requestId,
        ...readRequestId(requestId),
        end,
        pending,
        claimable: claimableShares,
        claimableAssets,
        claimed: claimedShares,
        cancelled: cancelledShares,
      })),
    );
    cursor = next;
  } while (cursor !== 0n);
  return requests;
}
