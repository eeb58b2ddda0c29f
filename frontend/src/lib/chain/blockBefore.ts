import type { Head, ReadContext } from "./client";

/** The last block at or before a second, as far as the node remembers; none where the deployment is younger. */
export async function blockBefore(
  { client, deployment }: ReadContext,
  asOf: Head,
  second: number,
): Promise<bigint | undefined> {
  const timeOf = async (blockNumber: bigint) => Number((await client.getBlock({ blockNumber })).timestamp);
  try {
    let [first, last] = [deployment.blockNumber, asOf.number];
    if ((await timeOf(first)) > second) return undefined;
    while (first < last) {
      const middle = (first + last + 1n) / 2n;
      if ((await timeOf(middle)) > second) last = middle - 1n;
      else first = middle;
    }
    return first;
  } catch {
    return undefined;
  }
}
