import { index, onchainTable, primaryKey } from "ponder";

/** What a slope does at one second that lies ahead: the second, and by how much each line bends there. */
export type Bend = readonly [at: string, slope: string, lossSlope: string];

export const vault = onchainTable("vault", (t) => ({
  address: t.hex().primaryKey(),
  number: t.integer(), // in the directory, by which its roles are counted
  asset: t.hex().notNull(),
  queue: t.hex().notNull(),
  name: t.text().notNull(),
  symbol: t.text().notNull(),
  what: t.text(), // the directory's sentence
  listedAt: t.bigint(), // unix seconds
  retiredAt: t.bigint(),
  openedAt: t.bigint().notNull(),
  assetDecimals: t.integer().notNull(),
  vestingFloor: t.bigint().notNull(), // seconds
  vestingCap: t.bigint().notNull(),
  tick: t.bigint().notNull(),
  markdownPeriod: t.bigint().notNull(),
  epochLength: t.bigint().notNull(),
  delinquencyLimitBps: t.integer().notNull(),
  toleranceBps: t.integer().notNull(),
  cap: t.bigint().notNull(), // base units
  paused: t.boolean().notNull(),
  feeBps: t.integer().notNull(),
  feeRecipient: t.hex().notNull(),
  feePaid: t.bigint().notNull(), // base units, in all
  lossBooked: t.bigint().notNull(), // X32, in all
}));

/** A vault just after its last event, in its own units; and what bends later. Only time moves it from here. */
export const vaultLine = onchainTable("vault_line", (t) => ({
  vault: t.hex().primaryKey(),
  time: t.bigint().notNull(),
  cash: t.bigint().notNull(),
  supply: t.bigint().notNull(),
  value: t.bigint().notNull(), // X32
  slope: t.bigint().notNull(), // X32 a second
  loss: t.bigint().notNull(), // X32; what leavers forgo
  lossSlope: t.bigint().notNull(),
  locked: t.bigint().notNull(), // X32, at `lockedFrom`
  lockedFrom: t.bigint().notNull(),
  vestEnd: t.bigint().notNull(), // 2^-24 s
  ahead: t.jsonb().$type<readonly Bend[]>().notNull(),
}));

/** A vault in each second in which its line changed: just after the last event, or kink, of that second. */
export const price = onchainTable(
  "price",
  (t) => ({
    vault: t.hex().notNull(),
    time: t.bigint().notNull(),
    block: t.bigint(), // null: a kink, which no transaction carries
    cash: t.bigint().notNull(), // base units
    supply: t.bigint().notNull(), // shares
    nav: t.bigint().notNull(), // base units
    exitValue: t.bigint().notNull(),
    entryPrice: t.bigint().notNull(), // base units per whole share * 10^12
    exitPrice: t.bigint().notNull(),
    value: t.bigint().notNull(), // the line itself, as in `vault_line`
    slope: t.bigint().notNull(),
    loss: t.bigint().notNull(),
    lossSlope: t.bigint().notNull(),
    locked: t.bigint().notNull(),
    lockedFrom: t.bigint().notNull(),
    vestEnd: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.vault, table.time] }) }),
);

/** What bends at one second, summed over all facilities, as it has been posted. */
export const kink = onchainTable(
  "kink",
  (t) => ({
    vault: t.hex().notNull(),
    time: t.bigint().notNull(), // unix seconds
    slope: t.bigint().notNull(), // X32 a second, by which the value falls faster
    lossSlope: t.bigint().notNull(), // by which what leavers forgo grows faster
  }),
  (table) => ({ pk: primaryKey({ columns: [table.vault, table.time] }) }),
);

/** Whose shares they are, and what they cost. Cost is an average: what leaves takes its part of it along. */
export const position = onchainTable(
  "position",
  (t) => ({
    vault: t.hex().notNull(),
    account: t.hex().notNull(),
    shares: t.bigint().notNull(), // in the wallet
    queued: t.bigint().notNull(), // in the queue: waiting, settled and not claimed, or taken back and not sent
    cost: t.bigint().notNull(), // base units, of both
    deposited: t.bigint().notNull(),
    withdrawn: t.bigint().notNull(),
    receivedWorth: t.bigint().notNull(), // shares that others sent, at the entry price of that second
    sentWorth: t.bigint().notNull(),
    realised: t.bigint().notNull(), // gain on what left, less its cost
    feeShares: t.bigint().notNull(), // credited as the fee's recipient
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.vault, table.account] }),
    byAccount: index().on(table.account),
  }),
);

/** What moved a position. */
export const positionEntry = onchainTable(
  "position_entry",
  (t) => ({
    id: t.text().primaryKey(),
    vault: t.hex().notNull(),
    account: t.hex().notNull(),
    kind: t.text().notNull(), // deposit withdrawal sent received requested takenBack claimed credited
    shares: t.bigint().notNull(),
    assets: t.bigint().notNull(), // paid; of shares that were passed on, their worth
    block: t.bigint().notNull(),
    time: t.bigint().notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({ byAccount: index().on(table.account) }),
);

/** Epochs of the queue, one per class: even ids are patient, odd ones take any price. */
export const epoch = onchainTable(
  "epoch",
  (t) => ({
    vault: t.hex().notNull(),
    requestId: t.bigint().notNull(),
    end: t.bigint().notNull(), // unix seconds
    requested: t.bigint().notNull(), // shares, in all
    cancelled: t.bigint().notNull(),
    settled: t.bigint().notNull(), // shares that were burned
    assets: t.bigint().notNull(), // base units, for those
  }),
  (table) => ({ pk: primaryKey({ columns: [table.vault, table.requestId] }) }),
);

/** One account's requests of one epoch. */
export const request = onchainTable(
  "request",
  (t) => ({
    vault: t.hex().notNull(),
    requestId: t.bigint().notNull(),
    controller: t.hex().notNull(),
    requested: t.bigint().notNull(), // shares
    cancelled: t.bigint().notNull(),
    firstAt: t.bigint().notNull(), // unix seconds
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.vault, table.requestId, table.controller] }),
    byController: index().on(table.controller),
  }),
);
