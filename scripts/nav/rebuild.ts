import { matchCluster, openBooks, type Books, type VaultTerms } from "./books.ts";
import { unmatched } from "./eventMatch.ts";
import { projectExits } from "./exitEvents.ts";
import { projectFacilities, projectFacts } from "./facilityEvents.ts";
import { createListener } from "./listener.ts";
import { projectSettlements } from "./settlementEvents.ts";
import type { TimedLogs } from "./readEvents.ts";
import type { NavSources } from "./sources.ts";
import { projectStakes } from "./stakes.ts";
import { projectVault } from "./vaultEvents.ts";

/**
 * Goes through a vault's events in order, and forgets them.
 *
 * @param batches Logs of the vault and everything behind it, and of every oracle that its managers have had.
 */
export async function rebuild(
  sources: NavSources,
  batches: AsyncIterable<TimedLogs>,
  terms: VaultTerms,
): Promise<{ books: Books; events: number }> {
  const books = openBooks(terms);
  const { on, dispatch } = createListener();
  projectFacts(on, sources, books);
  projectVault(on, sources, books);
  projectFacilities(on, sources, books);
  projectSettlements(on, sources, books);
  projectExits(on, sources, books);
  projectStakes(on, sources, books);
  let events = 0;
  for await (const batch of batches) {
    for (const { log, time } of batch) dispatch(log, time);
    events += batch.length;
  }

  for (const [cluster, events] of books.eventsOf) {
    matchCluster(books, cluster);
    books.contradictions.push(...unmatched(`cluster ${cluster}`, events));
  }
  books.contradictions.push(...unmatched("a posting", books.events));
  for (const { cluster } of books.parts) {
    books.contradictions.push(`cluster ${cluster}: the vault never posted what its events tell of`);
  }
  return { books, events };
}
