import { index, onchainTable, primaryKey } from "ponder";

export const cluster = onchainTable("cluster", (t) => ({
  id: t.bigint().primaryKey(),
  name: t.text().notNull(),
  model: t.text().notNull(),
  region: t.text().notNull(),
  operator: t.hex().notNull(),
  holder: t.hex().notNull(), // of the title
  manager: t.hex(), // that accounts for it
  pledgee: t.hex(), // of a title that is pledged
  gpus: t.integer().notNull(),
  systemWatts: t.integer().notNull(),
  pueBps: t.integer().notNull(),
  maxPeriod: t.bigint().notNull(), // seconds
  usefulLife: t.bigint().notNull(),
  cost: t.bigint().notNull(), // base units
  salvage: t.bigint().notNull(),
  serialsRoot: t.hex().notNull(),
  registeredAt: t.bigint().notNull(), // unix seconds
  inServiceAt: t.bigint(),
  retiredAt: t.bigint(),
}));

/** Where a facility stands: approved drawn inService resolving retired. */
export const facility = onchainTable(
  "facility",
  (t) => ({
    cluster: t.bigint().primaryKey(),
    vault: t.hex().notNull(),
    manager: t.hex().notNull(),
    operator: t.hex().notNull(),
    form: t.integer().notNull(), // 0 revenue share, 1 loan, 2 lease
    status: t.text().notNull(),
    approved: t.bigint().notNull(), // base units
    drawn: t.bigint().notNull(),
    inServiceBy: t.bigint().notNull(), // unix seconds
    paymentGrace: t.bigint().notNull(), // seconds
    terms: t.jsonb().notNull(),
    approvedAt: t.bigint().notNull(),
    inServiceAt: t.bigint(),
    endedAt: t.bigint(),
    deadline: t.bigint().notNull(), // delinquent from here on, unix seconds; 0: none
    depreciatesFrom: t.bigint(),
    depreciatesUntil: t.bigint(),
    depreciation: t.bigint().notNull(), // X32 a second, as last recorded
    salvage: t.bigint().notNull(), // base units
    settledPeriods: t.integer().notNull(),
    paidIn: t.bigint().notNull(), // base units, in all
    lockbox: t.bigint().notNull(),
    distributed: t.bigint().notNull(),
    energy: t.bigint().notNull(), // of it, by line
    other: t.bigint().notNull(),
    interest: t.bigint().notNull(),
    principal: t.bigint().notNull(),
    reserve: t.bigint().notNull(),
    toVault: t.bigint().notNull(),
    toOperator: t.bigint().notNull(),
    preferred: t.bigint().notNull(),
    trapped: t.bigint().notNull(),
    fromReserve: t.bigint().notNull(),
    claimed: t.bigint().notNull(), // by the operator, of what it earned
    writtenDown: t.bigint().notNull(),
    outstanding: t.bigint(), // principal of a debt
    covenantTier: t.integer().notNull(),
    resolutionSince: t.bigint(),
    lossClaimed: t.bigint().notNull(), // of booked losses, base units
  }),
  (table) => ({ byVault: index().on(table.vault), byOperator: index().on(table.operator) }),
);

/** One distribution, line by line, base units. */
export const settlement = onchainTable(
  "settlement",
  (t) => ({
    id: t.text().primaryKey(),
    cluster: t.bigint().notNull(),
    vault: t.hex().notNull(),
    period: t.integer().notNull(), // the report taken in; 0: cash only
    block: t.bigint().notNull(),
    time: t.bigint().notNull(),
    transaction: t.hex().notNull(),
    cash: t.bigint().notNull(),
    energyCarried: t.bigint().notNull(),
    otherCarried: t.bigint().notNull(),
    energy: t.bigint().notNull(),
    other: t.bigint().notNull(),
    interest: t.bigint().notNull(),
    principal: t.bigint().notNull(),
    reserve: t.bigint().notNull(),
    toVault: t.bigint().notNull(),
    toOperator: t.bigint().notNull(),
    preferred: t.bigint().notNull(),
    trapped: t.bigint().notNull(),
    fromReserve: t.bigint().notNull(),
    vestFrom: t.bigint().notNull(), // unix seconds
    carriedEnergy: t.bigint().notNull(), // still owed after it
    carriedOther: t.bigint().notNull(),
  }),
  (table) => ({ byCluster: index().on(table.cluster) }),
);

/** A loss that leavers forgo before it is booked, or that was. */
export const loss = onchainTable("loss", (t) => ({
  cluster: t.bigint().primaryKey(),
  vault: t.hex().notNull(),
  kind: t.integer().notNull(),
  fraction: t.bigint().notNull(), // X32
  gpus: t.integer().notNull(),
  announcedAt: t.bigint().notNull(), // unix seconds
  bookableFrom: t.bigint().notNull(),
  endedAt: t.bigint(),
  waitsUntil: t.bigint().notNull(), // none is announced before then
  marked: t.bigint().notNull(), // X32, that leavers forgo now
}));

/** What changed a facility's value beside time and draws. */
export const markdown = onchainTable(
  "markdown",
  (t) => ({
    id: t.text().primaryKey(),
    cluster: t.bigint().notNull(),
    vault: t.hex().notNull(),
    kind: t.text().notNull(), // writtenDown valueLeft resolutionBegun cured delinquent
    amount: t.bigint().notNull(), // base units; of `valueLeft` X32
    time: t.bigint().notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({ byCluster: index().on(table.cluster) }),
);

/** What the curator has put up for sale, by offer or by a falling price. */
export const sale = onchainTable("sale", (t) => ({
  cluster: t.bigint().primaryKey(),
  vault: t.hex().notNull(),
  kind: t.text().notNull(), // offer auction
  buyer: t.hex(), // null: anyone
  price: t.bigint().notNull(), // base units; at which an auction began
  from: t.bigint().notNull(), // unix seconds
  until: t.bigint().notNull(),
  status: t.text().notNull(), // open sold withdrawn burnt
}));

/** Drawn money that waits for milestones. */
export const milestone = onchainTable("milestone", (t) => ({
  cluster: t.bigint().primaryKey(),
  vault: t.hex().notNull(),
  arrived: t.bigint().notNull(), // base units, in all
  reached: t.integer().notNull(), // 0 none, 1 ordered, 2 delivered, 3 in service
  earned: t.bigint().notNull(),
  clearsAt: t.bigint().notNull(), // unix seconds
  paid: t.bigint().notNull(),
  returned: t.bigint().notNull(),
}));

/** A bond that an account has put up for a cluster. */
export const bond = onchainTable(
  "bond",
  (t) => ({
    vault: t.hex().notNull(),
    cluster: t.bigint().notNull(),
    poster: t.hex().notNull(),
    amount: t.bigint().notNull(), // base units
    seized: t.bigint().notNull(), // in all
    holds: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.vault, table.cluster, table.poster] }) }),
);
