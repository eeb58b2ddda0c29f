import { DEPLOYED_KEYS, ENTRIES, type DeployedKey } from "@gpu-yield-vaults/sdk/protocol";
import { GUARDED, PEOPLE, ROLES, type Person, type Role } from "@gpu-yield-vaults/sdk/roles";
import type { ProtocolAddresses } from "./contracts.ts";
import type { Grant } from "./grants.ts";
import type { ProtocolParameters } from "./parameters.ts";

/** Who holds a role. */
export type Member = { role: Role; holder: Person | DeployedKey; account: string; delay: number };

/** A function of the authority, and what it is called with. */
export type AuthorityCall = readonly [name: string, args: readonly unknown[]];

/** People and contracts with the roles that they hold once a deployment has ended. */
export function membersOf(addresses: ProtocolAddresses, roles: ProtocolParameters["roles"]): readonly Member[] {
  const delays = { governor: roles.governorDelay, curator: roles.curatorDelay, guardian: 0, arbiter: 0 };
  const people = typedKeys(PEOPLE).flatMap((holder) => {
    const { delayed, atOnce } = PEOPLE[holder];
    const account = roles[holder];
    return [
      ...delayed.map((role) => ({ role, holder, account, delay: delays[holder] })),
      ...atOnce.map((role) => ({ role, holder, account, delay: 0 })),
    ];
  });
  return [...people, ...contractMembers(addresses, DEPLOYED_KEYS)];
}

/** The roles that contracts themselves hold. */
export function contractMembers(
  addresses: Partial<ProtocolAddresses>,
  keys: readonly DeployedKey[],
): readonly Member[] {
  return keys.flatMap((holder) =>
    (ENTRIES[holder].holds ?? []).map((role) => ({ role, holder, account: addresses[holder] ?? "", delay: 0 })),
  );
}

/** What an authority that nobody has told anything is told: labels, guardians, functions, members. */
export function handoverCalls(
  addresses: ProtocolAddresses,
  grants: readonly Grant[],
  roles: ProtocolParameters["roles"],
): readonly AuthorityCall[] {
  const labels = typedKeys(ROLES)
    .filter((role) => role !== "admin")
    .map((role): AuthorityCall => ["labelRole", [ROLES[role], labelOf(role)]]);
  const guardians = GUARDED.map((role): AuthorityCall => ["setRoleGuardian", [ROLES[role], ROLES.guardian]]);
  const members = membersOf(addresses, roles).map(memberCall);
  return [...labels, ...guardians, ...grants.map((grant) => functionCall(addresses, grant)), ...members];
}

/** What the authority of a protocol is told of a further vault: its functions, and what its contracts hold. */
export function vaultCalls(
  addresses: Partial<ProtocolAddresses>,
  grants: readonly Grant[],
  keys: readonly DeployedKey[],
): readonly AuthorityCall[] {
  const own = grants.filter(({ target }) => keys.includes(target));
  return [...own.map((grant) => functionCall(addresses, grant)), ...contractMembers(addresses, keys).map(memberCall)];
}

const functionCall = (addresses: Partial<ProtocolAddresses>, { target, role, selectors }: Grant): AuthorityCall => [
  "setTargetFunctionRole",
  [addresses[target], selectors, ROLES[role]],
];

const memberCall = ({ role, account, delay }: Member): AuthorityCall => ["grantRole", [ROLES[role], account, delay]];

/** What the authority calls a role. */
export const labelOf = (role: Role): string => role.toUpperCase();

/** The keys of an object whose type names them all. */
export function typedKeys<K extends string>(object: Partial<Record<K, unknown>>): K[] {
  return Object.keys(object) as K[];
}
