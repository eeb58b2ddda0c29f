import { ZeroAddress, type Provider } from "ethers";
import type { IRevenueOracle } from "../../build/types/index.ts";
import { CliError } from "../lib/cliError.ts";
import { attachVault } from "../lib/contracts.ts";
import { eventsIn } from "../lib/events.ts";
import { getLogs } from "../lib/getLogs.ts";
import { ceil, floor } from "./fixed.ts";
import { valueAt } from "./facility.ts";
import { rebuild } from "./rebuild.ts";
import { lockedAt } from "./stream.ts";

/** One figure: what the contracts say, what events and terms say, and how far apart they may be. */
export type Comparison = {
  figure: string;
  contract: bigint;
  recomputed: bigint;
  tolerance: bigint;
  agrees: boolean;
};

export type Audit = {
  block: number;
  time: number;
  events: number;
  assetDecimals: number;
  comparisons: readonly Comparison[];
  contradictions: readonly string[];
};

const VIRTUAL_ASSETS = 1n;
const VIRTUAL_SHARES = 1_000_000n;
const BLOCKS_AT_ONCE = 250;

/**
 * Recomputes a vault's figures at a block from events and terms, and puts the contracts' own beside them.
 *
 * @param fromBlock The first block to read events from; at or before the deployment.
 */
export async function audit(provider: Provider, address: string, block: number, fromBlock: number): Promise<Audit> {
  // 1. Read the contracts, the terms and the events.
  if ((await provider.getCode(address, block)) === "0x") {
    throw new CliError(`There is no contract at ${address} in block ${block}.`, [], "check --vault and --rpc.", 2);
  }
  const contracts = await attachVault(address, provider);
  const { vault, book, oracle, registry } = contracts;
  const at = { blockTag: block };
  const vesting = { floor: Number(await vault.vestingFloor(at)), cap: Number(await vault.vestingCap(at)) };
  const own = await getLogs(provider, await addressesOf([vault, book, registry]), fromBlock, block);
  const oracles = eventsIn(book, book.filters.OracleReplaced, own)
    .filter(({ newOracle }) => newOracle !== ZeroAddress)
    .map(({ newOracle }) => oracle.attach(newOracle) as IRevenueOracle);
  const reports = await getLogs(provider, await addressesOf(oracles), fromBlock, block);
  const logs = [...own, ...reports].sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index);
  const times = await timesOf(provider, [...logs.map(({ blockNumber }) => blockNumber), block]);
  const timeOf = (number: number) => times.get(number) ?? 0;
  const time = timeOf(block);

  // 2. Recompute.
  const books = rebuild(contracts, oracles, logs, timeOf, vesting);
  const facilities = [...books.facilities.values()];
  const fineValue = facilities.reduce((sum, facility) => sum + valueAt(facility, time), 0n);
  const value = floor(fineValue);
  const locked = books.supply === 0n ? 0n : ceil(lockedAt(books.stream, time));
  const nav = books.cash + value - locked;
  const decimals = await vault.decimals(at);
  const price = (assets: bigint) =>
    ((assets + VIRTUAL_ASSETS) * 10n ** (decimals + 12n)) / (books.supply + VIRTUAL_SHARES);

  // 3. Compare.
  const state = await vault.state(at);
  const tolerance = BigInt(Math.max(1, facilities.length));
  const perUnit = 10n ** (decimals + 12n) / (books.supply + VIRTUAL_SHARES) + 1n;
  const comparisons = [
    compare("cash", state.cash, books.cash, 0n),
    compare("value", state.value, value, tolerance),
    compare("locked", state.locked, locked, tolerance),
    compare("NAV", state.nav, nav, tolerance),
    compare("exit value", state.totalAssets, nav, tolerance),
    compare("supply", state.totalSupply, books.supply, 0n),
    compare("entry price", await vault.entryPrice(at), price(nav), tolerance * perUnit),
    compare("exit price", await vault.exitPrice(at), price(nav), tolerance * perUnit),
  ];
  for (const facility of facilities) {
    const { value: found } = await book.facility(facility.cluster, at);
    comparisons.push(compare(`value of cluster ${facility.cluster}`, found, floor(valueAt(facility, time)), 1n));
  }
  return {
    block,
    time,
    events: logs.length,
    assetDecimals: Number(decimals) - 6,
    comparisons,
    contradictions: books.contradictions,
  };
}

function compare(figure: string, contract: bigint, recomputed: bigint, tolerance: bigint): Comparison {
  const difference = contract > recomputed ? contract - recomputed : recomputed - contract;
  return { figure, contract, recomputed, tolerance, agrees: difference <= tolerance };
}

async function addressesOf(contracts: readonly { getAddress(): Promise<string> }[]): Promise<string[]> {
  return Promise.all(contracts.map((contract) => contract.getAddress()));
}

async function timesOf(provider: Provider, blocks: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const unique = [...new Set(blocks)];
  const times = new Map<number, number>();
  for (let index = 0; index < unique.length; index += BLOCKS_AT_ONCE) {
    const some = unique.slice(index, index + BLOCKS_AT_ONCE);
    const found = await Promise.all(some.map((number) => provider.getBlock(number)));
    for (const [place, number] of some.entries()) times.set(number, found[place]?.timestamp ?? 0);
  }
  return times;
}
