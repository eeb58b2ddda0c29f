import type { Head, ReadContext } from "./client";

export async function readHead({ client }: ReadContext): Promise<Head> {
  const block = await client.getBlock({ blockTag: "latest", includeTransactions: false });
  return { number: block.number, timestamp: Number(block.timestamp) };
}
