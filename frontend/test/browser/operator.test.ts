import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { passPeriod } from "../../../scripts/dev/passPeriod.ts";
import { localActor } from "../../../scripts/lib/localAccounts.ts";
import { connectWallet, finishFlow, openBrowser, openPage, settledText } from "./support/browser.ts";
import { shown } from "./support/figures.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { TestWallet } from "./support/TestWallet.ts";

/** Of the scenario's last day: what its report says, and what of it goes to the operator. */
const GROSS = 11_884_398_896n;
const BOND = 25_000n * 10n ** 6n;
const COSTS = 835_257_600n + 2_145_412_630n;

describe("an operator in the browser", function () {
  this.timeout(120_000);
  let app: ServedApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let wallet: TestWallet;

  before(async () => {
    app = await serveApp();
    browser = await openBrowser();
    wallet = new TestWallet(localActor("operator").privateKey, app.rpcUrl);
    const operator = await app.provider.getSigner(wallet.address);
    const { asset, shares } = app.contracts;
    await (await asset.connect(operator).mint(wallet.address, 2n * GROSS)).wait();
    // The replay's operator had approved without limit; here the app has to ask.
    await (await asset.connect(operator).approve(shares, 0n)).wait();
    // Another day like the last one is reported and final, and not paid.
    await passPeriod(app.provider, app.vault, 1n, false);
    ({ page, faults } = await openPage(browser, wallet));
    await page.goto(`${app.url}/operator/`);
  });

  after(async () => {
    await browser.close();
    await app.close();
  });

  it("sees reported against received without a wallet", async () => {
    expect(await settledText(page, "reported", "300,125.39")).to.equal("300,125.39");
    expect(await settledText(page, "paid-in", "300,125.39")).to.equal("300,125.39");
    await page.getByText("11,884.39 tUSD of reported rent is not paid in yet").waitFor();
    await page.getByText("period 30, final").waitFor();
  });

  it("pays in exactly what is open, by an exact approval, and it is settled with that", async () => {
    await connectWallet(page);
    await page.getByRole("button", { name: "What is open" }).click();
    await page.getByRole("button", { name: "Pay in", exact: true }).click();
    await finishFlow(page);
    const { lockbox, reported, distributed, settledPeriods } = await app.contracts.lens.facility(1n);
    expect([lockbox, reported, distributed]).to.deep.equal([0n, 312_009_798_874n, 312_009_798_874n]);
    expect(settledPeriods).to.equal(30n);
    expect(await app.contracts.asset.allowance(wallet.address, app.contracts.shares)).to.equal(0n);
    expect(wallet.count("eth_sendTransaction")).to.equal(2);
    expect(await settledText(page, "lockbox", "0.00")).to.equal("0.00");
    expect(await page.getByRole("button", { name: "Nothing to settle" }).isDisabled()).to.equal(true);
  });

  it("reads every line of the waterfall", async () => {
    const settlements = page.getByRole("region", { name: "Last settlements" });
    await settlements.getByText("Period 30").waitFor();
    for (const line of ["835.257600", "2,145.412630", shown(GROSS - COSTS, 6, 6)]) {
      await settlements.getByText(line).first().waitFor();
    }
    expect(await settledText(page, "receivable", "0.00")).to.equal("0.00");
  });

  it("claims the running costs that it earned", async () => {
    const { earned } = await app.contracts.lens.facility(1n);
    expect(earned > 0n).to.equal(true);
    expect(await settledText(page, "earned", `${shown(earned, 6, 2)} tUSD`)).to.equal(`${shown(earned, 6, 2)} tUSD`);
    const held = await app.contracts.asset.balanceOf(wallet.address);
    await page.getByRole("button", { name: "Claim what revenue shares earned" }).click();
    await finishFlow(page);
    expect(await app.contracts.asset.balanceOf(wallet.address)).to.equal(held + earned);
    expect((await app.contracts.lens.facility(1n)).earned).to.equal(0n);
    await page.getByText("Nothing to claim.").waitFor();
  });

  it("reads the periods as a table, newest first", async () => {
    const periods = page.getByRole("region", { name: "Reported against received" });
    await periods.getByRole("radio", { name: "Table" }).click();
    const rows = periods.getByRole("table").getByRole("row");
    await rows.nth(1).waitFor();
    expect(await rows.count()).to.equal(31);
    expect(await rows.nth(1).textContent()).to.match(/^30.*settled11,884\.3911,884\.39–/);
  });

  it("settles what was paid in before its report was final", async () => {
    await page.getByLabel("Amount").fill(shown(GROSS, 6, 6).replaceAll(",", ""));
    await page.getByRole("button", { name: "Pay in", exact: true }).click();
    await finishFlow(page);
    expect(await settledText(page, "lockbox", shown(GROSS, 6, 2))).to.equal(shown(GROSS, 6, 2));
    await passPeriod(app.provider, app.vault, 1n, false);
    await page.getByRole("button", { name: "Settle", exact: true }).click();
    await finishFlow(page);
    const { lockbox, settledPeriods } = await app.contracts.lens.facility(1n);
    expect([lockbox, settledPeriods]).to.deep.equal([0n, 31n]);
  });

  it("posts a bond of its own", async () => {
    const operator = await app.provider.getSigner(wallet.address);
    await (await app.contracts.asset.connect(operator).mint(wallet.address, BOND)).wait();
    await page.getByRole("textbox", { name: "Post more" }).fill("25000");
    await page.getByRole("button", { name: "Post a bond" }).click();
    await finishFlow(page);
    expect(await app.contracts.bond.stakeOf(1n, wallet.address)).to.equal(BOND);
    expect(await settledText(page, "bond", "25,000.00 tUSD")).to.equal("25,000.00 tUSD");
  });

  it("has thrown nothing on the way", () => {
    expect(faults).to.deep.equal([]);
  });
});
