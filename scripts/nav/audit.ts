import { ZeroAddress, type Provider } from "ethers";
import type { IFacilityBook, IRevenueOracle } from "../../build/types/index.ts";
import { CliError } from "../lib/cliError.ts";
import { attachToken, attachVault, type VaultContracts } from "../lib/contracts.ts";
import { eventsIn } from "../lib/events.ts";
import { getLogs } from "../lib/getLogs.ts";
import { assetsFor, figuresAt, type Books } from "./books.ts";
import { begunBy, claimsOf, debtDeadline, lateInterestAt, outstandingOf } from "./debt.ts";
import { exitValueAt, isLateAt, valueAt, type Facility } from "./facility.ts";
import { floor } from "./fixed.ts";
import { rebuild } from "./rebuild.ts";

/** One figure: what the contracts say, and what events and terms say. */
export type Comparison = {
  figure: string;
  contract: bigint;
  recomputed: bigint;
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

/** The block to read. */
type At = { blockTag: number };

/** How many due items the vault's views look ahead to, by its own word. */
const DUE_ITEMS = 4n;
const MANY_ITEMS = 256;
const PRICE_DECIMALS = 12n;
const BLOCKS_AT_ONCE = 250;

/**
 * Recomputes a vault's figures at a block from events and terms, and puts the contracts' own beside them.
 *
 * @param fromBlock The first block to read events from; at or before the deployment.
 * @param times Times of blocks, as far as they are known; those that are read are added.
 */
export async function audit(
  provider: Provider,
  address: string,
  block: number,
  fromBlock: number,
  times = new Map<number, number>(),
): Promise<Audit> {
  // 1. Read the contracts, the terms and the events.
  if ((await provider.getCode(address, block)) === "0x") {
    throw new CliError(`There is no contract at ${address} in block ${block}.`, [], "check --vault and --rpc.", 2);
  }
  const contracts = await attachVault(address, provider);
  const { vault, queue, book, resolutions, escrow, bond, oracle, registry, underwriting } = contracts;
  const at = { blockTag: block };
  const vesting = { floor: await vault.vestingFloor(at), cap: await vault.vestingCap(at) };
  const sources = await addressesOf([vault, queue, book, resolutions, escrow, bond, registry, underwriting]);
  const own = await getLogs(provider, sources, fromBlock, block);
  const oracles = eventsIn(book, book.filters.OracleReplaced, own)
    .filter(({ newOracle }) => newOracle !== ZeroAddress)
    .map(({ newOracle }) => oracle.attach(newOracle) as IRevenueOracle);
  const reports = await getLogs(provider, await addressesOf(oracles), fromBlock, block);
  const logs = [...own, ...reports].sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index);
  await readTimes(provider, [...logs.map(({ blockNumber }) => blockNumber), block], times);
  const timeOf = (number: number) => times.get(number) ?? 0;
  const time = timeOf(block);

  // 2. Recompute.
  const books = rebuild(contracts, oracles, logs, timeOf, vesting);
  const figures = figuresAt(books, BigInt(time));
  const decimals = await vault.decimals(at);
  const price = (total: bigint) => assetsFor(10n ** (decimals + PRICE_DECIMALS), total, books.supply);

  // 3. Compare.
  const state = await vault.state(at);
  const comparisons = [
    compare("cash", state.cash, books.cash),
    compare("value", state.value, figures.value),
    compare("locked", state.locked, figures.locked),
    compare("NAV", state.nav, figures.nav),
    compare("unrealised loss", state.unrealisedLoss, figures.unrealisedLoss),
    compare("exit value", state.totalAssets, figures.exitValue),
    compare("supply", state.totalSupply, books.supply),
    compare("entry price", await vault.entryPrice(at), price(figures.nav)),
    compare("exit price", await vault.exitPrice(at), price(figures.exitValue)),
    ...(await compareQueue(contracts, books, at)),
  ];
  for (const facility of books.facilities.values()) {
    comparisons.push(...(await compareFacility(contracts, books, facility, BigInt(time), at)));
  }
  const { items } = await book.previewSync(MANY_ITEMS, at);
  if (items > DUE_ITEMS) {
    books.contradictions.push(`${items} due items wait, more than views look ahead to; call sync of the book first`);
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

const compare = (figure: string, contract: bigint, recomputed: bigint): Comparison => ({
  figure,
  contract,
  recomputed,
  agrees: contract === recomputed,
});

/** What waits in the queue, and the tokens there for what was settled and not claimed. */
async function compareQueue({ vault, queue }: VaultContracts, books: Books, at: At): Promise<Comparison[]> {
  const held = await vault.balanceOf(queue, at);
  const closed = await queue.closedShares(held, at);
  const { shares } = await queue.currentEpoch(at);
  const { pending, cancelled, claimable } = books.queue;
  const token = await attachToken(await vault.asset(at), vault.runner);
  const tokens = compare("tokens of the queue, claimable", await token.balanceOf(queue, at), claimable);
  return [
    compare("shares pending in the queue", closed + shares, pending),
    compare("shares held by the queue", held, pending + cancelled),
    // Whoever sends it more makes a gift to nobody.
    { ...tokens, agrees: tokens.contract >= tokens.recomputed },
  ];
}

async function compareFacility(
  { book, bond }: VaultContracts,
  books: Books,
  facility: Facility,
  time: bigint,
  at: At,
): Promise<Comparison[]> {
  const { cluster } = facility;
  const found = await book.facility(cluster, at);
  const posted = [await bond.bondOf(cluster, at), books.bonds.get(cluster) ?? 0n] as const;
  const value = floor(valueAt(facility, time));
  const exit = floor(exitValueAt(facility, time));
  const comparisons = [compare(`value of cluster ${cluster}`, found.value, value)];
  if (isLateAt(facility, time)) {
    comparisons.push(compare(`exit value of cluster ${cluster}`, found.exitValue, exit < value ? exit : value));
  }
  if (found.reserve + facility.reserve > 0n) {
    comparisons.push(compare(`reserve of cluster ${cluster}`, found.reserve, facility.reserve));
  }
  if (posted[0] + posted[1] > 0n) comparisons.push(compare(`bond of cluster ${cluster}`, ...posted));
  return [...comparisons, ...(await compareTerms(book, facility, found, time, at))];
}

/** What a facility's own terms ask for: debt service, covenants, the preferred part. Only what is there. */
async function compareTerms(
  book: IFacilityBook,
  facility: Facility,
  found: { held: bigint; preferredOwed: bigint; tier: bigint; deadline: bigint },
  time: bigint,
  at: At,
): Promise<Comparison[]> {
  const { cluster, debt, covenant } = facility;
  const comparisons: Comparison[] = [];
  const compareSome = (figure: string, contract: bigint, recomputed: bigint) => {
    if (contract !== 0n || recomputed !== 0n)
      comparisons.push(compare(`${figure} of cluster ${cluster}`, contract, recomputed));
  };
  compareSome("covenant tier", found.tier, covenant.tier);
  compareSome("held back", found.held, facility.held);
  compareSome("preferred part owed", found.preferredOwed, facility.preferredOwed);
  if (!debt || facility.inServiceAt === 0n) return comparisons;
  const owed = await book.owedOf(cluster, at);
  const claims = claimsOf(debt, begunBy(debt, time));
  comparisons.push(compare(`principal outstanding of cluster ${cluster}`, owed.outstanding, outstandingOf(debt)));
  compareSome("late interest claimed", owed.lateInterest, lateInterestAt(debt, time));
  compareSome("interest claimed", owed.interest, claims.interest);
  compareSome("principal claimed", owed.principal, claims.principal);
  if (!isLateAt(facility, time) && !facility.isResolving && !facility.retired) {
    compareSome("deadline", found.deadline, debtDeadline(debt, facility.paymentGrace));
  }
  return comparisons;
}

async function addressesOf(contracts: readonly { getAddress(): Promise<string> }[]): Promise<string[]> {
  return Promise.all(contracts.map((contract) => contract.getAddress()));
}

async function readTimes(provider: Provider, blocks: readonly number[], times: Map<number, number>): Promise<void> {
  const unknown = [...new Set(blocks)].filter((number) => !times.has(number));
  for (let index = 0; index < unknown.length; index += BLOCKS_AT_ONCE) {
    const some = unknown.slice(index, index + BLOCKS_AT_ONCE);
    const found = await Promise.all(some.map((number) => provider.getBlock(number)));
    for (const [place, number] of some.entries()) times.set(number, found[place]?.timestamp ?? 0);
  }
}
