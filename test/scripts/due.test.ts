import { ACTING_KEYS, actionNames, entryOf } from "@gpu-yield-vaults/sdk/actions";
import { expect } from "chai";
import type { JsonRpcProvider } from "ethers";
import { passPeriod } from "../../scripts/dev/passPeriod.ts";
import { connect } from "../../scripts/lib/rpc.ts";
import { days } from "./support/days.ts";
import { runScript } from "./support/runScript.ts";
import { serveVault, type ServedVault } from "./support/servedVault.ts";

const DAY = 86_400;

type Item = {
  at: number;
  kind: string;
  what: string;
  who: string[];
  verb?: string;
  otherwise: string;
  isOverdue: boolean;
  cluster?: string;
};

const VERBS = new Set(
  ACTING_KEYS.flatMap((key) =>
    actionNames(key)
      .map((name) => entryOf(key, name)?.verb ?? "")
      .filter((verb) => verb),
  ),
);

describe("what is due", function () {
  this.timeout(180_000);

  let served: ServedVault;
  let provider: JsonRpcProvider;
  let directory: string;

  before(async () => {
    served = await serveVault([...days(2, () => ({ cluster: "a" }))], { deposit: "900000" });
    provider = await connect(served.rpc);
    directory = await served.context.contracts.directory.getAddress();
  });
  after(async () => {
    provider.destroy();
    await served.close();
  });

  const due = (...more: string[]) => runScript("due", ["--rpc", served.rpc, "--directory", directory, ...more]);
  async function items(...more: string[]): Promise<{ code: number | null; items: Item[] }> {
    const { code, stdout, stderr } = await due("--json", ...more);
    expect(stderr).to.equal("");
    return { code, items: (JSON.parse(stdout) as { items: Item[] }).items };
  }
  async function reach(time: number): Promise<void> {
    await provider.send("evm_setNextBlockTimestamp", [time]);
    await provider.send("evm_mine", []);
  }

  it("tells of a healthy cluster when its report, and when its rent has to be there", async () => {
    const { oracle, lens } = served.context.contracts;
    const { deadline } = await oracle.nextReport(1n);
    const { deadline: delinquentFrom } = await lens.facility(1n);

    const found = await items();

    expect(found.code).to.equal(0);
    expect(found.items.map(({ at, kind, who, isOverdue }) => [at, kind, who[0], isOverdue])).to.deep.equal(
      [
        [Number(deadline), "reportDue", "reporter", false],
        [Number(delinquentFrom), "delinquent", "operator", false],
      ].sort((one, other) => Number(one[0]) - Number(other[0])),
    );
  });

  it("names for each a verb of the command line", async () => {
    const { items: found } = await items();

    expect(found.map(({ verb }) => verb).filter((verb) => verb === undefined || !VERBS.has(verb))).to.deep.equal([]);
  });

  describe("given a report that is final and not paid, an epoch, and an announced change", () => {
    before(async () => {
      await passPeriod(provider, served.vault, 1n, false);
      const { vault, queue, accessManager } = served.context.contracts;
      const [deposit] = await vault.queryFilter(vault.filters.Deposit());
      const holder = await provider.getSigner(deposit?.args.owner);
      const shares = (await vault.balanceOf(holder)) / 10n;
      await (await vault.connect(holder).approve(queue, shares)).wait();
      await (await queue.connect(holder).requestRedeem(shares, holder, holder)).wait();
      const governor = await provider.getSigner(1);
      const call = vault.interface.encodeFunctionData("setFee", [500n, holder.address]);
      await (await accessManager.connect(governor).schedule(vault, call, 0n)).wait();
    });

    it("tells of all of them, and what comes of them if nobody acts", async () => {
      const { items: found } = await items();

      const kinds = found.map(({ kind }) => kind);
      expect(kinds).to.include.members([
        "chore",
        "epochCloses",
        "actionReady",
        "actionExpires",
        "delinquent",
        "reportDue",
      ]);
      const change = found.find(({ kind }) => kind === "actionReady");
      expect(change?.what).to.contain("5 %");
      expect(change?.who).to.deep.equal(["governor", "guardian"]);
      expect(found.find(({ kind }) => kind === "chore")?.verb).to.equal("settle-many");
      expect(found.filter(({ otherwise }) => otherwise === "")).to.deep.equal([]);
    });

    it("leaves out what is not of the role that is asked about", async () => {
      const { items: found } = await items("--who", "governor");

      expect(found.map(({ kind }) => kind)).to.deep.equal(["actionReady", "actionExpires"]);
    });

    it("leaves out what lies further ahead than is asked about", async () => {
      const now = Number((await provider.getBlock("latest"))?.timestamp);

      const { items: found } = await items("--days", "1");

      expect(found.every(({ at }) => at <= now + DAY)).to.equal(true);
    });
  });

  describe("given an operator who is late", () => {
    before(async () => {
      const { deadline } = await served.context.contracts.lens.facility(1n);
      await reach(Number(deadline) + DAY);
    });

    it("marks it as overdue, and ends with 1", async () => {
      const { code, items: found } = await items();

      expect(code).to.equal(1);
      const late = found.filter(({ kind, isOverdue }) => kind === "delinquent" && isOverdue);
      expect(late).to.have.length(1);
      expect(late[0]?.what).to.match(/^Cluster 1 is late with [\d,.]+ tUSD reported and not paid, or a report\.$/);
      expect(late[0]?.verb).to.equal("pay-in");
    });

    it("says it in words, with the command", async () => {
      const { stdout } = await due();

      expect(stdout)
        .to.contain("OVERDUE · ")
        .and.to.contain("operator, reporter, keeper · npm run act -- operator pay-in");
    });
  });
});
