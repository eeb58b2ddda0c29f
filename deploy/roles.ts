import type { DeployedKey } from "@gpu-yield-vaults/sdk/protocol";
import { DEPLOYED_KEYS, ENTRIES } from "@gpu-yield-vaults/sdk/protocol";
import { GUARDED, PEOPLE, ROLES, type Person, type Role } from "@gpu-yield-vaults/sdk/roles";
import type { Grant } from "./grants.ts";
import type { ProtocolParameters } from "./parameters.ts";

/** Who holds a role; `Account` is how whoever asks refers to a contract. */
export type Member<Account> = { role: Role; holder: Person | DeployedKey; account: Account | string; delay: number };

/** One call of the authority. */
export type Step<Account> = { id: string; name: string; args: (Account | string | bigint | number | string[])[] };

/** People and contracts with the roles that they hold once a deployment has ended. */
export function membersOf<Account>(
  contracts: Readonly<Record<DeployedKey, Account>>,
  roles: ProtocolParameters["roles"],
): readonly Member<Account>[] {
  const delays = { governor: roles.governorDelay, curator: roles.curatorDelay, guardian: 0, arbiter: 0 };
  const people = typedKeys(PEOPLE).flatMap((holder) => {
    const { delayed, atOnce } = PEOPLE[holder];
    const account = roles[holder];
    return [
      ...delayed.map((role) => ({ role, holder, account, delay: delays[holder] })),
      ...atOnce.map((role) => ({ role, holder, account, delay: 0 })),
    ];
  });
  return [...people, ...contractMembers(contracts, DEPLOYED_KEYS)];
}

/** The roles that contracts themselves hold. */
function contractMembers<Account, K extends DeployedKey>(
  contracts: Readonly<Record<K, Account>>,
  keys: readonly K[],
): readonly Member<Account>[] {
  return keys.flatMap((holder) =>
    (ENTRIES[holder].holds ?? []).map((role) => ({ role, holder, account: contracts[holder], delay: 0 })),
  );
}

/** What an authority that nobody has told anything is told: labels, guardians, functions, members. */
export function handoverSteps<Account>(
  contracts: Readonly<Record<DeployedKey, Account>>,
  grants: readonly Grant[],
  roles: ProtocolParameters["roles"],
): readonly Step<Account>[] {
  const labels = typedKeys(ROLES)
    .filter((role) => role !== "admin")
    .map((role) => ({ id: `Label_${role}`, name: "labelRole", args: [ROLES[role], labelOf(role)] }));
  const guardians = GUARDED.map((role) => ({
    id: `Guardian_of_${role}`,
    name: "setRoleGuardian",
    args: [ROLES[role], ROLES.guardian],
  }));
  return [...labels, ...guardians, ...functionSteps(contracts, grants), ...membersOf(contracts, roles).map(memberStep)];
}

/** What the authority of a protocol is to be told of a further vault: its functions, and what its contracts hold. */
export function vaultSteps<Account, K extends DeployedKey>(
  contracts: Readonly<Record<K, Account>>,
  grants: readonly Grant<K>[],
  keys: readonly K[],
): readonly Step<Account>[] {
  return [...functionSteps(contracts, grants), ...contractMembers(contracts, keys).map(memberStep)];
}

function functionSteps<Account, K extends DeployedKey>(
  contracts: Readonly<Record<K, Account>>,
  grants: readonly Grant<K>[],
): readonly Step<Account>[] {
  return grants.map(({ target, role, selectors }) => ({
    id: `Functions_${target}_${role}`,
    name: "setTargetFunctionRole",
    args: [contracts[target], [...selectors], ROLES[role]],
  }));
}

const memberStep = <Account>({ role, holder, account, delay }: Member<Account>): Step<Account> => ({
  id: `Member_${role}_${holder}`,
  name: "grantRole",
  args: [ROLES[role], account, delay],
});

/** What the authority calls a role. */
export const labelOf = (role: Role): string => role.toUpperCase();

/** The keys of an object whose type names them all. */
export function typedKeys<K extends string>(object: Partial<Record<K, unknown>>): K[] {
  return Object.keys(object) as K[];
}
