import { LogReader } from "@gpu-yield-vaults/sdk/logs";
import {
  assetsDown,
  assetsUp,
  feeOwed,
  PRICE_DECIMALS,
  profitAt,
  vestsAt,
  type Balance,
} from "@gpu-yield-vaults/sdk/model";
import { CliError } from "../lib/cliError.ts";
import { attachToken, attachVault, type VaultContracts } from "../lib/contracts.ts";
import { requesterOf, type RpcProvider } from "../../deploy/requester.ts";
import { figuresAt, valueOf, type Books } from "./books.ts";
import { compareFacility } from "./compareFacility.ts";
import { compare, type At, type Comparison } from "./comparison.ts";
import { readEvents, readHead, readSources, termsOf } from "./readEvents.ts";
import { rebuild } from "./rebuild.ts";
import type { NavSources } from "./sources.ts";
import { compareStakes } from "./stakes.ts";

export type { Comparison } from "./comparison.ts";

export type Audit = {
  block: number;
  time: number;
  events: number;
  sources: NavSources; // whose they are
  assetDecimals: number;
  comparisons: readonly Comparison[];
  contradictions: readonly string[];
};

/**
 * Recomputes a vault's figures at a block from events and terms, and puts the contracts' own beside them.
 *
 * @param fromBlock The first block to read events from; at or before the deployment.
 * @param times Times of blocks, where they are worth keeping; those that are read are added.
 */
export async function audit(
  provider: RpcProvider,
  address: string,
  block: number,
  fromBlock: number,
  times?: Map<number, number>,
): Promise<Audit> {
  // 1. Read the contracts and the terms.
  if ((await provider.getCode(address, block)) === "0x") {
    throw new CliError(`There is no contract at ${address} in block ${block}.`, [], "check --vault and --rpc.", 2);
  }
  const node = requesterOf(provider);
  const reader = new LogReader(node);
  const span = { from: fromBlock, to: block };
  const { hash, time } = await readHead(node, block);
  const contracts = await attachVault(address, provider);
  const { sources, opening } = await readSources(contracts, reader, span);
  const at = { blockTag: block };
  const { wholeToken } = await contracts.vault.settings(at);

  // 2. Recompute, event by event as they come.
  const terms = termsOf(contracts, opening, wholeToken);
  const { books, events } = await rebuild(sources, readEvents(sources, reader, node, span, times), terms).catch(
    (error: unknown) => {
      // What the books themselves can't make sense of, as when an event is missing.
      if (!(error instanceof Error) || error.constructor !== Error) throw error;
      const next = "one may be missing: lower --from, or ask another node.";
      throw new CliError("The events that were read do not fit together.", [error.message], next, 2);
    },
  );
  const figures = figuresAt(books, BigInt(time));

  // 3. Compare.
  const comparisons = [
    ...(await compareVault(contracts, books, figures, at)),
    ...(await compareFee(contracts, books, BigInt(time), at)),
    ...(await compareNotices(contracts, books, at)),
    ...(await compareQueue(contracts, books, at)),
    ...(await compareOperators(contracts, books, at)),
    ...(await compareStakes(contracts, books, at)),
  ];
  for (const facility of books.facilities.values()) {
    comparisons.push(...(await compareFacility(sources, books, facility, BigInt(time), at)));
  }
  if ((await contracts.vault.state(at)).accrualPending) {
    books.contradictions.push("more kinks are due than views look ahead to; call accrue of the vault first");
  }
  const decimals = await contracts.vault.decimals(at);
  if ((await readHead(node, block)).hash !== hash) {
    throw new CliError(`Block ${block} was replaced while it was audited.`, [], "audit an older block.", 2);
  }
  return {
    block,
    time,
    events,
    sources,
    assetDecimals: Number(decimals) - 6,
    comparisons,
    contradictions: books.contradictions,
  };
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
