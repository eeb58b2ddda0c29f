import { expect } from "chai";
import type { JsonRpcProvider } from "ethers";
import { passPeriod } from "../../scripts/dev/passPeriod.ts";
import { eventsIn } from "../../scripts/lib/events.ts";
import { connect } from "../../scripts/lib/rpc.ts";
import { settleAll } from "../../scripts/settle/settleAll.ts";
import { cliErrorOf } from "./support/cliErrorOf.ts";
import { days } from "./support/days.ts";
import { runScript } from "./support/runScript.ts";
import { serveVault, type ServedVault } from "./support/servedVault.ts";

/** Two clusters that the vault owns, and a loan, each with two days reported, paid and settled. */
const SKETCHES = ["a", "b", "lent"].flatMap((cluster) => [...days(2, () => ({ cluster }))]);
const TERMS = {
  deposit: "900000",
  clusters: { lent: { form: "loan", principal: "1500", yearlyRate: "0.5", periodDays: 2, payments: 10 } },
};

describe("settle", function () {
  this.timeout(180_000);

  let served: ServedVault;
  let provider: JsonRpcProvider;
  before(async () => {
    served = await serveVault(SKETCHES, TERMS);
    provider = await connect(served.rpc);
  });
  after(async () => {
    provider.destroy();
    await served.close();
  });

  it("does nothing where nothing is to be settled", async () => {
    const block = await provider.getBlockNumber();

    expect(await settleAll(provider, served.vault)).to.deep.equal([]);
    expect(await provider.getBlockNumber()).to.equal(block);
  });

  it("settles what is final, and paid as far as it is, in one transaction for each manager", async () => {
    const { vault, shares, loans, asset, lens } = served.context.contracts;
    // Paid ahead, as much as the last of its days came to.
    const { distributed } = await lens.facility(1n);
    const paid = distributed / 2n;
    const operator = await provider.getSigner((await lens.facility(1n)).operator);
    await asset.connect(operator).mint(operator, paid);
    await asset.connect(operator).approve(shares, paid);
    await shares.connect(operator).payIn(1n, paid);
    for (const cluster of [1n, 2n, 3n]) await passPeriod(provider, served.vault, cluster, false);
    const from = (await provider.getBlockNumber()) + 1;

    const settled = await settleAll(provider, served.vault);

    expect(settled.map(({ cluster, period, cash }) => [cluster, period, cash])).to.deep.equal([
      ["1", 3, `${paid}`],
      ["2", 3, "0"],
      ["3", 3, "0"],
    ]);
    const logs = await provider.getLogs({
      address: [await shares.getAddress(), await loans.getAddress()],
      fromBlock: from,
    });
    expect(new Set(logs.map(({ transactionHash }) => transactionHash)).size).to.equal(2);
    const [posted] = eventsIn(
      vault,
      vault.filters.Posted,
      await provider.getLogs({ address: await vault.getAddress(), fromBlock: from }),
    );
    expect(`${posted?.cashIn}`).to.equal(settled[0]?.toVault);
    expect(await settleAll(provider, served.vault)).to.deep.equal([]);
  });

  it("refuses a cluster that no source of the vault finances", async () => {
    const error = await cliErrorOf(settleAll(provider, served.vault, [1n, 9n]));

    expect(error.message).to.equal("No source of the vault finances cluster 9.");
  });

  it("prints what it came to as JSON", async () => {
    const { code, stdout } = await runScript("settle", [
      "--rpc",
      served.rpc,
      "--vault",
      served.vault,
      "--cluster",
      "1",
    ]);

    expect(code).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.equal([]);
  });
});
