import { expect } from "chai";
import type { JsonRpcProvider } from "ethers";
import { passPeriod } from "../../scripts/dev/passPeriod.ts";
import { Logbook } from "../../scripts/keeper/Logbook.ts";
import { eventsIn } from "../../scripts/lib/events.ts";
import { connect } from "../../scripts/lib/rpc.ts";
import { days } from "./support/days.ts";
import { runScript } from "./support/runScript.ts";
import { serveVault, type ServedVault } from "./support/servedVault.ts";

const DAY = 86_400;

/** Two clusters that the vault owns, and a loan, each with two days reported, paid and settled. */
const SKETCHES = ["a", "b", "lent"].flatMap((cluster) => [...days(2, () => ({ cluster }))]);
const TERMS = {
  deposit: "900000",
  clusters: { lent: { form: "loan", principal: "1500", yearlyRate: "0.5", periodDays: 2, payments: 10 } },
};
const CLUSTERS = [1n, 2n, 3n];

type Deed = { action: string; outcome: string; why: string; reason?: string; gas?: number };

describe("the keeper", function () {
  this.timeout(180_000);

  let served: ServedVault;
  let provider: JsonRpcProvider;
  let directory: string;

  beforeEach(async () => {
    served = await serveVault(SKETCHES, TERMS);
    provider = await connect(served.rpc);
    directory = await served.context.contracts.directory.getAddress();
  });
  afterEach(async () => {
    provider.destroy();
    await served.close();
  });

  const keep = (...more: string[]) =>
    runScript("keeper", ["--rpc", served.rpc, "--directory", directory, "--once", "--json", ...more]);
  const deedsIn = (stdout: string) =>
    stdout
      .trim()
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Deed);
  const said = (stdout: string) => deedsIn(stdout).map(({ action, outcome }) => `${action}: ${outcome}`);

  /** A day of every cluster, reported and final, and not paid. */
  async function passDay(): Promise<void> {
    for (const cluster of CLUSTERS) await passPeriod(provider, served.vault, cluster, false);
  }

  async function settledPeriods(): Promise<readonly bigint[]> {
    const { lens } = served.context.contracts;
    return Promise.all(CLUSTERS.map(async (cluster) => (await lens.facility(cluster)).settledPeriods));
  }

  it("has nothing to do where nothing is due", async () => {
    const sender = await provider.getSigner(0);
    const sent = await provider.getTransactionCount(sender);

    const { code, stdout } = await keep();

    expect(deedsIn(stdout)).to.deep.equal([]);
    expect(code).to.equal(0);
    expect(await provider.getTransactionCount(sender)).to.equal(sent);
  });

  it("settles what is final, manager by manager, and says why and for how much", async () => {
    await passDay();
    expect(await settledPeriods()).to.deep.equal([2n, 2n, 2n]);

    const { code, stdout } = await keep();

    expect(said(stdout)).to.deep.equal(["shares.settleMany: done", "loans.settleMany: done"]);
    expect(deedsIn(stdout)[0]?.why).to.equal(
      "Final reports wait to be taken in, or rent to be distributed, of 2 clusters.",
    );
    expect(deedsIn(stdout)[0]?.gas).to.be.greaterThan(100_000);
    expect(code).to.equal(0);
    expect(await settledPeriods()).to.deep.equal([3n, 3n, 3n]);
  });

  it("only says what it would do, in a dry run", async () => {
    await passDay();
    const sender = await provider.getSigner(0);
    const sent = await provider.getTransactionCount(sender);

    const { code, stdout } = await keep("--dry-run");

    expect(said(stdout)).to.deep.equal(["shares.settleMany: planned", "loans.settleMany: planned"]);
    expect(code).to.equal(1);
    expect(await provider.getTransactionCount(sender)).to.equal(sent);
  });

  it("spends no more gas in a day than it may, and says what it left", async () => {
    await passDay();

    const { code, stdout } = await keep("--gas-per-day", "100000");

    expect(said(stdout)).to.contain("shares.settleMany: unaffordable");
    expect(deedsIn(stdout).find(({ outcome }) => outcome === "unaffordable")?.reason).to.match(
      /^It may cost \d+ gas, and \d+ of the day's are left\.$/,
    );
    expect(code).to.equal(1);
  });

  it("marks a period missed once its report is too late", async () => {
    const { oracle } = served.context.contracts;
    const [period, , , , , deadline] = await oracle.nextReport(1n);
    await provider.send("evm_setNextBlockTimestamp", [Number(deadline) + DAY]);
    await provider.send("evm_mine", []);

    const { code, stdout } = await keep();

    expect(said(stdout).filter((deed) => deed === "oracle.markMissed: done")).to.have.length(3);
    expect(deedsIn(stdout).find(({ action }) => action === "oracle.markMissed")?.why).to.equal(
      `No report of period ${period} of cluster 1 has come in time.`,
    );
    expect(code).to.equal(0);
    expect((await oracle.nextReport(1n)).revision).to.equal(1n);
  });

  it("pays a redemption epoch once it is over", async () => {
    const { vault, queue } = served.context.contracts;
    const holder = await provider.getSigner(await holderOf(served));
    const shares = (await vault.balanceOf(holder)) / 10n;
    await (await vault.connect(holder).approve(queue, shares)).wait();
    await (await queue.connect(holder).requestRedeemAtAnyPrice(shares, holder, holder)).wait();
    const { end } = await queue.currentEpoch();
    await provider.send("evm_setNextBlockTimestamp", [Number(end) + DAY]);
    await provider.send("evm_mine", []);

    const { stdout } = await keep();

    expect(said(stdout)).to.contain("queue.settle: done");
    const [patient, atAnyPrice] = await queue.closedShares();
    expect([patient, atAnyPrice]).to.deep.equal([0n, 0n]);
  });

  it("runs twice at once: every period is settled once", async () => {
    const { shares, loans } = served.context.contracts;
    for (let day = 0; day < 3; day += 1) await passDay();
    const from = (await provider.getBlockNumber()) + 1;

    const both = await Promise.all([keep(), keep()]);

    expect(both.map(({ code }) => code)).to.deep.equal([0, 0]);
    expect(await settledPeriods()).to.deep.equal([5n, 5n, 5n]);
    for (const manager of [shares, loans]) {
      const logs = await provider.getLogs({ address: await manager.getAddress(), fromBlock: from });
      const settled = eventsIn(manager, manager.filters.Settled, logs).filter(({ period }) => period > 0n);
      const named = settled.map(({ cluster, period }) => `${cluster}/${period}`);
      expect(new Set(named).size).to.equal(named.length);
    }
  });

  it("looks after vaults that the directory lists, and no others", async () => {
    const { code, stderr } = await keep("--vault", directory);

    expect(code).to.equal(2);
    expect(stderr).to.contain(`The directory does not list ${directory}.`);
  });
});

