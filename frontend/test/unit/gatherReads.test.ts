import { createNode } from "@gpu-yield-vaults/sdk/logs";
import { expect } from "chai";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import hre from "hardhat";
import { createPublicClient, custom, numberToHex, parseAbi, type Address } from "viem";
import { gatherReads } from "../../src/lib/chain/gatherReads";
import { MULTICALL } from "../../src/lib/chain/multicall";
import multicall3 from "../../src/lib/chain/multicall3.json";
import { serveFaulty, type FaultyNode, type Faults } from "../../../test/sdk/logs/support/faultyNode";
import { localChain, type LocalChain } from "./localChain";

const DOLLAR = parseAbi([
  "function balanceOf(address) view returns (uint256)",
  "function mint(address, uint256)",
  "function transfer(address, uint256) returns (bool)",
  "error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)",
]);
const holder = (index: number): Address => numberToHex(index + 0xff_00, { size: 20 });
const refused = { code: -32_602, message: "too many arguments, want at most 2" };

describe("reads of one block", function () {
  this.timeout(30_000);
  let chain: LocalChain;
  const nodes: FaultyNode[] = [];
  before(async () => {
    chain = await localChain();
    const [account] = chain.accounts;
    if (!account) throw new Error("the chain has no account");
    for (const index of [0, 1, 2]) {
      const call = {
        address: chain.token,
        abi: DOLLAR,
        functionName: "mint",
        account,
        chain: chain.client.chain,
      } as const;
      await chain.client.writeContract({ ...call, args: [holder(index), BigInt(index + 1)] });
    }
  });
  after(() => Promise.all(nodes.map((node) => node.close())));

  async function open(faults: Faults = {}) {
    const served = await serveFaulty(chain.provider, faults);
    nodes.push(served);
    const client = createPublicClient({ transport: custom(gatherReads(createNode(served.url)), { retryCount: 0 }) });
    const balance = (index: number, blockNumber: bigint) =>
      client.readContract({
        address: chain.token,
        abi: DOLLAR,
        functionName: "balanceOf",
        args: [holder(index)],
        blockNumber,
      });
    const methods = () => served.requests.flatMap(({ calls }) => calls.map(({ method }) => method));
    return { client, balance, methods, served };
  }

  it("are one call, a balance of the chain's own coin among them", async () => {
    const { client, balance, methods } = await open();
    const [account] = chain.accounts;
    const coin = await chain.client.getBalance({ address: account ?? MULTICALL, blockNumber: 4n });
    const read = [
      balance(0, 4n),
      balance(1, 4n),
      client.getBalance({ address: account ?? MULTICALL, blockNumber: 4n }),
    ];
    expect(await Promise.all(read)).to.deep.equal([1n, 2n, coin]);
    expect(methods()).to.deep.equal(["eth_call"]);
  });

  it("are asked once, whoever asks, at one block and not at another", async () => {
    const { balance, methods } = await open();
    expect([await balance(2, 4n), await balance(2, 4n), await balance(2, 3n)]).to.deep.equal([3n, 3n, 0n]);
    expect(methods()).to.deep.equal(["eth_call", "eth_call"]);
  });

  it("are one call at the next block, although some of them need the answers of others", async () => {
    const { balance, methods, served } = await open();
    const inTurn = async (block: bigint) =>
      balance(Number(await balance(Number(await balance(0, block)), block)), block);
    expect(await inTurn(3n)).to.equal(0n);
    expect(methods()).to.deep.equal(["eth_call", "eth_call", "eth_call"]);
    served.requests.length = 0;
    // Who asks for something new is answered too.
    expect(await inTurn(4n)).to.equal(3n);
    expect(methods()).to.deep.equal(["eth_call"]);
  });

  it("are asked anew where a chain is doubted", async () => {
    const { client, balance, methods } = await open();
    await balance(0, 4n);
    await client.getBlock({ blockNumber: 0n });
    await balance(0, 4n);
    expect(methods()).to.deep.equal(["eth_call", "eth_getBlockByNumber", "eth_call"]);
  });

  it("fail one by one, with what the contract said", async () => {
    const { client, balance } = await open();
    const transfer = client.readContract({
      address: chain.token,
      abi: DOLLAR,
      functionName: "transfer" as never,
      args: [holder(1), 5n] as never,
      blockNumber: 4n,
    });
    const [held, failed] = await Promise.allSettled([balance(1, 4n), transfer]);
    expect(held).to.deep.equal({ status: "fulfilled", value: 2n });
    expect(failed.status === "rejected" && String(failed.reason)).to.contain("ERC20InsufficientBalance");
  });

  it("are split where the node says that they are too many, and joined again", async () => {
    const { balance, methods } = await open({
      call: ({ method, params }) =>
        method === "eth_call" && JSON.stringify(params).length > 14_000
          ? { code: -32_000, message: "out of gas" }
          : undefined,
    });
    const held = await Promise.all(Array.from({ length: 8 }, (_, index) => balance(index, 4n)));
    expect(held).to.deep.equal([1n, 2n, 3n, 0n, 0n, 0n, 0n, 0n]);
    expect(methods()).to.deep.equal(["eth_call", "eth_call", "eth_call"]);
  });

  it("are asked one by one, by a node that takes no such call", async () => {
    const { balance, methods } = await open({
      call: ({ method, params }) => (method === "eth_call" && params.length > 2 ? refused : undefined),
    });
    const read = () => Promise.all([0, 1, 2].map((index) => balance(index, 4n)));
    expect(await read()).to.deep.equal([1n, 2n, 3n]);
    // One in vain, and not again for a while.
    expect(methods()).to.deep.equal(["eth_call", "eth_call", "eth_call", "eth_call"]);
    expect(await Promise.all([3, 4].map((index) => balance(index, 4n)))).to.deep.equal([0n, 0n]);
    expect(methods().length).to.equal(6);
  });

  it("are not guessed at: what the node did not answer is asked again", async () => {
    let isGone = true;
    const { balance } = await open({ page: () => (isGone ? { status: 401, body: "no key" } : undefined) });
    expect(await balance(0, 4n).catch(() => "no answer")).to.equal("no answer");
    isGone = false;
    expect(await balance(0, 4n)).to.equal(1n);
  });

  it("are gathered by the code that viem knows as Multicall3", async () => {
    const file = join(hre.config.paths.root, "node_modules/viem/constants/contracts.ts");
    expect(await readFile(file, "utf8")).to.contain(multicall3.code.slice(2));
  });
});
