import type { Token } from "../chain/readTokens";
import { formatAmount } from "../format/amount";
import type { ValueExit } from "../history/valueExits";
import { EXIT_WORDS } from "./exitWords";

/** A loss or a recovery as it stands on the chart of the share price, and in its table. */
export type PriceMark = { key: string; timestamp: number; words: string; isLoss: boolean };

export function markOf(exit: ValueExit, names: ReadonlyMap<bigint, string>, { decimals, symbol }: Token): PriceMark {
  const { transactionHash, logIndex, timestamp, cluster, cause, lost, recovered, bond, reserve, above } = exit;
  const isLoss = lost > 0n;
  const name = names.get(cluster) ?? `cluster ${cluster}`;
  const amount = isLoss ? lost : recovered + bond + reserve + above;
  return {
    key: `${transactionHash}-${logIndex}`,
    timestamp,
    isLoss,
    words: `${name}, ${EXIT_WORDS[cause]}: ${formatAmount(amount, decimals)} ${symbol} ${isLoss ? "lost" : "came in"}`,
  };
}
