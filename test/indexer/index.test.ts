import { discover } from "../../packages/indexer/discovery/index.ts";
import { readVaultDue } from "@gpu-yield-vaults/sdk/due";
import { createNode, readLogs } from "@gpu-yield-vaults/sdk/logs";
import { STATUS } from "@gpu-yield-vaults/sdk/model";
import { expect } from "chai";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPublicClient, http, type Address } from "viem";
import { localActor } from "../../scripts/lib/localAccounts.ts";
import { SKETCHES, TERMS } from "../scripts/support/allForms.ts";
import { serveVault, type ServedVault } from "../scripts/support/servedVault.ts";
import { serveIndex, type ServedIndex } from "./support/servedIndex.ts";
import { servePostgres } from "./support/servePostgres.ts";
import { tablesOf } from "./support/tablesOf.ts";

/** Numbers that look random and are the same each time. */
function* numbersBelow(limit: number): Generator<number, never> {
  for (let seed = 20_261_130; ; seed = (seed * 48_271) % 2_147_483_647) yield seed % limit;
}

describe("The index of a chain with loans, a lease and a revenue share", function () {
  this.timeout(240_000);

  let folder: string;
  let served: ServedVault;
  let index: ServedIndex;
  let head: number;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "index-"));
    served = await serveVault(SKETCHES, TERMS);
    head = await blockNumber();
    index = await serveIndex(served, join(folder, "first"));
    await index.reach(head);
  });
  after(async () => {
    await index.stop();
    await served.close();
    await rm(folder, { recursive: true });
  });

  const provider = () => served.context.chain.connection.ethers.provider;
  const blockNumber = () => provider().getBlockNumber();
  const request = (method: string, ...params: unknown[]) =>
    served.context.chain.connection.provider.request({ method, params });

  it("follows every contract that a deployment has, found from the directory alone", async () => {
    const { contracts } = served.context;
    const directory = (await contracts.directory.getAddress()) as Address;
    const found = await discover(createNode(served.rpc), directory, 0n, BigInt(head));
    // Tokens are not followed, the others are mute.
    const silent = new Set(["asset", "dollar", "router", "vaultLens", "lens"]);
    const expected = Object.entries(contracts).filter(([key]) => !silent.has(key));
    const addresses = await Promise.all(
      expected.map(async ([key, contract]) => `${key} ${(await contract.getAddress()).toLowerCase()}`),
    );
    expect(found.contracts.map(({ key, address }) => `${key} ${address}`)).to.have.members(addresses);
  });

  it("has a line for every event of theirs", async () => {
    const node = createNode(served.rpc);
    const directory = (await served.context.contracts.directory.getAddress()) as Address;
    const { contracts } = await discover(node, directory, 0n, BigInt(head));
    const logs = await readLogs(node, { address: contracts.map(({ address }) => address) }, 0n, BigInt(head));
    const lines = await index.sql("select block, log_index from activity order by id");
    expect(lines.map(({ block, log_index }) => `${String(block)}/${String(log_index)}`)).to.deep.equal(
      logs.map(({ blockNumber: block, logIndex }) => `${block}/${logIndex}`),
    );
  });

  it("has the logs of contracts as the node has them, and refuses contracts that it does not follow", async () => {
    const node = createNode(served.rpc);
    const { vault, queue, registry } = served.context.contracts;
    const own = await Promise.all([vault, queue, registry].map((contract) => contract.getAddress()));
    const address = own.map((one) => one.toLowerCase() as Address);
    const [from, to] = [BigInt(head >> 2), BigInt(head - 5)];
    const wanted = await readLogs(node, { address }, from, to);
    const asked = { address: own.join(","), from: `${from}`, to: `${to}` };
    const { logs, to: last, protocol } = await index.client.read("logs", asked);
    const first = await provider().getBlock(0);
    expect([last, protocol.chainId, protocol.genesis]).to.deep.equal([to, 31_337, first?.hash]);
    expect(logs.map(({ time, ...log }) => ({ ...log, time: Number(time) }))).to.deep.equal(
      await Promise.all(
        wanted.map(async (log) => ({
          address: log.address.toLowerCase(),
          topics: log.topics,
          data: log.data,
          block: log.blockNumber,
          time: (await provider().getBlock(Number(log.blockNumber)))?.timestamp,
          transaction: log.transactionHash,
          logIndex: log.logIndex,
        })),
      ),
    );
    expect(logs.length).to.be.greaterThan(50);

    const beyond = await index.client.read("logs", { ...asked, to: `${head + 1_000_000}` });
    expect(beyond.to).to.equal(beyond.asOf.block);
    const stranger = `0x${"7".repeat(40)}`;
    const refused: unknown = await index.client.read("logs", { ...asked, address: stranger }).catch((e: unknown) => e);
    expect(refused).to.include({ status: 404, message: `${stranger} is not followed.` });
  });

  it("has what shares cost in an earlier second, and nothing of before there were any", async () => {
    const { points } = await index.client.read("prices", { address: served.vault, points: "5" });
    const { vaults } = await index.client.read("vaults", { at: `${points[2]?.time}` });
    expect(vaults.map(({ before }) => before)).to.deep.equal([points[2]]);
    const early = await index.client.read("vaults", { at: "1" });
    expect(early.vaults.map(({ before }) => before)).to.deep.equal([null]);
  });

  it("has, at random blocks, the balance and the prices that the contract answers there", async () => {
    const { vault } = served.context.contracts;
    const decimals = await vault.decimals();
    const random = numbersBelow(head);
    let compared = 0;
    while (compared < 25) {
      const blockTag = random.next().value + 1;
      const [block, next] = [await provider().getBlock(blockTag), await provider().getBlock(blockTag + 1)];
      if (!block || block.timestamp === next?.timestamp) continue; // of several blocks in one second, the last
      const second = `${block.timestamp}`;
      if ((await provider().getCode(vault, blockTag)) === "0x") continue; // not there yet
      if ((await vault.totalSupply({ blockTag })) === 0n) continue;
      const { points } = await index.client.read("prices", { address: served.vault, from: second, to: second });
      const state = await vault.state({ blockTag });
      expect(points, `block ${blockTag}`).to.deep.equal([
        {
          time: BigInt(second),
          cash: state.cash,
          value: state.value,
          locked: state.locked,
          nav: state.nav,
          unrealisedLoss: state.unrealisedLoss,
          exitValue: state.totalAssets,
          supply: state.totalSupply,
          entryPrice: (10n ** (decimals + 12n) * (state.nav + 1n)) / (state.totalSupply + 10n ** 6n),
          exitPrice: await vault.convertToAssets(10n ** (decimals + 12n), { blockTag }),
        },
      ]);
      compared += 1;
    }
  });

  it("has the figures of every facility that its manager has", async () => {
    const { lens } = served.context.contracts;
    const words = new Map<bigint, string>(Object.entries(STATUS).map(([word, number]) => [number, word]));
    for (const id of ["1", "2", "3", "4"]) {
      const { facility, periods } = await index.client.read("cluster", { id });
      const found = await lens.facility(id);
      expect(facility, `cluster ${id}`).to.deep.include({
        operator: found.operator.toLowerCase(),
        form: Number(found.form),
        status: words.get(found.status),
        approved: found.approved,
        drawn: found.cost,
        lockbox: found.lockbox,
        distributed: found.distributed,
        settledPeriods: Number(found.settledPeriods),
        covenantTier: Number(found.tier),
      });
      const settled = periods.filter(({ status }) => status === "settled");
      expect(settled.reduce((sum, { gross }) => sum + gross, 0n)).to.equal(found.reported);
      if (facility?.status === "inService") {
        expect(facility.deadline).to.equal(found.deadline === 0n ? found.delinquentSince : found.deadline);
      }
    }
  });

  it("knows who signed a report, and in which second each stood", async () => {
    const { reports } = await index.client.read("cluster", { id: "1", limit: "1" });
    const { quorum } = served.context.contracts;
    const reporters = (await quorum.reporters()).map((one) => one.toLowerCase());
    expect(reports[0]?.signers).to.deep.equal(reporters.slice(0, 3));
  });

  it("has the shares of everybody, and what they cost", async () => {
    const { vault } = served.context.contracts;
    const positions = await index.sql("select * from position");
    const supply = positions.reduce(
      (sum, { shares, queued }) => sum + BigInt(shares as string) + BigInt(queued as string),
      0n,
    );
    expect(supply).to.equal(await vault.totalSupply());
    for (const { account, shares } of positions) {
      expect(BigInt(shares as string)).to.equal(await vault.balanceOf(account as string));
      const { positions: own } = await index.client.read("account", { address: account as string });
      expect(own[0]?.worth).to.equal(await vault.convertToAssets(await vault.balanceOf(account as string)));
    }
    const [first] = positions;
    expect(first).to.include({ deposited: "200000000000", cost: "200000000000", withdrawn: "0" });
  });

  it("answers by SQL what it answers by its routes, of tables that were written to in one go too", async () => {
    const { periods } = await index.client.read("cluster", { id: "1" });
    const rows = await index.sql("select period, status from period where cluster = 1 order by period desc");
    expect(rows).to.deep.equal(periods.map(({ period, status }) => ({ period, status })));
    expect(rows.length).to.be.greaterThan(20);
    expect(await index.sql("select count(*) from kink")).to.not.deep.equal([{ count: 0 }]);
  });

  it("adds a statement up to the unit", async () => {
    const { points } = await index.client.read("prices", { address: served.vault, points: "3" });
    const middle = `${points[1]?.time}`;
    for (const span of [{}, { from: middle }, { to: middle }]) {
      const all = await index.client.read("statement", { vault: served.vault, ...span });
      const moved = all.deposits - all.withdrawals - all.drawn + all.fromClusters - all.fees + all.skimmed;
      expect(all.closing.cash - all.opening.cash).to.equal(moved);
    }
  });

  it("has who holds which role", async () => {
    const { accessManager } = served.context.contracts;
    const roles = await index.sql("select * from role where held");
    expect(roles.length).to.be.greaterThan(10);
    for (const { role, account, delay } of roles) {
      expect([...(await accessManager.hasRole(role as string, account as string))]).to.deep.equal([
        true,
        BigInt(delay as number),
      ]);
    }
  });

  it("has what is due, word for word what the SDK reads of the contracts", async () => {
    const directory = (await served.context.contracts.directory.getAddress()) as Address;
    const { asOf, items } = await index.client.read("due", {});
    const known = { vault: served.vault as Address, directory };
    const options = { blockNumber: asOf.block, fromBlock: 0n };
    const read = await readVaultDue(createPublicClient({ transport: http(served.rpc) }), known, options);
    expect(items).to.deep.equal(
      read.items.map((item) => ({
        ...item,
        at: BigInt(item.at),
        verb: item.verb ?? null,
        vault: served.vault.toLowerCase(),
        cluster: item.cluster ?? null,
        isPast: item.at <= Number(asOf.time),
      })),
    );
    const deadlines = items.filter(({ kind }) => kind === "delinquent");
    expect(deadlines.map(({ cluster }) => cluster)).to.have.members([2n, 4n]);
    const { items: early } = await index.client.read("due", { until: `${items[0]?.at}` });
    expect(early).to.deep.equal(items.filter(({ at }) => at === items[0]?.at));
  });

  it("has what is scheduled, in words: from when it can be executed, and when it expires", async () => {
    const { accessManager, vault } = served.context.contracts;
    const { address: governor } = localActor("governor");
    const signer = await served.context.chain.connection.ethers.getSigner(governor);
    const data = vault.interface.encodeFunctionData("setCap", [7]);
    await accessManager.connect(signer).schedule(vault, data, 0);
    head = await blockNumber();
    await index.reach(head);
    const ready = await accessManager.getSchedule(await accessManager.hashOperation(governor, vault, data));
    const { items } = await index.client.read("due", { vault: served.vault });
    const about = items.filter(({ kind }) => kind.startsWith("action"));
    expect(about.map(({ kind, at, who }) => [kind, at, who])).to.deep.equal([
      ["actionReady", ready, ["governor", "guardian"]],
      ["actionExpires", ready + 604_800n, ["governor", "guardian"]],
    ]);
    expect(about[0]?.what).to.match(new RegExp(governor, "i"));
    const rows = await index.sql("select call, args from pending_action where status = 'scheduled'");
    expect(rows).to.deep.equal([{ call: "setCap", args: [7] }]);
  });

  it("refuses what it does not understand, with a sentence and what to do", async () => {
    const refusals: [string, number, string][] = [
      [
        "/v1/vaults/0x12/prices",
        400,
        "The request is not understood: address: an address is 0x and 40 hexadecimal digits.",
      ],
      [`/v1/vaults/${served.vault}/prices?form=1`, 400, 'The request is not understood: Unrecognized key: "form".'],
      [`/v1/vaults/0x${"0".repeat(40)}/prices`, 404, `There is no vault at 0x${"0".repeat(40)}.`],
      ["/v1/clusters/99", 404, "There is no cluster 99."],
      ["/v1/nothing", 404, "There is no such route."],
    ];
    for (const [path, status, error] of refusals) {
      const response = await fetch(`${index.url}${path}`);
      const told = (await response.json()) as { error: string; next: string };
      expect([response.status, told.error], path).to.deep.equal([status, error]);
      expect(told.next).to.match(/\.$/);
    }
  });

  describe("when it is killed in the middle", () => {
    it("is started again by itself, begins anew, and ends with the same tables", async () => {
      await kill(1);
    });

    it("is started again by itself, three times, goes on in PostgreSQL, and ends with the same tables", async () => {
      const postgres = await servePostgres();
      try {
        await kill(3, postgres.url);
      } finally {
        await postgres.close();
      }
    });

    /** The first time while it writes what it has read, later as soon as it reads again. */
    async function kill(times: number, databaseUrl?: string): Promise<void> {
      const other = await serveIndex(served, await mkdtemp(join(folder, "killed-")), { databaseUrl });
      try {
        const killed = new Set<number>();
        await other.says("Indexed block range");
        for (let time = 1; time <= times; time += 1) {
          await other.says("Started backfill indexing", time);
          killed.add(other.process());
          process.kill(other.process(), "SIGKILL");
        }
        await other.reach(head);
        expect([killed.size, killed.has(other.process())]).to.deep.equal([times, false]);
        expect(await tablesOf(other)).to.deep.equal(await tablesOf(index));
      } finally {
        await other.stop();
      }
    }
  });

  describe("when blocks are replaced by others", () => {
    it("forgets what was in them", async () => {
      const before = await tablesOf(index);
      const snapshot: unknown = await request("evm_snapshot");
      const { vault } = served.context.contracts;
      const { address: depositor } = localActor("depositor");
      const stranger = `0x${"5".repeat(40)}`;
      const signer = await served.context.chain.connection.ethers.getSigner(depositor);
      await vault.connect(signer).transfer(stranger, 5_000_000n);
      await request("hardhat_mine", "0x4");
      await index.reach(head + 5);
      const { positions } = await index.client.read("account", { address: stranger });
      expect(positions.map(({ shares }) => shares)).to.deep.equal([5_000_000n]);

      await request("evm_revert", snapshot);
      await request("hardhat_mine", "0x7");
      await index.reach(head + 7);
      expect((await index.client.read("account", { address: stranger })).positions).to.deep.equal([]);
      expect(await tablesOf(index)).to.deep.equal(before);
    });
  });
});
