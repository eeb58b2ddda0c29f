import {
  type LogReader,
  NodeError,
  patiently,
  type LogFilter,
  type ReadLog,
  type Requester,
} from "@gpu-yield-vaults/sdk/logs";
import { id, type EventFragment } from "ethers";
import { numberToHex, type Address, type Hex } from "viem";
import { addressOf } from "../lib/addressOf.ts";
import { CliError } from "../lib/cliError.ts";
import type { VaultContracts } from "../lib/contracts.ts";
import { eventsIn } from "../lib/events.ts";
import type { VaultTerms } from "./books.ts";
import { addressesOf, boundManagers, clocksOf, ledgersOf, oraclesOf, type NavSources } from "./sources.ts";

/** Blocks, both included. */
export type Span = { from: number; to: number };

/** Logs in the chain's order, each with the unix time of its block. */
export type TimedLogs = readonly { log: ReadLog; time: bigint }[];

/** A vault's own logs that everything else is found by, and whose events tell of it. */
export async function readSources(
  contracts: VaultContracts,
  reader: LogReader,
  span: Span,
): Promise<{ sources: NavSources; opening: readonly ReadLog[] }> {
  const { SourceBound, VaultOpened } = contracts.vault.filters;
  const opening = await collect(reader, ofEvents([contracts.vault], SourceBound.fragment, VaultOpened.fragment), span);
  const managers = boundManagers(contracts, opening);
  const ledgers = await ledgersOf(contracts, managers);
  const replaced = contracts.shares.filters.OracleReplaced.fragment;
  const replacements = managers.length > 0 ? await collect(reader, ofEvents(managers, replaced), span) : [];
  const oracles = oraclesOf(contracts, managers, replacements);
  const clocks = await clocksOf(contracts, oracles);
  return { sources: { ...contracts, managers, ledgers, oracles, clocks }, opening };
}

/** What the vault was opened with. */
export function termsOf({ vault }: VaultContracts, logs: readonly ReadLog[], wholeToken: bigint): VaultTerms {
  const [opened] = eventsIn(vault, vault.filters.VaultOpened, logs);
  if (!opened) {
    throw new CliError(
      "Nothing tells of the opening of the vault in the blocks that were read.",
      [],
      "lower --from, or ask another node.",
      2,
    );
  }
  const { vestingFloor, vestingCap, tick, markdownPeriod, feeBps } = opened.terms;
  return { floor: vestingFloor, cap: vestingCap, tick, markdown: markdownPeriod, feeBps, wholeToken };
}

/** Every address whose logs tell of a vault. */
export function everyAddress(sources: NavSources): Address[] {
  const { managers, ledgers, oracles, clocks } = sources;
  return [...addressesOf(sources, managers), ...[...ledgers, ...oracles, ...clocks].map(addressOf)] as Address[];
}

/**
 * All events that tell of a vault, batch by batch: none of them is kept.
 *
 * @param times Times of blocks, where they are worth keeping; those that are read are added.
 */
export async function* readEvents(
  sources: NavSources,
  reader: LogReader,
  node: Requester,
  { from, to }: Span,
  times?: Map<number, number>,
): AsyncGenerator<TimedLogs, void> {
  for await (const { logs } of reader.read({ address: everyAddress(sources) }, BigInt(from), BigInt(to))) {
    const known = times ?? new Map<number, number>();
    for (const { blockNumber, blockTimestamp } of logs) {
      if (typeof blockTimestamp === "bigint") known.set(Number(blockNumber), Number(blockTimestamp));
    }
    const unknown = [...new Set(logs.map(({ blockNumber }) => Number(blockNumber)))].filter((n) => !known.has(n));
    await Promise.all(unknown.map(async (number) => known.set(number, (await readHead(node, number)).time)));
    yield logs.map((log) => ({ log, time: BigInt(known.get(Number(log.blockNumber)) ?? 0) }));
  }
}

/** A block's hash and unix time. */
export async function readHead(node: Requester, number: number): Promise<{ hash: Hex; time: number }> {
  return patiently(async () => {
    const params = [numberToHex(number), false];
    const block = (await node.request({ method: "eth_getBlockByNumber", params })) as Head | null;
    if (block === null) throw new NodeError("behind", `block ${number} is null`);
    return { hash: block.hash, time: Number(block.timestamp) };
  }, node.patience);
}

type Head = { hash: Hex; timestamp: Hex };

function ofEvents(contracts: readonly Parameters<typeof addressOf>[0][], ...events: EventFragment[]): LogFilter {
  return {
    address: contracts.map(addressOf) as Address[],
    topics: [events.map((event) => id(event.format("sighash")) as Hex)],
  };
}

async function collect(reader: LogReader, filter: LogFilter, { from, to }: Span): Promise<ReadLog[]> {
  const logs: ReadLog[] = [];
  for await (const batch of reader.read(filter, BigInt(from), BigInt(to))) logs.push(...batch.logs);
  return logs;
}
