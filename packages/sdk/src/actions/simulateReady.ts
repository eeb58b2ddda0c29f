import { encodeAbiParameters, encodePacked, keccak256, pad, type Address, type Client, type Hex } from "viem";
import { call, getBlock } from "viem/actions";
import type { RevertExplanation } from "../errors/explainRevert.ts";
import type { Say } from "../errors/sentence.ts";
import type { Transaction } from "./action.ts";
import { operationIdOf } from "./delayed.ts";
import { orRefusal } from "./simulate.ts";

/** Where OpenZeppelin's AccessManager keeps what is announced: the third of its mappings. */
const SCHEDULES = 2n;

/** Of an operation that was announced once: any but none. */
const NONCE = 1;

/** What would come of it then: what it returns, or the refusal. */
export type Rehearsal = { succeeds: true; data: Hex } | { succeeds: false; refusal: RevertExplanation };

/**
 * What would come of what waits, or has not even been announced, if its delay were over in the latest block. The node
 * has to take state overrides, as all that are common do.
 *
 * @param from Who has announced it, or would.
 */
export async function simulateReady(
  client: Client,
  transaction: Transaction,
  authority: Address,
  from: Address,
  say: Say,
): Promise<Rehearsal> {
  const { timestamp } = await getBlock(client);
  const place = [operationIdOf(transaction, from), SCHEDULES] as const;
  const slot = keccak256(encodeAbiParameters([{ type: "bytes32" }, { type: "uint256" }], place));
  // A struct lies in its slot from the right.
  const value = pad(encodePacked(["uint32", "uint48"], [NONCE, Number(timestamp)]));
  const stateOverride = [{ address: authority, stateDiff: [{ slot, value }] }];
  return orRefusal(async () => {
    const { data = "0x" } = await call(client, { account: from, ...transaction, stateOverride });
    return { succeeds: true, data } as const;
  }, say);
}
