import { expect } from "chai";
import { setTimeout as wait } from "node:timers/promises";
import { localAccounts } from "../../scripts/lib/localAccounts.ts";
import { KeeperProcess } from "./support/KeeperProcess.ts";
import { rentThreeVaults, type RentedVaults } from "./support/rentedVaults.ts";

/** Clusters of each of three vaults, and days: more of both are a long measurement, which prints its figures. */
const { KEEPER_CLUSTERS = "2", KEEPER_DAYS = "2" } = process.env;
const [EACH, DAYS] = [Number(KEEPER_CLUSTERS), Number(KEEPER_DAYS)];
const PATIENCE = 120_000; // ms, for one day to be settled
/** Within so many ms after a day is final one of the keepers is killed. */
const KILLED_WITHIN = 4_000;
/** Places of the keepers' accounts among the node's: nobody else sends from them. */
const ACCOUNTS = [16, 17];

describe("two keepers at once, of which one is killed every day", function () {
  this.timeout(60_000 + DAYS * (PATIENCE + EACH * 1_000));

  let rented: RentedVaults;
  let running: KeeperProcess[] = [];
  const ended: KeeperProcess[] = [];

  before(async () => {
    rented = await rentThreeVaults(EACH);
    const directory = await rented.contexts[0]?.contracts.directory.getAddress();
    const keys = ACCOUNTS.map((place) => localAccounts()[place]?.privateKey ?? "");
    const start = (key: string) =>
      new KeeperProcess(key, [
        ...["--rpc", rented.rpc, "--directory", directory ?? "", "--interval", "1"],
        ...["--gas-per-day", "1000000000"],
      ]);
    running = keys.map(start);
    for (let day = 1; day <= DAYS; day += 1) {
      await rented.passDay();
      await wait(Math.random() * KILLED_WITHIN);
      const victim = Math.floor(Math.random() * running.length);
      const killed = running[victim];
      if (!killed) throw new Error("there is no such keeper");
      await killed.kill();
      ended.push(killed);
      running[victim] = start(keys[victim] ?? "");
      await settled(day);
    }
  });
  after(async () => {
    for (const keeper of running) await keeper.kill();
    await rented.close();
  });

  /** Waits until every cluster's day is. */
  async function settled(day: number): Promise<void> {
    const until = Date.now() + PATIENCE;
    while ((await rented.settlements()).length < day * rented.clusters.length) {
      if (Date.now() > until)
        throw new Error(`day ${day} is not settled: ${running.map((one) => one.complaints).join()}`);
      await wait(250);
    }
  }

  it("settles every period of every cluster once", async () => {
    const all = rented.clusters.flatMap((cluster) => Array.from({ length: DAYS }, (_, day) => `${cluster}/${day + 2}`));
    expect(await rented.settlements()).to.have.members(all);
  });

  it("leaves nothing late that was paid for", async () => {
    const each = Math.floor(rented.clusters.length / rented.contexts.length);
    for (const [vault, { contracts }] of rented.contexts.entries()) {
      for (const cluster of rented.clusters.slice(vault * each, (vault + 1) * each)) {
        const { delinquentSince, reported, distributed, lockbox } = await contracts.lens.facility(cluster);
        expect(delinquentSince, `cluster ${cluster}`).to.equal(0n);
        expect(reported, `cluster ${cluster}`).to.be.greaterThan(0n);
        expect([distributed, lockbox], `cluster ${cluster}`).to.deep.equal([reported, 0n]);
      }
    }
  });

  it("costs gas that is known, and no keeper has anything to complain of", async () => {
    const mined: bigint[] = [];
    for (const place of ACCOUNTS) mined.push(...(await gasOf(localAccounts()[place]?.address ?? "")));
    const each = mined.reduce((sum, gas) => sum + gas, 0n) / BigInt(DAYS * rented.clusters.length);
    if (DAYS > 2) console.log(`      ${each} gas per cluster and day, in ${mined.length} transactions`);

    expect(each).to.be.within(50_000n, 400_000n);
    expect([...ended, ...running].map(({ complaints }) => complaints).join("")).to.equal("");
    expect(ended).to.have.length(DAYS);
  });

  it("ends with 0 when it is asked to stop", async () => {
    expect(await Promise.all(running.map((keeper) => keeper.stop()))).to.deep.equal([0, 0]);
  });

  /** Of every transaction that an account has sent, of dead keepers too. */
  async function gasOf(account: string): Promise<readonly bigint[]> {
    const { provider } = rented;
    const last = await provider.getBlockNumber();
    const gas: bigint[] = [];
    for (let block = rented.from; block <= last; block += 1) {
      const { transactions = [] } = (await provider.getBlock(block)) ?? {};
      for (const hash of transactions) {
        const receipt = await provider.getTransactionReceipt(hash);
        if (receipt?.from === account) gas.push(receipt.gasUsed);
      }
    }
    return gas;
  }
});
