import {
  assetsDown,
  assetsUp,
  feeOwed,
  PRICE_DECIMALS,
  profitAt,
  vestsAt,
  type Balance,
} from "@gpu-yield-vaults/sdk/model";
import { type Log, type Provider } from "ethers";
import { addressOf } from "../lib/addressOf.ts";
import { CliError } from "../lib/cliError.ts";
import { attachToken, attachVault, type VaultContracts } from "../lib/contracts.ts";
import { eventsIn } from "../lib/events.ts";
import { getLogs } from "../lib/getLogs.ts";
import { figuresAt, valueOf, type Books, type VaultTerms } from "./books.ts";
import { compareFacility } from "./compareFacility.ts";
import { compare, type At, type Comparison } from "./comparison.ts";
import { rebuild } from "./rebuild.ts";
import { addressesOf, boundManagers, clocksOf, ledgersOf, oraclesOf, type NavSources } from "./sources.ts";

export type { Comparison } from "./comparison.ts";

export type Audit = {
  block: number;
  time: number;
  events: number;
  assetDecimals: number;
  comparisons: readonly Comparison[];
  contradictions: readonly string[];
};

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
  const { sources, logs } = await readEvents(contracts, provider, fromBlock, block);
  await readTimes(provider, [...logs.map(({ blockNumber }) => blockNumber), block], times);
  const timeOf = (number: number) => times.get(number) ?? 0;
  const time = timeOf(block);
  const at = { blockTag: block };
  const { wholeToken } = await contracts.vault.settings(at);
  const terms = termsOf(contracts, logs, wholeToken);

  // 2. Recompute.
  const books = rebuild(sources, logs, timeOf, terms);
  const figures = figuresAt(books, BigInt(time));

  // 3. Compare.
  const comparisons = [
    ...(await compareVault(contracts, books, figures, at)),
    ...(await compareFee(contracts, books, BigInt(time), at)),
    ...(await compareNotices(contracts, books, at)),
    ...(await compareQueue(contracts, books, at)),
    ...(await compareOperators(contracts, books, at)),
  ];
  for (const facility of books.facilities.values()) {
    comparisons.push(...(await compareFacility(sources, books, facility, BigInt(time), at)));
  }
  if ((await contracts.vault.state(at)).accrualPending) {
    books.contradictions.push("more kinks are due than views look ahead to; call accrue of the vault first");
  }
  const decimals = await contracts.vault.decimals(at);
  return {
    block,
    time,
    events: logs.length,
    assetDecimals: Number(decimals) - 6,
    comparisons,
    contradictions: books.contradictions,
  };
}

/** All events that tell of a vault, in the chain's order; and whose they are. */
async function readEvents(
  contracts: VaultContracts,
  provider: Provider,
  from: number,
  to: number,
): Promise<{ sources: NavSources; logs: Log[] }> {
  const own = await getLogs(provider, [addressOf(contracts.vault)], from, to);
  const managers = boundManagers(contracts, own);
  const ledgers = await ledgersOf(contracts, managers);
  const logs = await getLogs(provider, [...addressesOf(contracts, managers), ...ledgers.map(addressOf)], from, to);
  const oracles = oraclesOf(contracts, managers, logs);
  const clocks = await clocksOf(contracts, oracles);
  const reports = await getLogs(provider, [...oracles, ...clocks].map(addressOf), from, to);
  return {
    sources: { ...contracts, managers, ledgers, oracles, clocks },
    logs: [...logs, ...reports].sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index),
  };
}

/** What the vault was opened with. */
function termsOf({ vault }: VaultContracts, logs: readonly Log[], wholeToken: bigint): VaultTerms {
  const [opened] = eventsIn(vault, vault.filters.VaultOpened, logs);
  if (!opened) {
    throw new CliError("The vault was opened before the first block that was read.", [], "lower --from.", 2);
  }
  const { vestingFloor, vestingCap, tick, markdownPeriod, feeBps } = opened.terms;
  return { floor: vestingFloor, cap: vestingCap, tick, markdown: markdownPeriod, feeBps, wholeToken };
}

