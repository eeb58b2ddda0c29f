import { expect } from "chai";
import { parseUnits } from "ethers";
import { GPU_MODELS, type GpuModelFacts } from "../../deploy/parameters/gpuModels.ts";
import { localAccounts } from "../../scripts/lib/localAccounts.ts";
import { silent } from "../../scripts/lib/progress.ts";
import { audit } from "../../scripts/nav/audit.ts";
import { interleave } from "../../scripts/replay/interleave.ts";
import { Operators } from "../../scripts/replay/operators.ts";
import { planReplay, planVaults, type VaultScenario } from "../../scripts/replay/plan.ts";
import { replay, replayVaults, type Replay } from "../../scripts/replay/replay.ts";
import { parseTerms } from "../../scripts/scenario/terms.ts";
import { readScenarios } from "../../scripts/worlds/readScenarios.ts";
import { threeVaults } from "../../scripts/worlds/worlds.ts";
import { cliErrorOf } from "./support/cliErrorOf.ts";
import { days } from "./support/days.ts";
import { rowsOf } from "./support/scenarioFile.ts";

const DAY = 86_400;
const NOW = Math.floor(Date.now() / 1000);
const MODELS: ReadonlyMap<string, GpuModelFacts> = new Map(Object.entries(GPU_MODELS));

