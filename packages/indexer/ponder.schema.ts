/** Every table. Amounts are in base units of the vault's token, shares in share units, times in unix seconds. */

export * from "./tables/authority.ts";
export * from "./tables/clusters.ts";
export * from "./tables/ledger.ts";
export * from "./tables/reports.ts";
export * from "./tables/vaults.ts";
