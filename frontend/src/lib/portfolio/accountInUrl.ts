import { getAddress, isAddress, type Address } from "viem";

/** Whose portfolio a URL or a field names: nobody's, an account's, or something that is no address. */
export type AccountInText =
  { kind: "none" } | { kind: "account"; account: Address } | { kind: "malformed"; text: string };

/** A checksum that is wrong is a letter that is wrong: such an address is refused. */
export function accountIn(text: string | null): AccountInText {
  const given = text?.trim() ?? "";
  if (given === "") return { kind: "none" };
  const plain = given.toLowerCase();
  const isMixed = given !== plain && given.slice(2) !== given.slice(2).toUpperCase();
  return isAddress(isMixed ? given : plain)
    ? { kind: "account", account: getAddress(plain) }
    : { kind: "malformed", text: given };
}

export function portfolioOf(account: Address): string {
  return `/portfolio/?account=${account}`;
}
