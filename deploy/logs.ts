import type { Log } from "viem";

/** What a log carries, as far as decoding it needs; whoever read it. */
export type RawLog = { readonly address: string; readonly topics: readonly string[]; readonly data: string };

/** The logs of one contract, for viem to decode. */
export function logsOf(address: string, logs: readonly RawLog[]): Log[] {
  return logs.filter((log) => log.address.toLowerCase() === address.toLowerCase()) as unknown as Log[];
}
