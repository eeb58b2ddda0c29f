import { readRequests as read, type RequestView } from "@gpu-yield-vaults/sdk/read";
import type { Address } from "viem";
import type { Head, ReadContext } from "./client";

export type { RequestView };

export type RequestsView = { address: Address; requests: RequestView[] };

/** What an account asked of the redemption queue, at one block. */
export async function readRequests(
  { client, deployment }: ReadContext,
  asOf: Head,
  address: Address,
): Promise<RequestsView> {
  const { requests } = await read(client, deployment.contracts, address, { asOf });
  return { address, requests: [...requests] };
}
