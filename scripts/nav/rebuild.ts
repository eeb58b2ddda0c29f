import type { Log } from "ethers";
import type { IRevenueOracle } from "../../build/types/index.ts";
import type { VaultContracts } from "../lib/contracts.ts";
import { followBook, followFacts } from "./bookEvents.ts";
import { openBooks, type Books, type VestingTerms } from "./books.ts";
import { followEndings } from "./endingEvents.ts";
import { followSettlements } from "./settlementEvents.ts";
import { createListener } from "./listener.ts";
import { followVault } from "./vaultEvents.ts";

/**
 * Goes through a vault's events in order.
 *
 * @param oracles Every oracle that the book has had.
 * @param logs Of the vault and everything behind it, and of every oracle the book has had.
 * @param timeOf Unix seconds of a block.
 */
export function rebuild(
  contracts: VaultContracts,
  oracles: readonly IRevenueOracle[],
  logs: readonly Log[],
  timeOf: (block: number) => number,
  vesting: VestingTerms,
): Books {
  const books = openBooks(vesting);
  const { on, hear } = createListener();
  followFacts(on, contracts, oracles, books);
  followVault(on, contracts, books);
  followBook(on, contracts, books);
  followSettlements(on, contracts, books);
  followEndings(on, contracts, books);
  for (const log of logs) hear(log, BigInt(timeOf(log.blockNumber)));
  return books;
}
