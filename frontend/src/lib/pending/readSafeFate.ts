import { LogReader } from "@gpu-yield-vaults/sdk/logs";
import { parseAbi, toEventSelector, zeroAddress, type Address, type Hash, type Hex } from "viem";
import type { Client } from "../chain/client";
import type { Fate } from "./fate";
import { mined } from "./readFate";
import type { Sent } from "./sent";

/** A call and its value, an operation, four numbers and addresses about gas, and the nonce. */
const PARTS = "address, uint256, bytes, uint8, uint256, uint256, uint256, address, address, uint256";
const SAFE = parseAbi([
  "function nonce() view returns (uint256)",
  `function getTransactionHash(${PARTS}) view returns (bytes32)`,
]);

/** With the Safe's hash first, whether indexed or not. */
const SUCCESS = toEventSelector("ExecutionSuccess(bytes32,uint256)");
const FAILURE = toEventSelector("ExecutionFailure(bytes32,uint256)");

/** Transactions of a Safe that may wait before this one. */
const QUEUED = 10;

/** What has become of a Safe's hash, by its own events; `undefined` where nothing says that it is one. */
export async function readSafeFate(client: Client, sent: Sent, head: number): Promise<Fate | undefined> {
  const { account, id, after, safeNonce } = sent;
  const filter = { address: account, topics: [[SUCCESS, FAILURE]] };
  for await (const { logs } of new LogReader(client).read(filter, BigInt(after) + 1n, BigInt(head))) {
    const log = logs.find(({ topics, data }) => topics[1] === id || (topics.length === 1 && data.startsWith(id)));
    if (!log) continue;
    const receipt = await client.getTransactionReceipt({ hash: log.transactionHash });
    const fate = mined(receipt, head, false);
    return log.topics[0] === FAILURE && fate.kind === "confirmed" ? { ...fate, kind: "reverted" } : fate;
  }
  if (safeNonce === undefined) return undefined;
  const blockNumber = BigInt(head);
  const nonce = await client.readContract({ address: account, abi: SAFE, functionName: "nonce", blockNumber });
  return nonce > BigInt(safeNonce) ? { kind: "dropped" } : { kind: "signing" };
}

/** Which of a Safe's next transactions has this hash: the proof that it is one. `undefined` where none has. */
export async function safeNonceOf(
  client: Client,
  safe: Address,
  { to, data }: { to: Address; data: Hex },
  hash: Hash,
): Promise<number | undefined> {
  try {
    const next = Number(await client.readContract({ address: safe, abi: SAFE, functionName: "nonce" }));
    const nonces = Array.from({ length: QUEUED }, (_, index) => next + index);
    const hashes = await Promise.all(
      nonces.map((nonce) =>
        client.readContract({
          address: safe,
          abi: SAFE,
          functionName: "getTransactionHash",
          args: [to, 0n, data, 0, 0n, 0n, 0n, zeroAddress, zeroAddress, BigInt(nonce)],
        }),
      ),
    );
    const index = hashes.indexOf(hash);
    return index === -1 ? undefined : next + index;
  } catch {
    // Not a Safe, or one that does not say.
    return undefined;
  }
}
