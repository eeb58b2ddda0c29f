import { index, onchainTable } from "ponder";
import type { Hex } from "viem";

/** Every event of every contract that is followed, in the chain's order. */
export const activity = onchainTable(
  "activity",
  (t) => ({
    id: t.text().primaryKey(), // sorts as the chain does
    block: t.bigint().notNull(),
    time: t.bigint().notNull(), // unix seconds
    transaction: t.hex().notNull(),
    logIndex: t.integer().notNull(),
    sender: t.hex().notNull(), // of the transaction
    contract: t.hex().notNull(),
    name: t.text().notNull(), // of the contract, as the SDK's list has it
    vault: t.hex(), // whose contract it is; null: the protocol's
    event: t.text().notNull(),
    cluster: t.bigint(), // that the event names
    args: t.jsonb().$type<Readonly<Record<string, unknown>>>().notNull(), // whole numbers as text
    topics: t.jsonb().$type<readonly Hex[]>().notNull(), // with `data`: the event as the chain has it
    data: t.hex().notNull(),
  }),
  (table) => ({
    byBlock: index().on(table.block),
    byCluster: index().on(table.cluster),
    byEvent: index().on(table.name, table.event),
    byTransaction: index().on(table.transaction),
  }),
);
