import { capitalAuctionAbi } from "@gpu-yield-vaults/sdk/abi/CapitalAuction";
import { clusterRegistryAbi } from "@gpu-yield-vaults/sdk/abi/ClusterRegistry";
import { decodeEventLog, type Address, type ContractFunctionArgs, type Hex } from "viem";
import type { LogSource, PastHead } from "../history/LogSource";
import type { Head, ReadContext } from "./client";

/** Positions of `AuctionStatus`. */
export const AUCTION_STATUS = { open: 1, awarded: 2, kept: 3, failed: 5, cancelled: 7 } as const;

/** How many of the newest are looked at. */
const NEWEST = 20n;

/** What an account has in one auction. */
export type OwnBid = { hash: Hex; revealed: boolean; claimable: bigint };

/** Capital that is or was offered; money in base units, bids in the unit of the term they become, unix seconds. */
export type AuctionView = {
  id: bigint;
  cluster: bigint;
  name: string;
  gpuCount: number;
  status: number;
  form: number;
  commitUntil: number;
  revealUntil: number;
  leastBid: bigint;
  ceiling: bigint;
  bond: bigint;
  commitments: number;
  revealed: number;
  /** Who leads, and with which bid; absent before anybody does. */
  best?: { bidder: Address; bid: bigint };
  /** Absent where no account is asked for, or it has sealed nothing. */
  own?: OwnBid;
};

export type AuctionsView = { asOf: Head; account?: Address; isAdmitted: boolean; auctions: readonly AuctionView[] };

/** The newest auctions of the vault's capital, the newest first, and what an account has in them. */
export async function readAuctions(context: ReadContext, asOf: Head, account?: Address): Promise<AuctionsView> {
  const { client, deployment } = context;
  const auctions = {
    abi: capitalAuctionAbi,
    address: deployment.contracts.auction,
    blockNumber: asOf.number,
  } as const;
  const [count, isAdmitted] = await Promise.all([
    client.readContract({ ...auctions, functionName: "auctionCount" }),
    account ? client.readContract({ ...auctions, functionName: "isAdmitted", args: [account] }) : false,
  ]);
  const ids = Array.from({ length: Number(count < NEWEST ? count : NEWEST) }, (_, index) => count - BigInt(index));
  return {
    asOf,
    account,
    isAdmitted,
    auctions: await Promise.all(ids.map((id) => readAuction(context, asOf, id, account))),
  };
}

async function readAuction(
  { client, deployment }: ReadContext,
  { number: blockNumber }: Head,
  id: bigint,
  account: Address | undefined,
): Promise<AuctionView> {
  const { auction, registry } = deployment.contracts;
  const auctions = { abi: capitalAuctionAbi, address: auction, blockNumber } as const;
  const [facts, commitment, claimable] = await Promise.all([
    client.readContract({ ...auctions, functionName: "auctionOf", args: [id] }),
    account ? client.readContract({ ...auctions, functionName: "commitmentOf", args: [id, account] }) : undefined,
    account ? client.readContract({ ...auctions, functionName: "claimableOf", args: [id, account] }) : 0n,
  ]);
  const { cluster, leader, bestBid, status, form, leastBid, ceiling, bond, commitments, revealed } = facts;
  const clusters = { abi: clusterRegistryAbi, address: registry, args: [cluster], blockNumber } as const;
  const [{ name }, { gpuCount }] = await Promise.all([
    client.readContract({ ...clusters, functionName: "registration" }),
    client.readContract({ ...clusters, functionName: "hardware" }),
  ]);
  return {
    ...{ id, cluster, name, gpuCount, status, form, leastBid, ceiling, bond, commitments, revealed },
    commitUntil: facts.commitUntil,
    revealUntil: facts.revealUntil,
    ...(BigInt(leader) !== 0n && { best: { bidder: leader, bid: bestBid } }),
    ...(commitment &&
      commitment.order !== 0 && { own: { hash: commitment.hash, revealed: commitment.revealed, claimable } }),
  };
}

/** As an award takes them. */
export type OfferedTerms = ContractFunctionArgs<typeof capitalAuctionAbi, "nonpayable", "award">[1];

/** The terms of every auction by its number: only the events that opened them tell. */
export async function readOfferedTerms(
  { deployment }: ReadContext,
  logs: LogSource,
  head: PastHead,
): Promise<ReadonlyMap<bigint, OfferedTerms>> {
  const offered = new Map<bigint, OfferedTerms>();
  for await (const batch of logs.read([deployment.contracts.auction], deployment.blockNumber, head)) {
    for (const { topics, data } of batch.logs) {
      const event = decodeEventLog({ abi: capitalAuctionAbi, topics: [...topics] as [Hex, ...Hex[]], data });
      if (event.eventName === "AuctionOpened") offered.set(event.args.auction, event.args.terms);
    }
  }
  return offered;
}
