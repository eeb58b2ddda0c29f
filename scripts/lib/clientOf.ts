import { createClient, custom, type Client } from "viem";
import { requesterOf, type RpcProvider } from "../../deploy/requester.ts";

/** What ethers is attached to, as viem and the SDK ask it; it has patience of its own. */
export const clientOf = (provider: RpcProvider): Client =>
  createClient({ transport: custom(requesterOf(provider), { retryCount: 0 }) });
