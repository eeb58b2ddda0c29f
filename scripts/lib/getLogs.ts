import type { Filter, Log, Provider } from "ethers";

/** Blocks asked for at once; halved wherever a node finds it too many. */
const LARGEST_CHUNK = 10_000;

/**
 * All logs of some contracts from block `from` to block `to`, in the chain's order, however little a node gives at
 * once.
 */
export async function getLogs(
  provider: Provider,
  addresses: readonly string[],
  from: number,
  to: number,
): Promise<Log[]> {
  const logs: Log[] = [];
  let chunk = LARGEST_CHUNK;
  for (let start = from; start <= to;) {
    const end = Math.min(start + chunk - 1, to);
    const filter: Filter = { address: [...addresses], fromBlock: start, toBlock: end };
    try {
      logs.push(...(await provider.getLogs(filter)));
      start = end + 1;
    } catch (error) {
      if (chunk === 1) throw error;
      chunk = Math.ceil(chunk / 2);
    }
  }
  return logs.sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index);
}
