import { GUARDED_KEYS, PROTOCOL, type DeployedKey, type GuardedKey } from "@gpu-yield-vaults/sdk/protocol";
import type { Role } from "@gpu-yield-vaults/sdk/roles";
import type { Interface } from "ethers";
import { compiler } from "./compiler.ts";
import type { ContractOf } from "./contracts.ts";
import { typedKeys } from "./roles.ts";

/** One role's functions on one contract. */
export type Grant<K extends DeployedKey = DeployedKey> = {
  target: K & GuardedKey;
  role: Role;
  selectors: readonly string[];
};

type FunctionsOf<K extends GuardedKey> = Parameters<ContractOf<K>["interface"]["getFunction"]>[0];

/** The list's table, checked: a function that its contract does not have does not compile. */
const TABLE: { readonly [K in GuardedKey]: { readonly roles: Partial<Record<Role, readonly FunctionsOf<K>[]>> } } =
  PROTOCOL;

/** Which role may call what, with selectors out of the compiled contracts. */
export async function readGrants(): Promise<readonly Grant[]> {
  const grants = GUARDED_KEYS.map(async (target) => {
    const { interface: contract } = await compiler.get(PROTOCOL[target].contract);
    const roles: Partial<Record<Role, readonly string[]>> = TABLE[target].roles;
    return typedKeys(roles).map((role) => ({ target, role, selectors: selectorsOf(contract, roles[role] ?? []) }));
  });
  return (await Promise.all(grants)).flat();
}

function selectorsOf(contract: Interface, names: readonly string[]): string[] {
  return names.map((name) => {
    const selector = contract.getFunction(name)?.selector;
    if (selector === undefined) throw new Error(`no contract has the function ${name}`);
    return selector;
  });
}
