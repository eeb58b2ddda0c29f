import { formatUnits } from "viem";
import type { Tokens } from "../chain/readTokens";
import type { RequestView } from "../chain/readRequests";
import type { PositionEntry } from "../history/position";
import { ENTRY_WORDS } from "../history/positionWords";
import { formatAmount } from "../format/amount";
import { calendarOf } from "./calendar";
import { csvOf } from "./csv";

/** An account's history with one vault, newest first, for a spreadsheet: amounts in whole tokens, to the last digit. */
export function historyCsv(
  entries: readonly PositionEntry[],
  { asset, share }: Pick<Tokens, "asset" | "share">,
): string {
  const header = ["vault", "time", "what", "amount", "asset", "shares", "block", "transaction"];
  const rows = entries.map(({ kind, timestamp, assets, shares, blockNumber, transactionHash }) => [
    { text: share.name },
    { text: new Date(timestamp * 1_000).toISOString() },
    { text: ENTRY_WORDS[kind] },
    { number: formatUnits(assets, asset.decimals) },
    { text: asset.symbol },
    { number: formatUnits(shares, share.decimals) },
    { number: blockNumber.toString() },
    { text: transactionHash },
  ]);
  return csvOf(header, rows);
}

/** When the epochs close that an account waits in; `undefined` where none of them lies ahead. */
export function requestsCalendar(
  requests: readonly RequestView[],
  { share }: Pick<Tokens, "share">,
  account: string,
  now: number,
): string | undefined {
  const ahead = requests.filter(({ pending, end }) => pending > 0n && end > now);
  if (ahead.length === 0) return undefined;
  const appointments = ahead.map(({ requestId, epoch, pending, end }) => ({
    id: `${share.address}-${requestId}-${account}`,
    at: end,
    title: `${share.name}: epoch ${epoch} closes`,
    text:
      `A request to leave with ${formatAmount(pending, share.decimals, 4)} ${share.symbol} waits in it. ` +
      "Until then it can be cancelled; from then on it is paid as cash allows.",
  }));
  return calendarOf(appointments, now);
}
