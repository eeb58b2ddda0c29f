import { roleOf, type ActingKey, type Party } from "@gpu-yield-vaults/sdk/actions";
import { ENTRIES } from "@gpu-yield-vaults/sdk/protocol";
import { roleId } from "@gpu-yield-vaults/sdk/roles";
import type { RoleView } from "@gpu-yield-vaults/sdk/read";
import { isAddressEqual, type Address } from "viem";

/** Whose forms there are. */
export const OFFICES = ["curator", "guardian", "governor"] as const satisfies readonly Party[];
export type OfficeName = (typeof OFFICES)[number];

/**
 * Who could send something: whoever holds the role that the authority asks for, the connected account first, then who
 * is in that office. Nobody is asked for some: then who is in office.
 */
export function sendersOf(
  { contract, name }: { contract: ActingKey; name: string },
  office: OfficeName,
  roles: readonly RoleView[],
  vault: number,
  account: Address | undefined,
): readonly Address[] {
  const membersOf = (id: bigint) => roles.find((role) => role.id === id)?.members.map((member) => member.account) ?? [];
  const ofProtocol = ENTRIES[contract].per === "protocol";
  const asked = roleOf({ contract, name });
  const inOffice = [...membersOf(roleId(office, vault)), ...membersOf(roleId(office))];
  const all = asked === undefined ? inOffice : membersOf(roleId(asked, ofProtocol ? 0 : vault));
  const rank = (one: Address): number =>
    account !== undefined && isAddressEqual(one, account) ? 0 : inOffice.includes(one) ? 1 : 2;
  return [...new Set(all)].sort((a, b) => rank(a) - rank(b));
}
