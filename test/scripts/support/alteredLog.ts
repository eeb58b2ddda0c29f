import { LogReader } from "@gpu-yield-vaults/sdk/logs";
import type { BaseContract, Result } from "ethers";
import type { Hex } from "viem";
import { requesterOf, type RpcProvider } from "../../../deploy/requester.ts";
import { addressOf } from "../../../scripts/lib/addressOf.ts";
import { attachVault } from "../../../scripts/lib/contracts.ts";
import { readEvents, readSources, termsOf, type TimedLogs } from "../../../scripts/nav/readEvents.ts";
import { rebuild } from "../../../scripts/nav/rebuild.ts";
import type { NavSources } from "../../../scripts/nav/sources.ts";
import type { VaultTerms } from "../../../scripts/nav/books.ts";

/** All that nav recomputes a vault from. */
export type Evidence = { sources: NavSources; terms: VaultTerms; logs: TimedLogs };

/** A figure of an event, by the names of what holds it: `"lines.energy"`. */
export type Figure = { contract: BaseContract; event: string; figure: string };

/** A log in which one figure is larger by a unit. */
export type Altered = { timed: TimedLogs[number]; before: bigint };

export async function evidenceOf(provider: RpcProvider, vault: string): Promise<Evidence> {
  const node = requesterOf(provider);
  const reader = new LogReader(node);
  const span = { from: 0, to: await provider.getBlockNumber() };
  const contracts = await attachVault(vault, provider);
  const { sources, opening } = await readSources(contracts, reader, span);
  const terms = termsOf(contracts, opening, (await contracts.vault.settings()).wholeToken);
  const logs: TimedLogs[number][] = [];
  for await (const batch of readEvents(sources, reader, node, span)) logs.push(...batch);
  return { sources, terms, logs };
}

/** The last log of an event, told with a figure that is a unit off. */
export function altered({ logs }: Evidence, { contract, event, figure }: Figure): Altered {
  const fragment = contract.interface.getEvent(event);
  if (!fragment) throw new Error(`there is no event ${event}`);
  const address = addressOf(contract).toLowerCase();
  const told = logs.findLast(
    ({ log }) => log.topics[0] === fragment.topicHash && log.address.toLowerCase() === address,
  );
  if (!told) throw new Error(`${event} never happened`);
  const { log, time } = told;
  const decoded = contract.interface.decodeEventLog(fragment, log.data, log.topics);
  const values = decoded.toArray(true);
  const { holder, place } = placeOf(decoded, values, figure.split("."));
  const before = holder[place] as bigint;
  holder[place] = before + 1n;
  const { data, topics } = contract.interface.encodeEventLog(fragment, values);
  return { timed: { log: { ...log, data: data as Hex, topics: topics as [Hex, ...Hex[]] }, time }, before };
}

/** What events and terms contradict each other in; where one is given, with that log told otherwise. */
export async function contradictionsWith(
  { sources, terms, logs }: Evidence,
  one?: Altered,
): Promise<readonly string[]> {
  const isSame = ({ log }: TimedLogs[number]) =>
    log.blockNumber === one?.timed.log.blockNumber && log.logIndex === one.timed.log.logIndex;
  // eslint-disable-next-line @typescript-eslint/require-await -- as they would be read
  async function* told() {
    yield logs.map((each) => (one && isSame(each) ? one.timed : each));
  }
  return (await rebuild(sources, told(), terms)).books.contradictions;
}

function placeOf(decoded: Result, values: unknown[], path: readonly string[]): { holder: unknown[]; place: number } {
  const [name = "", ...rest] = path;
  const place = Object.keys(decoded.toObject()).indexOf(name);
  if (place < 0) throw new Error(`there is no ${name}`);
  if (rest.length === 0) return { holder: values, place };
  return placeOf(decoded.getValue(name) as Result, values[place] as unknown[], rest);
}
