import type { Address, Hex } from "viem";
import { accessManagerAbi } from "../abi/AccessManager.ts";
import { authorityEvents, type AuthorityPast } from "./authorityEvents.ts";
import { given } from "./given.ts";
import { openReading, type AsOf, type Reading, type ReadClient, type ReadOptions } from "./reading.ts";

/** One role of the authority: who holds it, and what it opens. */
export type RoleView = {
  readonly id: bigint;
  /** As the authority was told; absent where it was not. */
  readonly label: string | undefined;
  /** The roles that grant it, and that cancel what its holders have announced. */
  readonly admin: bigint;
  readonly guardian: bigint;
  /** Seconds from a grant until it counts. */
  readonly grantDelay: number;
  readonly members: readonly MemberView[];
  readonly functions: readonly { readonly target: Address; readonly selector: Hex }[];
};

/** Who holds a role. */
export type MemberView = {
  readonly account: Address;
  /** Unix seconds; one that lies ahead does not count yet. */
  readonly since: number;
  /** Seconds from announcing an operation to carrying it out; 0: at once. */
  readonly delay: number;
  /** What the delay is going to be, and from when on. */
  readonly nextDelay: { readonly delay: number; readonly from: number } | undefined;
};

export type RolesView = { readonly asOf: AsOf; readonly roles: readonly RoleView[] };

const ADMIN = 0n;

/** Who may do what, and after which delay, by the authority alone: events name the accounts, views how they stand. */
export async function readRoles(
  client: ReadClient,
  { accessManager }: { readonly accessManager: Address },
  options: ReadOptions & AuthorityPast,
): Promise<RolesView> {
  const reading = await openReading(client, options);
  const ids = new Set([ADMIN]);
  const labels = new Map<bigint, string>();
  const accounts = new Map<bigint, Set<Address>>();
  const functions = new Map<string, { target: Address; selector: Hex; id: bigint }>();
  for (const { eventName, args } of await authorityEvents(reading, accessManager, options)) {
    if (!("roleId" in args)) continue;
    ids.add(args.roleId);
    if (eventName === "RoleLabel") labels.set(args.roleId, args.label);
    if (eventName === "RoleGranted") {
      accounts.set(args.roleId, (accounts.get(args.roleId) ?? new Set()).add(args.account));
    }
    if (eventName === "TargetFunctionRoleUpdated") {
      const { target, selector, roleId } = args;
      functions.set(`${target} ${selector}`, { target, selector, id: roleId });
    }
  }
  const roles = [...ids]
    .sort((a, b) => (a < b ? -1 : 1))
    .map(async (id) => ({
      id,
      label: labels.get(id),
      ...(await roleAt(reading, accessManager, id, [...(accounts.get(id) ?? [])])),
      functions: [...functions.values()]
        .filter((opened) => opened.id === id)
        .map(({ target, selector }) => ({ target, selector })),
    }));
  return { asOf: reading.asOf, roles: await Promise.all(roles) };
}

async function roleAt(
  reading: Reading,
  accessManager: Address,
  id: bigint,
  accounts: readonly Address[],
): Promise<Pick<RoleView, "admin" | "guardian" | "grantDelay" | "members">> {
  const ask = reading.at(accessManagerAbi, accessManager);
  const [admin, guardian, grantDelay, members] = await Promise.all([
    ask("getRoleAdmin", id),
    ask("getRoleGuardian", id),
    ask("getRoleGrantDelay", id),
    Promise.all(
      accounts.map(async (account) => {
        const [since, delay, pendingDelay, effect] = await ask("getAccess", id, account);
        const from = given(effect);
        return { account, since, delay, nextDelay: from === undefined ? undefined : { delay: pendingDelay, from } };
      }),
    ),
  ]);
  return { admin, guardian, grantDelay, members: members.filter(({ since }) => since !== 0) };
}
