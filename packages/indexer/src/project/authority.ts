import { ABIS } from "@gpu-yield-vaults/sdk/abi/all";
import { ROLES } from "@gpu-yield-vaults/sdk/roles";
import { pendingAction, permission, role } from "ponder:schema";
import { decodeFunctionData, toFunctionSelector, type Abi, type Address, type Hex } from "viem";
import type { Projections } from "../happened.ts";
import { contractAt } from "../followed.ts";
import { plain } from "../plain.ts";

const NAMES = new Map<bigint, string>(Object.entries(ROLES).map(([name, id]) => [id, name]));

/** A vault's roles are its number in hundreds, and then the role's own. */
const A_VAULT = 100n;

/** Who may do what, and what is going to be done. */
export const accessManager: Projections["accessManager"] = {
  RoleGranted: ({ args }, store) => {
    const row = { held: true, delay: args.delay, since: BigInt(args.since) };
    const key = { role: args.roleId, account: args.account };
    const vaultNumber = Number(args.roleId / A_VAULT);
    return store
      .insert(role)
      .values({ ...key, name: NAMES.get(args.roleId % A_VAULT) ?? `${args.roleId}`, vaultNumber, ...row })
      .onConflictDoUpdate(row);
  },
  RoleRevoked: ({ args, time }, store) =>
    store.update(role, { role: args.roleId, account: args.account }).set({ held: false, since: time }),
  TargetFunctionRoleUpdated: ({ args }, store) => {
    const { target, selector, roleId } = args;
    const { contract, call } = callOf(target, selector);
    return store
      .insert(permission)
      .values({ target, selector, contract, call, role: roleId })
      .onConflictDoUpdate({ role: roleId });
  },
  OperationScheduled: ({ args, time }, store) => {
    const { operationId: id, nonce, schedule, caller, target, data } = args;
    return store.insert(pendingAction).values({
      id,
      nonce,
      caller,
      target,
      ...callOf(target, data),
      vault: contractAt(target)?.vault ?? null,
      data,
      scheduledAt: time,
      executableFrom: BigInt(schedule),
      status: "scheduled",
    });
  },
  OperationExecuted: ({ args, time }, store) =>
    store.update(pendingAction, { id: args.operationId, nonce: args.nonce }).set({ status: "executed", endedAt: time }),
  OperationCanceled: ({ args, time }, store) =>
    store.update(pendingAction, { id: args.operationId, nonce: args.nonce }).set({ status: "canceled", endedAt: time }),
};

type Call = { contract: string | null; call: string | null; args: unknown };

/** What a call's data says, where its target is one of the protocol's. */
function callOf(target: Address, data: Hex): Call {
  const contract = contractAt(target)?.key;
  if (contract === undefined) return { contract: null, call: null, args: null };
  const abi: Abi = ABIS[contract];
  const selector = data.slice(0, 10);
  const call = abi.find((item) => item.type === "function" && toFunctionSelector(item) === selector);
  if (call?.type !== "function") return { contract, call: null, args: null };
  if (data.length === 10) return { contract, call: call.name, args: [] };
  try {
    return { contract, call: call.name, args: plain(decodeFunctionData({ abi, data }).args ?? []) };
  } catch {
    return { contract, call: call.name, args: null }; // whoever scheduled it wrote it wrongly: it will fail
  }
}
