import { decodeFunctionData, type Abi, type Address, type Hex } from "viem";
import { accessManagerAbi } from "../abi/AccessManager.ts";
import { ABIS } from "../abi/all.ts";
import { DEPLOYED_KEYS, type DeployedKey } from "../protocol.ts";
import { authorityEvents, type AuthorityPast } from "./authorityEvents.ts";
import type { Contracts } from "./findContracts.ts";
import { openReading, type AsOf, type ReadClient, type ReadOptions } from "./reading.ts";

/** What was announced to the authority, and has neither happened nor been taken back. */
export type PendingAction = {
  readonly operationId: Hex;
  /** Who announced it, and is to carry it out. */
  readonly caller: Address;
  readonly target: Address;
  /** What the list calls the target; absent where it was not among the contracts given. */
  readonly contract: DeployedKey | undefined;
  readonly data: Hex;
  /** What is called; absent where no contract of the list has such a function. */
  readonly call: { readonly functionName: string; readonly args: readonly unknown[] } | undefined;
  /** Unix seconds: it can be carried out from then on, until it expires. */
  readonly readyAt: number;
  readonly expiresAt: number;
  /** Where it was announced. */
  readonly announced: { readonly block: bigint; readonly transaction: Hex };
  readonly status: "waiting" | "ready" | "expired";
};

export type PendingActionsView = { readonly asOf: AsOf; readonly actions: readonly PendingAction[] };

/** As the authority told it. */
type Announced = Pick<PendingAction, "operationId" | "caller" | "target" | "data" | "announced"> & {
  readonly schedule: number;
};

/** What is coming: every delayed operation, the oldest first. What has expired would have to be announced anew. */
export async function readPendingActions(
  client: ReadClient,
  contracts: { readonly accessManager: Address } & Partial<Contracts<DeployedKey>>,
  options: ReadOptions & AuthorityPast,
): Promise<PendingActionsView> {
  const reading = await openReading(client, options);
  const { timestamp: now } = reading.asOf;
  const ask = reading.at(accessManagerAbi, contracts.accessManager);
  const [events, expiration] = await Promise.all([
    authorityEvents(reading, contracts.accessManager, options),
    ask("expiration"),
  ]);
  // By its id: what is announced again after it has expired has the same.
  const open = new Map<Hex, Announced>();
  for (const { eventName, args, blockNumber, transactionHash } of events) {
    if (!("operationId" in args)) continue;
    open.delete(args.operationId);
    if (eventName !== "OperationScheduled") continue;
    open.set(args.operationId, { ...args, announced: { block: blockNumber, transaction: transactionHash } });
  }
  const actions = [...open.values()].map(async ({ schedule: readyAt, ...told }) => {
    const expiresAt = readyAt + expiration;
    const status = now < readyAt ? "waiting" : now < expiresAt ? "ready" : "expired";
    // An authority forgets what has expired. What it forgot before has ended, whatever the logs lack.
    const isKnown = status === "expired" || (await ask("getSchedule", told.operationId)) === readyAt;
    const { operationId, caller, target, data, announced } = told;
    const contract = DEPLOYED_KEYS.find((key) => contracts[key]?.toLowerCase() === target.toLowerCase());
    const action = { operationId, caller, target, contract, data, call: callOf(data, contract), announced };
    return isKnown ? [{ ...action, readyAt, expiresAt, status } as const] : [];
  });
  return { asOf: reading.asOf, actions: (await Promise.all(actions)).flat() };
}

/** By the target's ABI, or else by whichever knows the selector: a further vault's contracts are called likewise. */
function callOf(data: Hex, contract: DeployedKey | undefined): PendingAction["call"] {
  const abis: readonly Abi[] = contract === undefined ? Object.values(ABIS) : [ABIS[contract]];
  for (const abi of abis) {
    try {
      const { functionName, args = [] } = decodeFunctionData({ abi, data });
      return { functionName, args };
    } catch {
      continue;
    }
  }
  return undefined;
}
