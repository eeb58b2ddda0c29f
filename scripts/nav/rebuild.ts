import type { Log } from "ethers";
import { matchCluster, openBooks, type Books, type VaultTerms } from "./books.ts";
import { unmatched } from "./eventMatch.ts";
import { projectExits } from "./exitEvents.ts";
import { projectFacilities, projectFacts } from "./facilityEvents.ts";
import { createListener } from "./listener.ts";
import { projectSettlements } from "./settlementEvents.ts";
import type { NavSources } from "./sources.ts";
import { projectVault } from "./vaultEvents.ts";

/**
 * Goes through a vault's events in order.
 *
 * @param logs Of the vault and everything behind it, and of every oracle that its managers have had.
 * @param timeOf Unix seconds of a block.
 */
export function rebuild(
  sources: NavSources,
  logs: readonly Log[],
  timeOf: (block: number) => number,
  terms: VaultTerms,
): Books {
  const books = openBooks(terms);
  const { on, dispatch } = createListener();
  projectFacts(on, sources, books);
  projectVault(on, sources, books);
  projectFacilities(on, sources, books);
  projectSettlements(on, sources, books);
  projectExits(on, sources, books);
  for (const log of logs) dispatch(log, BigInt(timeOf(log.blockNumber)));

  for (const [cluster, events] of books.eventsOf) {
    matchCluster(books, cluster);
    books.contradictions.push(...unmatched(`cluster ${cluster}`, events));
  }
  books.contradictions.push(...unmatched("a posting", books.events));
  for (const { cluster } of books.parts) {
    books.contradictions.push(`cluster ${cluster}: the vault never posted what its events tell of`);
  }
  return books;
}
