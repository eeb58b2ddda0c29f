import { expect } from "chai";
import {
  createPublicClient,
  createWalletClient,
  custom,
  encodeFunctionData,
  erc20Abi,
  keccak256,
  type Address,
  type Hash,
  type Hex,
} from "viem";
import { hardhat } from "viem/chains";
import { canChange, hasEnded } from "../../src/lib/pending/fate";
import { readFate } from "../../src/lib/pending/readFate";
import type { Sent } from "../../src/lib/pending/sent";
import { localChain, type LocalChain } from "./localChain";

const GWEI = 10n ** 9n;

describe("what has become of a transaction", () => {
  let chain: LocalChain;
  let account: Address;
  let sent: Sent;
  let data: Hex;
  /** What the node is told to say it does not know, by method. */
  const hidden = new Set<string>();
  let client: ReturnType<typeof clientOf>;

  const clientOf = (local: LocalChain) =>
    createPublicClient({
      chain: hardhat,
      transport: custom(
        {
          request: ({ method, params }: { method: string; params?: unknown[] }) =>
            hidden.has(method) ? Promise.resolve(null) : local.provider.request({ method, params }),
        },
        { retryCount: 0 },
      ),
    });

  beforeEach(async () => {
    hidden.clear();
    chain = await localChain();
    client = clientOf(chain);
    account = chain.accounts[1] ?? chain.token;
    await chain.provider.request({ method: "evm_setAutomine", params: [false] });
    data = encodeFunctionData({ abi: erc20Abi, functionName: "approve", args: [chain.token, 7n] });
    sent = await send(data);
  });

  const mine = (): Promise<unknown> => chain.provider.request({ method: "evm_mine", params: [] });

  async function send(input: Hex, changes: { to?: Address; nonce?: number; gasPrice?: bigint } = {}): Promise<Sent> {
    const to = changes.to ?? chain.token;
    const after = Number(await client.getBlockNumber({ cacheTime: 0 }));
    const nonce = await client.getTransactionCount({ address: account });
    const wallet = createWalletClient({ account, chain: hardhat, transport: custom(chain.provider) });
    const id = await wallet.sendTransaction({ to, data: input, gas: 100_000n, gasPrice: 10n * GWEI, ...changes });
    const said = { id, to, dataHash: keccak256(input), after, nonce };
    return { kind: "transaction", account, isNonceSeen: false, isContract: false, ...said };
  }

  const kindNow = async (): Promise<string> => {
    const { fate, sent: learnt } = await readFate(client, sent);
    sent = learnt;
    return fate.kind;
  };

  it("is waiting as long as it is in a pool, and its nonce is learnt", async () => {
    expect(await readFate(client, sent)).to.deep.equal({
      fate: { kind: "waiting" },
      sent: { ...sent, isNonceSeen: true },
    });
  });

  it("is unseen while no node has it, and can still happen", async () => {
    hidden.add("eth_getTransactionByHash");
    const { fate } = await readFate(client, sent);
    expect(fate).to.deep.equal({ kind: "unseen" });
    expect([hasEnded(fate), canChange(fate)]).to.deep.equal([false, true]);
  });

  it("is confirmed by its receipt, and asked after until it lies deep", async () => {
    await mine();
    const { fate } = await readFate(client, sent);
    const { blockHash, blockNumber } = await client.getTransactionReceipt({ hash: sent.id as Hash });
    const place = { hash: sent.id, block: Number(blockNumber), blockHash };
    expect(fate).to.deep.equal({ kind: "confirmed", isSpedUp: false, ...place, isDeep: false });
    expect([hasEnded(fate), canChange(fate)]).to.deep.equal([true, true]);

    await chain.provider.request({ method: "hardhat_mine", params: ["0x40"] });
    const { fate: later } = await readFate(client, sent);
    expect(later).to.deep.equal({ kind: "confirmed", isSpedUp: false, ...place, isDeep: true });
    expect(canChange(later)).to.equal(false);
  });

  it("is reverted by its receipt", async () => {
    const transfer = encodeFunctionData({ abi: erc20Abi, functionName: "transfer", args: [chain.token, 7n] });
    sent = await send(transfer, { nonce: sent.nonce + 1 });
    await mine();
    expect(await kindNow()).to.equal("reverted");
  });

  it("is confirmed, speeded up, where the same call has its nonce", async () => {
    expect(await kindNow()).to.equal("waiting");
    const { id } = await send(data, { nonce: sent.nonce, gasPrice: 20n * GWEI });
    await mine();
    const { fate } = await readFate(client, sent);
    expect(fate).to.include({ kind: "confirmed", isSpedUp: true, hash: id });
  });

  it("is cancelled where nothing to oneself has its nonce", async () => {
    expect(await kindNow()).to.equal("waiting");
    await send("0x", { to: account, nonce: sent.nonce, gasPrice: 20n * GWEI });
    await mine();
    await mine();
    expect(await kindNow()).to.equal("cancelled");
  });

  it("is replaced where another call has its nonce, however many blocks ago", async () => {
    expect(await kindNow()).to.equal("waiting");
    const other = encodeFunctionData({ abi: erc20Abi, functionName: "approve", args: [chain.token, 8n] });
    const { id } = await send(other, { nonce: sent.nonce, gasPrice: 20n * GWEI });
    for (let block = 0; block < 20; block += 1) await mine();
    const { fate } = await readFate(client, sent);
    expect(fate).to.include({ kind: "replaced", hash: id, block: 2 });
  });

  it("is not said to be replaced by a nonce that was only expected", async () => {
    await send("0x", { to: account, nonce: sent.nonce, gasPrice: 20n * GWEI });
    await mine();
    expect(sent.isNonceSeen).to.equal(false);
    expect(await kindNow()).to.equal("unseen");
  });

  it("is not said to be replaced while the node lags with its receipt", async () => {
    expect(await kindNow()).to.equal("waiting");
    await mine();
    hidden.add("eth_getTransactionReceipt");
    expect(await kindNow()).to.equal("waiting");
    hidden.clear();
    expect(await kindNow()).to.equal("confirmed");
  });

  it("is open again where the chain has taken another fork, and ends as that one says", async () => {
    const fork: unknown = await chain.provider.request({ method: "evm_snapshot", params: [] });
    await mine();
    expect(await kindNow()).to.equal("confirmed");
    await chain.provider.request({ method: "evm_revert", params: [fork] });
    expect(["unseen", "waiting"]).to.include(await kindNow());
  });

  it("is nobody's word where a node does not answer", async () => {
    const silent = createPublicClient({
      chain: hardhat,
      transport: custom({ request: () => Promise.reject(new Error("down")) }, { retryCount: 0 }),
    });
    const error = await readFate(silent, sent).catch((reason: unknown) => String(reason));
    expect(error).to.contain("down");
  });
});
