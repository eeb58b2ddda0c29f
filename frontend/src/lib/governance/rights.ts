import type { PendingAction, RoleView } from "@gpu-yield-vaults/sdk/read";
import { isAddressEqual, type Address } from "viem";

const ADMIN = 0n;

/** The role that the authority asks for to carry an announced call out; the admin's, of what it guards by itself. */
export function roleAskedFor(roles: readonly RoleView[], { target, data }: Pick<PendingAction, "target" | "data">) {
  const selector = data.slice(0, 10);
  return roles.find(({ functions }) =>
    functions.some((opened) => isAddressEqual(opened.target, target) && opened.selector === selector),
  );
}

/** Whether an account holds a role at this second. */
export function holds(role: RoleView | undefined, account: Address, now: number): boolean {
  return (role?.members ?? []).some((member) => isAddressEqual(member.account, account) && member.since <= now);
}

/** Whether the authority lets an account cancel something: who announced it, who guards its role, and the admin. */
export function mayCancel(roles: readonly RoleView[], action: PendingAction, account: Address, now: number): boolean {
  const byId = (id: bigint | undefined) => roles.find((role) => role.id === id);
  const guardian = byId(roleAskedFor(roles, action)?.guardian ?? ADMIN);
  return isAddressEqual(action.caller, account) || holds(byId(ADMIN), account, now) || holds(guardian, account, now);
}

/** The vault's number, by whose guardian may pause it; 0 while no role is named for it. */
export function vaultNumber(roles: readonly RoleView[], vault: Address): number {
  const own = roles.find(
    ({ id, functions }) => id >= 100n && functions.some(({ target }) => isAddressEqual(target, vault)),
  );
  return own ? Number(own.id / 100n) : 0;
}

/** Seconds that a member waits from now on: a delay that was going to change may have. */
export function delayNow({ delay, nextDelay }: RoleView["members"][number], now: number): number {
  return nextDelay && nextDelay.from <= now ? nextDelay.delay : delay;
}
