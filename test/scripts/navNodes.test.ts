import { expect } from "chai";
import { toBeHex } from "ethers";
import { serveFaulty, type Faults } from "../sdk/logs/support/faultyNode.ts";
import { runScript, type Run } from "./support/runScript.ts";
import { serveVault, type ServedVault } from "./support/servedVault.ts";

const TERMS = { deposit: "600000", vaultShareBps: 9_500 };
const SKETCHES = Array.from({ length: 6 }, (_, day) => ({ cluster: "a", gpus: 8, from: day * 24, to: day * 24 + 24 }));

describe("npm run nav, over nodes that are not at their best", function () {
  this.timeout(300_000);

  let served: ServedVault;
  let head: number;
  before(async () => {
    served = await serveVault(SKETCHES, TERMS);
    head = await served.context.chain.connection.ethers.provider.getBlockNumber();
  });
  after(() => served.close());

  async function nav(faults: Faults, ...args: string[]): Promise<Run> {
    const node = await serveFaulty(served.context.chain.connection.provider, faults);
    try {
      return await runScript("nav", ["--rpc", node.url, "--vault", served.vault, "--patience", "2", ...args]);
    } finally {
      await node.close();
    }
  }

  /** Exit code 2, the reason, and nothing that could be taken for a verdict. */
  function expectNoVerdict({ code, stdout, stderr }: Run, reason: string): void {
    expect(stderr).to.contain(reason);
    expect(stderr).not.to.contain("    at ");
    expect(stdout).to.equal("");
    expect(code).to.equal(2);
  }

  const byMethod =
    (method: string, fault: (params: unknown[]) => ReturnType<NonNullable<Faults["call"]>>): Faults["call"] =>
    (call) =>
      call.method === method ? fault(call.params) : undefined;

  it("audits, through limits, drops and refusals that pass", async () => {
    let asked = 0;
    const { code, stdout, stderr } = await nav({
      page: (calls) => {
        asked += 1;
        if (asked % 7 === 3) return "drop";
        if (asked % 7 === 5) return { status: 429, headers: { "retry-after": "0" } };
        return calls.length > 9 ? { status: 413 } : undefined;
      },
      call: byMethod("eth_getLogs", ([filter]) => {
        const { fromBlock, toBlock } = filter as { fromBlock: string; toBlock: string };
        return Number(toBlock) - Number(fromBlock) >= 20
          ? { code: -32_005, message: "query returned more than 10000 results" }
          : undefined;
      }),
    });
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
    expect(stdout).to.match(new RegExp(`^block ${head}, 0 back · `));
  });

  it("audits some blocks back when told to, and says so", async () => {
    const { code, stdout } = await nav({}, "--confirmations", "3");
    expect(code).to.equal(0);
    expect(stdout).to.match(new RegExp(`^block ${head - 3}, 3 back · `));
  });

  it("gives no verdict without the audited block", async () => {
    const run = await nav({
      call: byMethod("eth_getBlockByNumber", ([tag]) => (tag === toBeHex(head) ? { result: null } : undefined)),
    });
    expectNoVerdict(run, `does not know the block yet: block ${head} is null`);
  });

  it("gives no verdict where logs lag behind the blocks", async () => {
    const run = await nav({
      call: byMethod("eth_getLogs", ([filter]) =>
        Number((filter as { toBlock: string }).toBlock) > head - 30 ? { result: [] } : undefined,
      ),
    });
    expectNoVerdict(run, "Nothing tells of the opening of the vault");
  });

  it("gives no verdict where the last logs are missing", async () => {
    const { vault } = served.context.contracts;
    const posted = await vault.queryFilter(vault.filters.Posted);
    const last = posted.at(-1)?.blockNumber ?? 0;
    const run = await nav({
      answer: ({ method }, result) =>
        method === "eth_getLogs"
          ? (result as { blockNumber: string }[]).filter(({ blockNumber }) => Number(blockNumber) < last)
          : result,
    });
    expectNoVerdict(run, `it gives 0 logs of block ${last}`);
    expect(run.stderr).to.contain("they lag behind");
  });

  it("gives no verdict while the node is away, and says what came instead", async () => {
    let isGone = false;
    const run = await nav({
      page: (calls) => {
        isGone ||= calls.some(({ method }) => method === "eth_getLogs");
        return isGone ? { status: 502, body: "<html><h1>502 Bad Gateway</h1></html>" } : undefined;
      },
    });
    expectNoVerdict(run, "does not answer: 502 502 Bad Gateway");
  });

  it("gives no verdict without the state of the block", async () => {
    const run = await nav({
      call: byMethod("eth_call", ([, tag]) =>
        tag === "latest"
          ? undefined
          : { code: -32_000, message: "missing trie node 0123 (path ) state is not available" },
      ),
    });
    expectNoVerdict(run, "missing trie node 0123");
  });

  it("says so where there is no vault", async () => {
    const token = await served.context.contracts.asset.getAddress();
    expectNoVerdict(await nav({}, "--vault", token), `There is no vault at ${token}.`);
  });

  it("asks a second node where the first is dead", async () => {
    const { code } = await runScript("nav", ["--rpc", `http://127.0.0.1:9,${served.rpc}`, "--vault", served.vault]);
    expect(code).to.equal(0);
  });

  it("gives its verdict where the node is consistent", async () => {
    const { provider } = served.context.chain.connection;
    const snapshot: unknown = await provider.request({ method: "evm_snapshot" });
    for (let slot = 0; slot < 16; slot++) {
      const word = BigInt(
        (await provider.request({
          method: "eth_getStorageAt",
          params: [served.vault, toBeHex(slot), "latest"],
        })) as string,
      );
      if (word === 0n) continue;
      await provider.request({
        method: "hardhat_setStorageAt",
        params: [served.vault, toBeHex(slot), toBeHex(word + 1n, 32)],
      });
      const { code, stderr } = await nav({});
      await provider.request({
        method: "hardhat_setStorageAt",
        params: [served.vault, toBeHex(slot), toBeHex(word, 32)],
      });
      if (code !== 1) continue;
      expect(stderr).to.contain(`disagree in block ${head}`);
      await provider.request({ method: "evm_revert", params: [snapshot] });
      return;
    }
    expect.fail("no tampering was seen");
  });
});
