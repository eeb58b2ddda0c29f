import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { IgnitionModule } from "@nomicfoundation/ignition-core";
import type { AuthorityModule, Deployed } from "./authority.ts";
import type { VaultModule } from "./vault.ts";

export type AuctionModule = IgnitionModule<"Auction", string, { auction: Deployed<"CapitalAuction"> }>;

/** Operators' bids for the vault's capital. */
export function auctionModule(modules: { authority: AuthorityModule; vault: VaultModule }): AuctionModule {
  return buildModule("Auction", (m) => {
    const { accessManager } = m.useModule(modules.authority);
    const { origination, workouts } = m.useModule(modules.vault);
    return { auction: m.contract("CapitalAuction", [accessManager, origination, workouts]) };
  });
}