describe("several vaults on one chain", function () {
  this.timeout(180_000);

  describe("given the three that `npm start` shows", () => {
    let scenarios: readonly VaultScenario[];
    let operators: Operators;
    let replays: readonly Replay[];

    before(async () => {
      scenarios = await readScenarios(".", threeVaults.vaults);
      operators = new Operators();
      replays = await replayVaults(planVaults(scenarios, operators), NOW, silent);
    });
    after(async () => {
      await replays[0]?.context.chain.connection.close();
    });

    const contractsOf = (index: number) => {
      const found = replays[index]?.context.contracts;
      if (!found) throw new Error(`there is no vault ${index}`);
      return found;
    };

    it("come to what each comes to alone, to the unit", async () => {
      for (const [index, { rows, terms }] of scenarios.entries()) {
        const alone = await replay(planReplay(rows, terms), NOW, silent);
        await alone.context.chain.connection.close();
        expect(replays[index]?.summary, `vault ${index}`).to.deep.equal(alone.summary);
      }
    });

    it("have vested everything less than a day ago", () => {
      for (const { summary } of replays) expect(NOW - summary.readAt).to.be.within(0, DAY - 1);
    });

    it("are listed by one directory, with their names, and share a dollar and an authority", async () => {
      const { directory, asset, accessManager } = contractsOf(0);
      const vaults = replays.map((_, index) => contractsOf(index).vault);
      expect([...(await directory.page(0n, 10n))]).to.deep.equal(vaults.map(({ target }) => target));
      expect(await Promise.all(vaults.map((vault) => vault.name()))).to.deep.equal([
        "GPU Revenue Shares",
        "GPU Loans and Leases",
        "GPU Mixed Fleet",
      ]);
      expect(await Promise.all(vaults.map((vault) => vault.symbol()))).to.deep.equal(["gpuREV", "gpuDEBT", "gpuMIX"]);
      for (const vault of vaults) {
        expect([await vault.asset(), await vault.authority()]).to.deep.equal([asset.target, accessManager.target]);
      }
      expect((await directory.listingOf(contractsOf(2).vault)).what).to.equal(
        "Six clusters of six GPU models by four operators: revenue shares, loans and a lease.",
      );
    });

    it("finance clusters of their own, by the operators that the terms name", async () => {
      const { registry } = contractsOf(0);
      const clusters = await Promise.all(replays.map((_, index) => contractsOf(index).lens.clusters()));
      const ids = clusters.map((own) => [...own].sort((a, b) => Number(a - b)));
      expect(ids).to.deep.equal([[1n], [2n, 3n], [4n, 5n, 6n, 7n, 8n, 9n]]);
      expect([...operators.named.keys()]).to.deep.equal(["Atlas", "Borea", "Cirrus", "Delta"]);
      const places = await Promise.all(
        ids.flat().map(async (id) => {
          const operator = await registry.operatorOf(id);
          return localAccounts().findIndex(({ address }) => address === operator);
        }),
      );
      expect(places).to.deep.equal([4, 4, 4, 13, 13, 14, 14, 15, 16]);
    });

    it("are audited each by itself", async () => {
      const { provider } = replays[0]?.context.chain.connection.ethers ?? {};
      if (!provider) throw new Error("nothing was replayed");
      const block = await provider.getBlockNumber();
      for (const [index] of replays.entries()) {
        const result = await audit(provider, await contractsOf(index).vault.getAddress(), block, 0);
        expect(result.contradictions, `vault ${index}`).to.deep.equal([]);
        expect(result.comparisons.filter(({ agrees }) => !agrees)).to.deep.equal([]);
        expect(result.comparisons.length).to.be.greaterThan(20);
      }
    });

    it("rent the mixed fleet at firm prices of its models", () => {
      const rows = scenarios[2]?.rows ?? [];
      expect(new Set(rows.map(({ gpuModel }) => gpuModel)).size).to.equal(6);
      for (const { line, gpuModel, gross, gpuSecondsSold } of rows) {
        const offered = MODELS.get(gpuModel)?.offered ?? ["0", "0"];
        const [lowest, highest] = offered.map((price) => parseUnits(price, 6)) as [bigint, bigint];
        // A row's gross is rounded.
        const [least, most] = [lowest * gpuSecondsSold - 3_600n, highest * gpuSecondsSold + 3_600n];
        expect(gross * 3_600n >= least && gross * 3_600n <= most, `line ${line}`).to.equal(true);
      }
    });
  });

  describe("given they can't share a protocol", () => {
    const rows = (json: object) => rowsOf(days(2), parseTerms(json));
    const scenario = (name: string, json: object): VaultScenario => ({
      file: { name, content: { what: "A vault.", vault: { name, symbol: "V" } } },
      rows: rows(json),
      terms: parseTerms(json),
    });

    it("says whose bounds differ", async () => {
      const other = { gpuModels: { "H100-SXM5": { leastBusyWatts: 100 } } };
      const plans = planVaults([scenario("one", { deposit: "300000" }), scenario("two", other)]);
      const error = await cliErrorOf(replayVaults(plans, NOW, silent));
      expect(error.message).to.equal("Two vaults know H100-SXM5 by different bounds.");
    });
  });
});

describe("operators", () => {
  it("have an account for each name, and one for all without", () => {
    const operators = new Operators();
    const place = (name?: string) => localAccounts().findIndex(({ address }) => address === operators.accountOf(name));
    expect([place("a"), place(), place("b"), place("a"), place("c"), place("d")]).to.deep.equal([
      13, 4, 14, 13, 15, 16,
    ]);
    expect(() => operators.accountOf("e")).to.throw("There is no account left for the operator e.");
  });
});

describe("interleave", () => {
  /** Acts at its seconds, and comes to its name. */
  async function* timeline(name: string, seconds: readonly number[], acts: string[]): AsyncGenerator<number, string> {
    for (const second of seconds) {
      yield await Promise.resolve(second);
      acts.push(`${name}${second}`);
    }
    return name;
  }

  it("lets the earliest act first, in one second by their order, and returns what each comes to", async () => {
    const acts: string[] = [];
    const all = [timeline("a", [1, 5, 5], acts), timeline("b", [], acts), timeline("c", [0, 1, 4, 9], acts)];
    expect(await interleave(all)).to.deep.equal(["a", "b", "c"]);
    expect(acts).to.deep.equal(["c0", "a1", "c1", "c4", "a5", "a5", "c9"]);
  });
});
