"use client";

import type { Address } from "viem";
import { prefersApproval } from "@/lib/flows/approvalMemory";
import type { AccountView } from "@/lib/chain/readAccount";
import { useAccountView } from "./useAccountView";
import { useWallet } from "./useWallet";

/** The account that acts, what it has as far as that is known, and whether it signs permits of a token. */
export type Payer = {
  address: Address;
  view?: AccountView;
  signs: (token: Address) => boolean;
};

/** Undefined while no account is connected on the vault's chain. */
export function usePayer(): Payer | undefined {
  const wallet = useWallet();
  const address = wallet.status === "ready" ? wallet.address : undefined;
  const view = useAccountView(address);
  if (address === undefined) return undefined;
  return { address, view, signs: (token) => !prefersApproval(window.localStorage, address, token) };
}
