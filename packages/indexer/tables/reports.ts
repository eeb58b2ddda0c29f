import { index, onchainTable, primaryKey } from "ponder";
import type { Address } from "viem";

/** A period of a cluster, by its newest report: pending disputed challenged vetoed missed settled. */
export const period = onchainTable(
  "period",
  (t) => ({
    cluster: t.bigint().notNull(),
    period: t.integer().notNull(),
    status: t.text().notNull(),
    revision: t.integer().notNull(),
    start: t.bigint().notNull(), // unix seconds
    end: t.bigint().notNull(),
    finalAt: t.bigint().notNull(), // first second in which it is final
    gross: t.bigint().notNull(), // base units
    energyCost: t.bigint().notNull(),
    otherOpex: t.bigint().notNull(),
    settledAt: t.bigint(), // unix seconds
  }),
  (table) => ({ pk: primaryKey({ columns: [table.cluster, table.period] }) }),
);

/** Every revision of every report, with who signed it. */
export const report = onchainTable(
  "report",
  (t) => ({
    oracle: t.hex().notNull(),
    cluster: t.bigint().notNull(),
    period: t.integer().notNull(),
    revision: t.integer().notNull(),
    reporterSet: t.integer().notNull(),
    signers: t.jsonb().$type<Address[]>().notNull(),
    start: t.bigint().notNull(), // unix seconds
    end: t.bigint().notNull(),
    gpuSecondsAvailable: t.bigint().notNull(),
    gpuSecondsSold: t.bigint().notNull(),
    gross: t.bigint().notNull(), // base units
    energyWh: t.bigint().notNull(),
    energyCost: t.bigint().notNull(),
    otherOpex: t.bigint().notNull(),
    evidenceRoot: t.hex().notNull(),
    longWindow: t.boolean().notNull(),
    submittedAt: t.bigint().notNull(),
    submitter: t.hex().notNull(),
    transaction: t.hex().notNull(),
  }),
  (table) => ({
    pk: primaryKey({ columns: [table.oracle, table.cluster, table.period, table.revision] }),
    byCluster: index().on(table.cluster),
  }),
);

/** Who may sign, by version of the set: bit i of a report's signers is reporter i. */
export const reporterSet = onchainTable(
  "reporter_set",
  (t) => ({
    quorum: t.hex().notNull(),
    version: t.integer().notNull(),
    reporters: t.jsonb().$type<Address[]>().notNull(),
    standbys: t.jsonb().$type<Address[]>().notNull(),
    threshold: t.integer().notNull(),
    since: t.bigint().notNull(), // unix seconds
  }),
  (table) => ({ pk: primaryKey({ columns: [table.quorum, table.version] }) }),
);

/** The newest version of a set. */
export const quorum = onchainTable("quorum", (t) => ({
  address: t.hex().primaryKey(),
  version: t.integer().notNull(),
}));

/** What a reporter has put up. */
export const stake = onchainTable(
  "stake",
  (t) => ({
    stakes: t.hex().notNull(),
    reporter: t.hex().notNull(),
    amount: t.bigint().notNull(), // base units
    taken: t.bigint().notNull(), // in all
    freeAt: t.bigint(), // unix seconds; null: it is not leaving
  }),
  (table) => ({ pk: primaryKey({ columns: [table.stakes, table.reporter] }) }),
);

/** A dispute of a report: open defended, or how it ended. */
export const dispute = onchainTable(
  "dispute",
  (t) => ({
    disputes: t.hex().notNull(),
    id: t.bigint().notNull(),
    vault: t.hex().notNull(),
    cluster: t.bigint().notNull(),
    period: t.integer().notNull(),
    revision: t.integer().notNull(),
    status: t.text().notNull(), // open defended ended
    openedAt: t.bigint().notNull(), // unix seconds
    answerBy: t.bigint().notNull(),
    arbiterBy: t.bigint(),
    endedAt: t.bigint(),
    outcome: t.integer(), // as the contract numbers it
    bonds: t.bigint().notNull(), // base units, of all challenges
    returned: t.bigint().notNull(),
  }),
  (table) => ({ pk: primaryKey({ columns: [table.disputes, table.id] }), byCluster: index().on(table.cluster) }),
);

/** One challenge of a dispute. */
export const challenge = onchainTable("challenge", (t) => ({
  id: t.text().primaryKey(),
  disputes: t.hex().notNull(),
  dispute: t.bigint().notNull(),
  challenger: t.hex().notNull(),
  field: t.text().notNull(),
  evidenceHash: t.hex().notNull(),
  bond: t.bigint().notNull(), // base units
  time: t.bigint().notNull(),
}));