async function compareVault({ vault }: VaultContracts, books: Books, figures: Balance, at: At): Promise<Comparison[]> {
  const state = await vault.state(at);
  const share = 10n ** ((await vault.decimals(at)) + PRICE_DECIMALS);
  return [
    compare("cash", state.cash, books.vault.cash),
    compare("value", state.value, figures.value),
    compare("locked", state.locked, figures.locked),
    compare("vested at", state.vestsAt, vestsAt(books.vault.vesting)),
    compare("NAV", state.nav, figures.nav),
    compare("unrealised loss", state.unrealisedLoss, figures.unrealisedLoss),
    compare("exit value", state.totalAssets, figures.exitValue),
    compare("supply", state.totalSupply, books.vault.supply),
    compare("delinquent value", state.delinquentValue, figures.delinquentValue),
    compare("restricted, locked", state.restrictedLocked, figures.restrictedLocked),
    compare("entry price", await vault.previewMint(share, at), assetsUp(share, figures.nav, books.vault.supply)),
    compare(
      "exit price",
      await vault.convertToAssets(share, at),
      assetsDown(share, figures.exitValue, books.vault.supply),
    ),
  ];
}

/** Notices of drawing, newest first. */
async function compareNotices({ vault }: VaultContracts, { notices }: Books, at: At): Promise<Comparison[]> {
  const { newer, older } = await vault.drawNotices(at);
  return [newer, older].flatMap(({ low, until }, index) => [
    compare(`NAV that draws go by, ${index}`, low, notices[index]?.low ?? 0n),
    compare(`until, ${index}`, until, notices[index]?.until ?? 0n),
  ]);
}

async function compareFee({ vault }: VaultContracts, books: Books, time: bigint, at: At): Promise<Comparison[]> {
  const found = await vault.fee(at);
  const { fee } = books.vault;
  const profit = profitAt(books.vault, valueOf(books, time), time);
  return [
    compare("rate of the fee", found.bps, fee.bps),
    compare("cash from sources", found.sourceCash, fee.sourceCash + fee.base),
    compare("profit", found.profit, profit + fee.base),
    compare("mark of the fee", found.mark, fee.mark + fee.base),
    compare("fee owed", found.owed, feeOwed(fee)),
  ];
}

/** What waits in the queue, and the tokens there for what was settled and not claimed. */
async function compareQueue({ vault, queue }: VaultContracts, books: Books, at: At): Promise<Comparison[]> {
  const held = await vault.balanceOf(queue, at);
  const { patient, atAnyPrice } = await queue.closedShares(at);
  const { epoch } = await queue.currentEpoch(at);
  const open = [await queue.epochOf(2n * epoch, at), await queue.epochOf(2n * epoch + 1n, at)] as const;
  const { pending, cancelled, claimable } = books.queue;
  const token = await attachToken(await vault.asset(at), vault.runner);
  const tokens = compare("tokens of the queue, claimable", await token.balanceOf(queue, at), claimable);
  return [
    compare("shares pending in the queue, patient", patient + open[0].shares, pending[0]),
    compare("shares pending in the queue, at any price", atAnyPrice + open[1].shares, pending[1]),
    compare("shares held by the queue", held, pending[0] + pending[1] + cancelled),
    // Whoever sends it more makes a gift to nobody.
    { ...tokens, agrees: tokens.contract >= tokens.recomputed },
  ];
}

/** How many facilities of each operator break their covenants. */
async function compareOperators({ covenants }: VaultContracts, books: Books, at: At): Promise<Comparison[]> {
  const breaches = new Map<string, bigint>();
  for (const { operator, covenant } of books.facilities.values()) {
    breaches.set(operator, (breaches.get(operator) ?? 0n) + (covenant.tier > 0n ? 1n : 0n));
  }
  const comparisons: Comparison[] = [];
  for (const [operator, count] of breaches) {
    comparisons.push(compare(`breaches of ${operator}`, await covenants.breachesOf(operator, at), count));
  }
  return comparisons;
}

async function readTimes(provider: Provider, blocks: readonly number[], times: Map<number, number>): Promise<void> {
  const unknown = [...new Set(blocks)].filter((number) => !times.has(number));
  for (let index = 0; index < unknown.length; index += BLOCKS_AT_ONCE) {
    const some = unknown.slice(index, index + BLOCKS_AT_ONCE);
    const found = await Promise.all(some.map((number) => provider.getBlock(number)));
    for (const [place, number] of some.entries()) times.set(number, found[place]?.timestamp ?? 0);
  }
}
