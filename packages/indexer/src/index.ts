import { ponder } from "ponder:registry";
import { activity } from "ponder:schema";
import type { Address, Hex } from "viem";
import { readTarget, RESTART } from "../target.ts";
import { eventNamesOf, type EventKey } from "./contracts.ts";
import type { Happened, Store } from "./happened.ts";
import { contractAt } from "./followed.ts";
import { lowered, plainArgs } from "./plain.ts";
import { isSetting, noteSetting } from "./project/parameters.ts";
import { PROJECTIONS } from "./projections.ts";
import { namesNew } from "./restart.ts";

/** A log as the chain has it; `null` where a topic is absent. */
type RawLog = {
  readonly address: Address;
  readonly logIndex: number;
  readonly topics: readonly (Hex | null)[];
  readonly data: Hex;
};

/** An event as Ponder hands it over, whichever it is. */
type Incoming = {
  readonly event: {
    readonly id: string;
    readonly args: unknown;
    readonly block: { readonly number: bigint; readonly timestamp: bigint };
    readonly transaction: { readonly hash: Hex; readonly from: Address };
    readonly log: RawLog;
  };
  readonly context: { readonly db: Store };
};

/** The list of events is data here, and none of Ponder's types. */
const registry = ponder as unknown as { on(name: string, handle: (incoming: Incoming) => Promise<void>): void };

const { contracts } = readTarget();

for (const key of new Set(contracts.map((contract) => contract.key))) {
  for (const name of eventNamesOf(key)) {
    registry.on(`${key}:${name}`, async ({ event, context }) => {
      const happened = happenedOf(event);
      if (namesNew(name, happened)) process.exit(RESTART);
      await note(key, name, happened, event.log, context.db);
      if (isSetting(name)) await noteSetting(name, happened, context.db);
      await projectionOf(key, name)?.(happened, context.db);
    });
  }
}

function happenedOf({ id, args, block, transaction, log }: Incoming["event"]): Happened {
  const contract = log.address.toLowerCase() as Address;
  return {
    id,
    args: lowered(args),
    contract,
    vault: contractAt(contract)?.vault,
    block: block.number,
    time: block.timestamp,
    transaction: transaction.hash,
    sender: transaction.from.toLowerCase() as Address,
  };
}

/** Every event has a line in the ledger. */
async function note(key: EventKey, event: string, happened: Happened, log: RawLog, store: Store): Promise<void> {
  const { args, vault, ...place } = happened;
  const named = args as { readonly cluster?: bigint } | undefined;
  await store.insert(activity).values({
    ...place,
    logIndex: log.logIndex,
    event,
    name: key,
    vault: vault ?? null,
    cluster: typeof named?.cluster === "bigint" ? named.cluster : null,
    args: plainArgs(args),
    topics: log.topics.filter((topic) => topic !== null),
    data: log.data,
  });
}

/** The table of projections says which arguments fit which event. */
function projectionOf(key: EventKey, name: string) {
  const own = PROJECTIONS[key] as Partial<Record<string, (happened: Happened, store: Store) => Promise<unknown>>>;
  return (own as typeof own | undefined)?.[name];
}
