import type { Deployment } from "./deployment";

/** Names of the accounts that people will meet, by lower-case address. */
export function accountLabels({ contracts, testAccounts }: Deployment): ReadonlyMap<string, string> {
  return new Map([
    [contracts.vault.toLowerCase(), "the vault"],
    [contracts.queue.toLowerCase(), "the redemption queue"],
    [contracts.router.toLowerCase(), "the vault’s router"],
    [contracts.shares.toLowerCase(), "the revenue share manager"],
    [contracts.loans.toLowerCase(), "the loan manager"],
    [contracts.origination.toLowerCase(), "the facility origination"],
    [contracts.losses.toLowerCase(), "the loss announcements"],
    [contracts.workouts.toLowerCase(), "the workouts"],
    [contracts.escrow.toLowerCase(), "the collateral escrow"],
    [contracts.registry.toLowerCase(), "the cluster registry"],
    [contracts.oracle.toLowerCase(), "the revenue oracle"],
    [contracts.asset.toLowerCase(), "the asset"],
    ...testAccounts.map(({ address, label }) => [address.toLowerCase(), label] as const),
  ]);
}
