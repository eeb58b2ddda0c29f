import { readStatement } from "@gpu-yield-vaults/sdk/reports";
import { expect } from "chai";
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { localActor } from "../../../scripts/lib/localAccounts.ts";
import { dispute as world } from "../../../scripts/worlds/dispute.ts";
import { connectWallet, finishFlow, openBrowser, openPage, settledText } from "./support/browser.ts";
import { DAY } from "./support/finance.ts";
import { fileOf, reporterKey, signatureFile, telemetryOf } from "./support/reporting.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { TestWallet } from "./support/TestWallet.ts";

const CLUSTER = 1n;
const PERIOD = 30n;
/** What was billed in truth; the disputed report says a fifth more. */
const BILLED = 11_884_398_896n;
const [DISPUTED, CONCEDED, PENDING] = [4n, 5n, 2n];

describe("a disputed report in the browser", function () {
  this.timeout(120_000);
  let app: ServedApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  before(async () => {
    app = await serveApp(world);
    browser = await openBrowser();
    ({ page, faults } = await openPage(browser, new TestWallet(reporterKey(0), app.rpcUrl)));
    await page.goto(`${app.url}/reports/`);
    await connectWallet(page);
  });

  after(async () => {
    await browser.close();
    await app.close();
  });

  it("is corrected by three reporters with a report of the next revision", async () => {
    const { oracle, disputes } = app.contracts;
    expect((await oracle.reportOf(CLUSTER, PERIOD)).status).to.equal(DISPUTED);
    const { start } = await oracle.nextReport(CLUSTER);
    const period = page.getByRole("combobox", { name: "Period", exact: true });
    await period.selectOption({ label: "30, answered by revision 1" });
    const given = page.getByLabel("Telemetry, a report or signatures");
    await given.setInputFiles(fileOf("meters.csv", await telemetryOf(app.contracts, CLUSTER, Number(start) - DAY)));
    await page.getByTestId("statement-words").getByText("11,884.398896 tUSD", { exact: false }).waitFor();
    await page.getByRole("button", { name: "Sign it" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save the report" }).click();
    const { statement } = readStatement(await readFile(await (await download).path(), "utf8"));
    for (const seat of [1, 2]) {
      await given.setInputFiles(fileOf(`${seat}.json`, await signatureFile(statement, seat)));
    }
    expect(await settledText(page, "signature-count", "3 of 3 signatures are there")).to.equal(
      "3 of 3 signatures are there",
    );
    await page.getByRole("button", { name: "Answer the dispute by it" }).click();
    await finishFlow(page);
    const { status, revision, gross } = await oracle.reportOf(CLUSTER, PERIOD);
    expect([status, revision, gross]).to.deep.equal([PENDING, 1n, BILLED]);
    expect((await disputes.disputeOf(CLUSTER, PERIOD)).status).to.equal(CONCEDED);
  });

  it("is told as corrected, and the challenger has its bond back", async () => {
    await page.getByTestId("dispute").getByText("the reporters have corrected it").waitFor();
    const { escrow, asset } = app.contracts;
    const challenger = localActor("secondDepositor");
    const bond = await escrow.creditOf(challenger.address);
    const held = await asset.balanceOf(challenger.address);
    const { page: own } = await openPage(browser, new TestWallet(challenger.privateKey, app.rpcUrl));
    await own.goto(`${app.url}/reports/`);
    await connectWallet(own);
    await own.getByRole("button", { name: "Claim what came back" }).click();
    await finishFlow(own);
    expect(bond > 0n).to.equal(true);
    expect((await asset.balanceOf(challenger.address)) - held).to.equal(bond);
    await own.context().close();
  });

  it("has thrown nothing on the way", () => {
    expect(faults).to.deep.equal([]);
  });
});
