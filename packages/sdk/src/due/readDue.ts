import { entryOf, explain } from "../actions/index.ts";
import { readChores } from "../chores/index.ts";
import type { Say } from "../errors/index.ts";
import type { DeployedKey } from "../protocol.ts";
import {
  readFacilities,
  readPendingActions,
  type AsOf,
  type AuthorityPast,
  type Contracts,
  type FacilityView,
} from "../read/index.ts";
import { openReading, type ReadClient, type ReadOptions } from "../read/reading.ts";
import { dueOfAuthority } from "./ofAuthority.ts";
import { dueOfFacility } from "./ofFacility.ts";
import { dueOfReports } from "./ofReports.ts";
import { dueOfAuction, dueOfQueue } from "./ofVault.ts";
import type { Due } from "./item.ts";

export type DueContracts = Contracts<
  "vault" | "queue" | "oracle" | "registry" | "shares" | "loans" | "lens" | "disputes" | "auction" | "accessManager"
> &
  Partial<Contracts<DeployedKey>>;

export type DueView = {
  readonly asOf: AsOf;
  /** By their seconds. */
  readonly items: readonly Due[];
};

/**
 * Everything of a vault that has a second, at one block: deadlines, windows, expiries, what is announced; and what
 * anybody may do now.
 *
 * @param options What is announced is known from events alone: from which block on they are read, that of the
 * deployment or any before, or those that were read already.
 */
export async function readDue(
  client: ReadClient,
  contracts: DueContracts,
  say: Say,
  options: ReadOptions & AuthorityPast,
): Promise<DueView> {
  const reading = await openReading(client, options);
  const { asOf } = reading;
  const [{ facilities }, { actions }, { chores }, ofQueue] = await Promise.all([
    readFacilities(client, contracts, { asOf }),
    readPendingActions(client, contracts, { ...options, asOf }),
    readChores(client, contracts, { asOf }),
    dueOfQueue(reading, contracts, say),
  ]);
  const [ofReports, ofAuctions] = await Promise.all([
    Promise.all(
      facilities
        .filter(hasServed)
        .map(({ cluster, retiredAt }) => dueOfReports(reading, contracts, cluster, retiredAt)),
    ),
    Promise.all(facilities.map(({ cluster }) => dueOfAuction(reading, contracts, cluster))),
  ]);
  const ofChores = chores.map(({ action, since, why }): Due => ({
    at: since ?? asOf.timestamp,
    kind: "chore",
    nature: "opening",
    what: `${explain(action, say).what} ${why}`,
    who: ["keeper"],
    verb: entryOf(action.contract, action.name)?.verb,
    otherwise: "It waits for whoever comes next.",
    vault: contracts.vault,
  }));
  const items = [
    ...facilities.flatMap((facility) => dueOfFacility(contracts.vault, facility, say)),
    ...ofReports.flat(),
    ...ofAuctions.flat(),
    ...ofQueue,
    ...dueOfAuthority(contracts, actions, say),
    ...ofChores,
  ];
  return { asOf, items: items.sort((one, other) => one.at - other.at) };
}

const hasServed = ({ status }: FacilityView) => status !== "none" && status !== "approved" && status !== "drawn";
