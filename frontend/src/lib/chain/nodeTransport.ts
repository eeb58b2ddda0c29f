import { createNode, type Node } from "@gpu-yield-vaults/sdk/logs";
import { custom, type CustomTransport } from "viem";
import type { Deployment } from "../config/deployment";
import { gatherReads } from "./gatherReads";

/** Milliseconds for which a node that is busy, gone or behind is waited for: as long as a person would. */
const PATIENCE = 4_000;

/** Milliseconds for one answer. */
const TIMEOUT = 20_000;

/** Milliseconds within which calls travel in one request. */
const GATHER = 10;

/** The deployment's nodes, asked in a row: what each of them limits is learnt from its answers. */
export function nodeOf({ rpcUrls }: Pick<Deployment, "rpcUrls">): Node {
  return createNode(rpcUrls, { patience: PATIENCE, timeout: TIMEOUT, gather: GATHER });
}

/** For viem and wagmi: reads of a block are one call. It does not ask again by itself: the node does. */
export function nodeTransport(node: Node): CustomTransport {
  return custom(gatherReads(node), { key: "node", name: "Nodes of the deployment", retryCount: 0 });
}
