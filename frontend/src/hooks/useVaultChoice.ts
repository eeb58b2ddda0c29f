"use client";

import { createContext, useContext } from "react";
import type { Address } from "viem";
import type { ListedVault } from "@gpu-yield-vaults/sdk/read";

/** Which vault the page speaks of, and which others there are. */
export type VaultChoice = {
  vault: Address;
  /** What the directory lists; undefined while it is not known. */
  listed: readonly ListedVault[] | undefined;
  /** Whether the directory could not be read, for now. */
  isListMissing: boolean;
  /** A page of this deployment, about the vault that is chosen or another one. */
  href: (page: VaultsPage, vault?: Address) => string;
};

/** Pages about one vault. */
export type VaultsPage =
  "/vault/" | "/operator/" | "/reports/" | "/audit/" | "/risk/" | "/governance/" | "/calculator/";

export const VaultChoiceContext = createContext<VaultChoice | undefined>(undefined);

/** Undefined where there is no deployment. */
export function useVaultChoice(): VaultChoice | undefined {
  return useContext(VaultChoiceContext);
}
