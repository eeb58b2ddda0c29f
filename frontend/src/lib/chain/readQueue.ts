import { readQueue as read, type QueueView } from "@gpu-yield-vaults/sdk/read";
import type { Head, ReadContext } from "./client";

export type { QueueView };

/** The redemption queue at one block. */
export const readQueue = ({ client, deployment }: ReadContext, asOf: Head): Promise<QueueView> =>
  read(client, deployment.contracts, { asOf });