describe("what a keeper remembers", () => {
  const deed = { vault: "0x1", action: "shares.settleMany", what: "", why: "" } as const;

  it("is the gas of the last 24 hours, against what may be spent", () => {
    const logbook = new Logbook(1_000n);
    logbook.note({ ...deed, at: 100, outcome: "done", gas: 600n });
    expect(logbook.allowance(100)).to.equal(400n);
    logbook.note({ ...deed, at: 200, outcome: "overtaken", gas: 500n });

    expect(logbook.allowance(200)).to.equal(0n);
    expect(logbook.allowance(100 + DAY)).to.equal(500n);
    expect(logbook.allowance(200 + DAY)).to.equal(1_000n);
  });

  it("is told to Prometheus", () => {
    const logbook = new Logbook(1_000n);
    logbook.note({ ...deed, at: 100, outcome: "done", gas: 600n });
    logbook.note({ ...deed, at: 100, outcome: "refused" });
    logbook.note({ ...deed, at: 100, outcome: "refused" });
    logbook.endRound(100, 2);
    logbook.fail();

    const lines = logbook.metrics().split("\n");
    expect(lines.filter((line) => !line.startsWith("#") && line !== "")).to.deep.equal([
      "keeper_rounds_total 1",
      "keeper_failures_total 1",
      "keeper_gas_total 600",
      "keeper_gas_allowance 400",
      "keeper_last_round_seconds 100",
      "keeper_left_undone 2",
      'keeper_actions_total{action="shares.settleMany",outcome="done"} 1',
      'keeper_actions_total{action="shares.settleMany",outcome="refused"} 2',
    ]);
  });
});

/** Who has the shares of the replay. */
async function holderOf({ context }: ServedVault): Promise<string> {
  const { vault } = context.contracts;
  const [first] = await vault.queryFilter(vault.filters.Deposit());
  if (!first) throw new Error("nobody has deposited");
  return first.args.owner;
}
