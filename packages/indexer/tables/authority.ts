import { index, onchainTable, primaryKey } from "ponder";

/** Who holds which role of the authority. */
export const role = onchainTable(
  "role",
  (t) => ({
    role: t.bigint().notNull(),
    account: t.hex().notNull(),
    name: t.text().notNull(),
    vaultNumber: t.integer().notNull(), // whose role it is; 0: the protocol's
    held: t.boolean().notNull(),
    delay: t.integer().notNull(), // seconds
    since: t.bigint().notNull(), // unix seconds
  }),
  (table) => ({ pk: primaryKey({ columns: [table.role, table.account] }), byAccount: index().on(table.account) }),
);

/** Which role may call a function. */
export const permission = onchainTable(
  "permission",
  (t) => ({
    target: t.hex().notNull(),
    selector: t.hex().notNull(),
    contract: t.text(), // of the target, as the SDK's list has it
    call: t.text(), // its name
    role: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.target, table.selector] }) }),
);

/** What the authority was told to do later. */
export const pendingAction = onchainTable(
  "pending_action",
  (t) => ({
    id: t.hex().notNull(),
    nonce: t.integer().notNull(),
    caller: t.hex().notNull(),
    target: t.hex().notNull(),
    contract: t.text(),
    vault: t.hex(),
    call: t.text(),
    args: t.jsonb(), // in the function's order; null where it is no known one
    data: t.hex().notNull(),
    scheduledAt: t.bigint().notNull(), // unix seconds
    executableFrom: t.bigint().notNull(),
    status: t.text().notNull(), // scheduled executed canceled
    endedAt: t.bigint(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.id, table.nonce] }) }),
);

/** A setting as it is now, and as it was. */
export const parameter = onchainTable(
  "parameter",
  (t) => ({
    contract: t.hex().notNull(),
    name: t.text().notNull(), // what the event names it by, without "Changed" or "Replaced"
    subject: t.text().notNull(), // a GPU model, a cluster; empty: the contract's own
    value: t.jsonb().notNull(), // the event's arguments
    vault: t.hex(),
    changedAt: t.bigint().notNull(), // unix seconds
    changes: t.integer().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.contract, table.name, table.subject] }) }),
);

/** Capital that is offered to operators: open awarded, or how it ended. */
export const auction = onchainTable(
  "auction",
  (t) => ({
    auction: t.hex().notNull(),
    id: t.bigint().notNull(),
    vault: t.hex().notNull(),
    cluster: t.bigint().notNull(),
    status: t.text().notNull(), // open awarded ended
    leastBid: t.bigint().notNull(),
    bond: t.bigint().notNull(), // base units
    commitUntil: t.bigint().notNull(), // unix seconds
    revealUntil: t.bigint().notNull(),
    terms: t.jsonb().notNull(),
    winner: t.hex(),
    bid: t.bigint(), // in the unit of the term that it becomes
    outcome: t.integer(), // as the contract numbers it
    forfeited: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.auction, table.id] }) }),
);

export const bid = onchainTable(
  "bid",
  (t) => ({
    auction: t.hex().notNull(),
    id: t.bigint().notNull(),
    bidder: t.hex().notNull(),
    hash: t.hex().notNull(),
    place: t.integer().notNull(), // breaks ties
    committedAt: t.bigint().notNull(), // unix seconds
    bid: t.bigint(), // null: sealed
    leads: t.boolean().notNull(),
    claimed: t.bigint().notNull(), // of its bond, base units
  }),
  (table) => ({ pk: primaryKey({ columns: [table.auction, table.id, table.bidder] }) }),
);
