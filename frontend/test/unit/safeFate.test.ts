import { expect } from "chai";
import {
  createPublicClient,
  custom,
  decodeFunctionData,
  encodeAbiParameters,
  numberToHex,
  pad,
  parseAbi,
  toEventSelector,
  zeroHash,
  type Address,
  type Hex,
} from "viem";
import { hardhat } from "viem/chains";
import { readFate } from "../../src/lib/pending/readFate";
import { safeNonceOf } from "../../src/lib/pending/readSafeFate";
import type { Sent } from "../../src/lib/pending/sent";

const SAFE: Address = "0x00000000000000000000000000000000000000aa";
const VAULT: Address = "0x00000000000000000000000000000000000000bb";
const HASH: Hex = `0x${"5a".repeat(32)}`;
const MINED: Hex = `0x${"7b".repeat(32)}`;
const PARTS = "address, uint256, bytes, uint8, uint256, uint256, uint256, address, address, uint256";
const SAFE_ABI = parseAbi([
  "function nonce() view returns (uint256)",
  `function getTransactionHash(${PARTS}) view returns (bytes32)`,
]);

type Log = { topics: Hex[]; data: Hex };

/** A node that knows a Safe at `nonce`, where the transaction of nonce 9 has the hash; and what it has logged. */
function node({ nonce = 7, logs = [] as Log[] } = {}) {
  const receipt = {
    transactionHash: MINED,
    blockNumber: "0x65",
    blockHash: zeroHash,
    status: "0x1",
    from: VAULT,
    logs: [],
    type: "0x2",
  };
  const answers: Record<string, (params: unknown[]) => unknown> = {
    eth_blockNumber: () => numberToHex(110),
    eth_getTransactionByHash: () => null,
    eth_getTransactionCount: () => "0x1",
    eth_getTransactionReceipt: ([hash]) => (hash === MINED ? receipt : null),
    eth_getBlockByNumber: ([number]) => ({ number }),
    eth_getLogs: () =>
      logs.map((log) => ({
        address: SAFE,
        blockNumber: "0x65",
        blockHash: zeroHash,
        transactionHash: MINED,
        transactionIndex: "0x0",
        logIndex: "0x0",
        removed: false,
        ...log,
      })),
    eth_call: ([call]) => {
      const { functionName, args } = decodeFunctionData({ abi: SAFE_ABI, data: (call as { data: Hex }).data });
      if (functionName === "nonce") return pad(numberToHex(nonce), { size: 32 });
      return args[9] === 9n ? HASH : pad(numberToHex(args[9]), { size: 32 });
    },
  };
  const request = ({ method, params }: { method: string; params: unknown[] }): Promise<unknown> => {
    const answer = answers[method];
    return answer ? Promise.resolve(answer(params)) : Promise.reject(new Error(`${method} was not expected`));
  };
  return createPublicClient({ chain: hardhat, transport: custom({ request }, { retryCount: 0 }) });
}

const sent: Sent = {
  id: HASH,
  kind: "transaction",
  account: SAFE,
  to: VAULT,
  dataHash: zeroHash,
  after: 100,
  nonce: 1,
  isNonceSeen: false,
  isContract: true,
  safeNonce: 9,
};
const SUCCESS = toEventSelector("ExecutionSuccess(bytes32,uint256)");
const FAILURE = toEventSelector("ExecutionFailure(bytes32,uint256)");
const payment = encodeAbiParameters([{ type: "uint256" }], [0n]);
const fateOf = async (client: ReturnType<typeof node>, changes: Partial<Sent> = {}) =>
  (await readFate(client, { ...sent, ...changes })).fate;

describe("what has become of a Safe's transaction", () => {
  it("is a Safe's only where one of its next transactions has the hash", async () => {
    const call = { to: VAULT, data: "0x12" } as const;
    expect(await safeNonceOf(node(), SAFE, call, HASH)).to.equal(9);
    expect(await safeNonceOf(node(), SAFE, call, MINED)).to.equal(undefined);
  });

  it("waits for signatures while its nonce is free", async () => {
    expect(await fateOf(node())).to.deep.equal({ kind: "signing" });
    expect(await fateOf(node({ nonce: 9 }))).to.deep.equal({ kind: "signing" });
  });

  const ends: [name: string, kind: string, log: Log][] = [
    ["in an indexed field", "confirmed", { topics: [SUCCESS, HASH], data: payment }],
    ["in the data", "confirmed", { topics: [SUCCESS], data: `${HASH}${payment.slice(2)}` }],
    ["in a failure", "reverted", { topics: [FAILURE, HASH], data: payment }],
  ];
  for (const [name, kind, log] of ends) {
    it(`has ended as its event says, with the hash ${name}`, async () => {
      const place = { hash: MINED, block: 101, blockHash: zeroHash, isDeep: false };
      expect(await fateOf(node({ nonce: 10, logs: [log] }))).to.deep.equal({ kind, isSpedUp: false, ...place });
    });
  }

  it("is given up once its nonce went to another", async () => {
    const other: Log = { topics: [SUCCESS, MINED], data: payment };
    expect(await fateOf(node({ nonce: 10, logs: [other] }))).to.deep.equal({ kind: "dropped" });
  });

  it("is unseen where nothing proves that the hash is a Safe's", async () => {
    expect(await fateOf(node(), { safeNonce: undefined })).to.deep.equal({ kind: "unseen" });
  });
});
