import type { DeployedKey } from "@gpu-yield-vaults/sdk/protocol";
import type { Deployment } from "./deployment";

/** Contracts that govern, or are governed, and hold nothing of anybody's. */
const NAMES: Readonly<Partial<Record<DeployedKey, string>>> = {
  accessManager: "the authority",
  directory: "the directory of vaults",
  quorum: "the reporter quorum",
  bounds: "the bounds of reports",
  clock: "the report clock",
  contradictions: "the contradictions",
  stakes: "the reporter stakes",
  stakeEscrow: "the escrow of the stakes",
  ledger: "the loan ledger",
  covenants: "the covenants",
  bond: "the operator bonds",
  drawLimits: "the limits of draws",
  drawEscrow: "the escrow of draws",
  disputes: "the report disputes",
  auction: "the auction of capital",
};

/** Names of the accounts that people will meet, by lower-case address. */
export function accountLabels({ contracts, testAccounts }: Deployment): ReadonlyMap<string, string> {
  return new Map([
    ...Object.entries(NAMES).map(([key, name]) => [contracts[key as DeployedKey].toLowerCase(), name] as const),
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
