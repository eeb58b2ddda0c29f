import { accessManagerAbi } from "@gpu-yield-vaults/sdk/abi/AccessManager";
import { parseEventLogs } from "viem";
import type { AccessManager } from "../build/types/index.ts";
import { logsOf, type RawLog } from "./logs.ts";

type Value = string | number | bigint | boolean;

/** Everything that an authority has ever been told and still holds to. Nothing that is at its default is in here. */
export type Authority = {
  members: ReadonlyMap<string, Value>; // "role/account" → execution delay, seconds; or how it is not in force yet
  guardians: ReadonlyMap<string, Value>; // role → role
  admins: ReadonlyMap<string, Value>; // role → role
  grantDelays: ReadonlyMap<string, Value>; // role → seconds
  labels: ReadonlyMap<string, Value>; // role → label
  functions: ReadonlyMap<string, Value>; // "target.selector" → role
  closed: ReadonlyMap<string, Value>; // target → "closed"
  targetDelays: ReadonlyMap<string, Value>; // target → seconds
};

/**
 * Reads an authority back. Its events say whom and what to ask for, also what nobody expects to be there; the values
 * come from its state, with changes that are still to take effect.
 */
export async function readAuthority(manager: AccessManager, logs: readonly RawLog[]): Promise<Authority> {
  const told = parseEventLogs({ abi: accessManagerAbi, logs: logsOf(await manager.getAddress(), logs) });
  const members = new Map<string, Value>();
  for (const { args } of told.filter((event) => event.eventName === "RoleGranted")) {
    const { since, currentDelay, pendingDelay, effect } = await manager.getAccess(args.roleId, args.account);
    if (since === 0n) continue; // revoked since
    const [isMember] = await manager.hasRole(args.roleId, args.account);
    const pending = effect === 0n ? "" : `, ${pendingDelay} from ${effect} on`;
    members.set(`${args.roleId}/${args.account}`, isMember ? `${currentDelay}${pending}` : `not before ${since}`);
  }

  const guardians = new Map<string, Value>();
  for (const { args } of told.filter((event) => event.eventName === "RoleGuardianChanged")) {
    guardians.set(`${args.roleId}`, await manager.getRoleGuardian(args.roleId));
  }
  const admins = new Map<string, Value>();
  for (const { args } of told.filter((event) => event.eventName === "RoleAdminChanged")) {
    admins.set(`${args.roleId}`, await manager.getRoleAdmin(args.roleId));
  }
  const grantDelays = new Map<string, Value>();
  for (const { args } of told.filter((event) => event.eventName === "RoleGrantDelayChanged")) {
    grantDelays.set(`${args.roleId}`, `${args.delay}`);
  }
  const labels = new Map<string, Value>();
  for (const { args } of told.filter((event) => event.eventName === "RoleLabel"))
    labels.set(`${args.roleId}`, args.label);

  const functions = new Map<string, Value>();
  for (const { args } of told.filter((event) => event.eventName === "TargetFunctionRoleUpdated")) {
    const role = await manager.getTargetFunctionRole(args.target, args.selector);
    functions.set(`${args.target}.${args.selector}`, role);
  }
  const closed = new Map<string, Value>();
  for (const { args } of told.filter((event) => event.eventName === "TargetClosed")) {
    closed.set(args.target, (await manager.isTargetClosed(args.target)) ? "closed" : "open");
  }
  const targetDelays = new Map<string, Value>();
  for (const { args } of told.filter((event) => event.eventName === "TargetAdminDelayUpdated")) {
    targetDelays.set(args.target, `${args.delay}`);
  }
  return { members, guardians, admins, grantDelays, labels, functions, closed, targetDelays };
}
