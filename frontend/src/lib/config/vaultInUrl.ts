import { getAddress, isAddress, type Address } from "viem";

/** What the URL says of the vault: nothing, an address, or something else. */
export type VaultInUrl = { kind: "none" } | { kind: "address"; vault: Address } | { kind: "malformed"; text: string };

/** A page names its vault as `vault`; the vault's own page as `address` too. */
export function vaultInUrl(query: Pick<URLSearchParams, "get">): VaultInUrl {
  const text = query.get("vault") ?? query.get("address");
  if (text === null) return { kind: "none" };
  return isAddress(text, { strict: false })
    ? { kind: "address", vault: getAddress(text) }
    : { kind: "malformed", text };
}

/** A page about a vault. The vault's own names it `address`. */
export function pageOf(page: string, vault: Address): string {
  return `${page}?${page === "/vault/" ? "address" : "vault"}=${vault}`;
}
