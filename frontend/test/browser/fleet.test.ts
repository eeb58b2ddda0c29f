import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { localActor } from "../../../scripts/lib/localAccounts.ts";
import { connectWallet, finishFlow, openBrowser, openPage } from "./support/browser.ts";
import { DAY, reach } from "./support/finance.ts";
import { GROSS, openLoan, payFirstDays, PRINCIPAL } from "./support/openLoan.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { TestWallet } from "./support/TestWallet.ts";

describe("a fleet in the browser", function () {
  this.timeout(120_000);
  let app: ServedApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let wallet: TestWallet;
  const clusters: bigint[] = [];

  before(async () => {
    app = await serveApp();
    browser = await openBrowser();
    wallet = new TestWallet(localActor("operator").privateKey, app.rpcUrl);
    const operator = await app.provider.getSigner(wallet.address);
    const { asset, vault } = app.contracts;
    await (await asset.connect(operator).mint(wallet.address, 4n * PRINCIPAL)).wait();
    await (await asset.connect(operator).approve(vault, 2n * PRINCIPAL)).wait();
    await (await vault.connect(operator).deposit(2n * PRINCIPAL, wallet.address)).wait();
    const starts: number[] = [];
    for (const name of ["Hyperion", "Rhea"]) {
      const { cluster, start } = await openLoan(app, name);
      clusters.push(cluster);
      starts.push(start);
    }
    await reach(app.provider, Math.max(...starts) + 5 * DAY);
    for (const [index, cluster] of clusters.entries()) await payFirstDays(app, cluster, starts[index] ?? 0);
    ({ page, faults } = await openPage(browser, wallet));
  });

  after(async () => {
    await browser.close();
    await app.close();
  });

  it("says which clusters have something to settle, and settles them in one transaction", async () => {
    await page.goto(`${app.url}/operator/`);
    await connectWallet(page);
    const card = page.getByRole("region", { name: "Settle the fleet" });
    await card.getByText("Loans and leases: Hyperion, Rhea · 36,000.00 tUSD to distribute").waitFor();
    const sent = wallet.count("eth_sendTransaction");

    await card.getByRole("button", { name: "Settle 2 clusters" }).click();
    await finishFlow(page);

    expect(wallet.count("eth_sendTransaction")).to.equal(sent + 1);
    for (const cluster of clusters) {
      const { distributed, settledPeriods } = await app.contracts.lens.facility(cluster);
      expect([distributed, settledPeriods]).to.deep.equal([GROSS, 1n]);
    }
    await card.waitFor({ state: "detached" });
  });

  it("meets no fault on the way", () => {
    expect(faults).to.deep.equal([]);
  });
});
