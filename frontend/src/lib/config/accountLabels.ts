import type { Deployment } from "./deployment";

/** Names of the accounts that people will meet, by lower-case address. */
export function accountLabels({ contracts, testAccounts }: Deployment): ReadonlyMap<string, string> {
  return new Map([
    [contracts.vault.toLowerCase(), "the vault"],
    [contracts.book.toLowerCase(), "the facility book"],
    [contracts.registry.toLowerCase(), "the cluster registry"],
    [contracts.oracle.toLowerCase(), "the revenue oracle"],
    [contracts.asset.toLowerCase(), "the asset"],
    ...testAccounts.map(({ address, label }) => [address.toLowerCase(), label] as const),
  ]);
}
