import type { Address, Client, Hex } from "viem";
import { getBlock, readContract } from "viem/actions";
import { accessManagerAbi } from "../abi/AccessManager.ts";
import { ROLES, type Role } from "../roles.ts";
import { roleOf, type Action, type Transaction } from "./action.ts";
import { EXPIRES_AFTER, operationIdOf } from "./delayed.ts";

/** Whether the authority lets an account do something now, later, or not. Times in unix seconds. */
export type Standing =
  | { is: "open" } // the authority is not asked
  | { is: "immediate" }
  | { is: "forbidden"; role: Role }
  | { is: "unannounced"; delay: bigint } // seconds
  | { is: "waiting"; operationId: Hex; from: bigint; until: bigint; now: bigint }
  | { is: "ready"; operationId: Hex; from: bigint; until: bigint; now: bigint };

/** What changes who may call what of a contract, and waits as long as that contract is told to. */
const OF_TARGETS: readonly string[] = ["setTargetFunctionRole", "setTargetClosed", "updateAuthority"];
const OF_ROLES: readonly string[] = ["grantRole", "revokeRole"];

/** Calls of the authority that it takes from anyone, and answers by itself. */
const CARRIERS: readonly string[] = ["schedule", "execute", "cancel", "multicall", "renounceRole"];

/** Asks the authority about an action of an account, at the latest block. */
export async function readStanding(
  client: Client,
  action: Action,
  transaction: Transaction,
  authority: Address,
  from: Address,
): Promise<Standing> {
  const role = roleOf(action);
  if (action.contract === "accessManager" ? CARRIERS.includes(action.name) : role === undefined) return { is: "open" };
  const { isMember, delay } = await (action.contract === "accessManager"
    ? adminDelay(client, action, authority, from)
    : delayOf(client, transaction, authority, from));
  if (!isMember) return { is: "forbidden", role: role ?? "admin" };
  if (delay === 0n) return { is: "immediate" };
  const operationId = operationIdOf(transaction, from);
  const [at, { timestamp: now }] = await Promise.all([
    readContract(client, {
      address: authority,
      abi: accessManagerAbi,
      functionName: "getSchedule",
      args: [operationId],
    }),
    getBlock(client),
  ]);
  if (at === 0) return { is: "unannounced", delay };
  const times = { operationId, from: BigInt(at), until: BigInt(at) + EXPIRES_AFTER, now };
  return { is: now < times.from ? "waiting" : "ready", ...times };
}

type Membership = { isMember: boolean; delay: bigint };

async function delayOf(
  client: Client,
  { to, data }: Transaction,
  authority: Address,
  from: Address,
): Promise<Membership> {
  const [immediate, delay] = await readContract(client, {
    address: authority,
    abi: accessManagerAbi,
    functionName: "canCall",
    args: [from, to, data.slice(0, 10) as Hex],
  });
  return { isMember: immediate || delay > 0, delay: BigInt(immediate ? 0 : delay) };
}

/** The authority guards its own functions by itself, whatever its table says. */
async function adminDelay(client: Client, action: Action, authority: Address, from: Address): Promise<Membership> {
  const { roleId, target } = action.args;
  const manager = { address: authority, abi: accessManagerAbi } as const;
  const [role, wait] = await Promise.all([
    OF_ROLES.includes(action.name)
      ? readContract(client, { ...manager, functionName: "getRoleAdmin", args: [roleId as bigint] })
      : ROLES.admin,
    OF_TARGETS.includes(action.name)
      ? readContract(client, { ...manager, functionName: "getTargetAdminDelay", args: [target as Address] })
      : 0,
  ]);
  const [isMember, own] = await readContract(client, { ...manager, functionName: "hasRole", args: [role, from] });
  return { isMember, delay: BigInt(Math.max(own, wait)) };
}
