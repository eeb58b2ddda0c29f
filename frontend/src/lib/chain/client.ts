import type { Chain, Hash, PublicClient, Transport } from "viem";
import type { Deployment } from "../config/deployment";

/** Reads only. The wallet's own connection is never used for what the page shows. */
export type Client = PublicClient<Transport, Chain>;

/** What every read needs: where, of which deployment, and as of which block. */
export type ReadContext = {
  client: Client;
  deployment: Deployment;
};

/** The newest block. Its timestamp is the only clock that vesting and depreciation know. */
export type Head = {
  number: bigint;
  /** Unix seconds. */
  timestamp: number;
};

/** The newest block of the chain that the page is on. */
export type WatchedHead = Head & {
  /** Counts the chains that this page has seen: another one is another genesis, or one without the vault. */
  chain: number;
  /** Of its first block; undefined where the node has forgotten it. */
  genesis: Hash | undefined;
};
