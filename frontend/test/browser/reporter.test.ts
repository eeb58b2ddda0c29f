import { readStatement } from "@gpu-yield-vaults/sdk/reports";
import { expect } from "chai";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { signReportFile } from "../../../scripts/report/sign.ts";
import { quietly } from "../../../test/scripts/support/quietly.ts";
import { connectWallet, openBrowser, openPage, settledText } from "./support/browser.ts";
import { reach } from "./support/finance.ts";
import { fileOf, nextDay, reporterKey, signatureFile } from "./support/reporting.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { TestWallet } from "./support/TestWallet.ts";
import { violations } from "./support/violations.ts";

const CLUSTER = 1n;

describe("reporters in the browser", function () {
  this.timeout(180_000);
  let app: ServedApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let wallet: TestWallet;
  let telemetry: string;
  let folder: string;

  const given = () => page.getByLabel("Telemetry, a report or signatures");
  const words = () => page.getByTestId("statement-words");
  const saved = async (name: string): Promise<string> => {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name }).click();
    const path = join(folder, (await download).suggestedFilename());
    await (await download).saveAs(path);
    return path;
  };

  before(async () => {
    app = await serveApp();
    browser = await openBrowser();
    folder = await mkdtemp(join(tmpdir(), "reporter-"));
    wallet = new TestWallet(reporterKey(0), app.rpcUrl);
    telemetry = await nextDay(app, CLUSTER);
    ({ page, faults } = await openPage(browser, wallet));
    await page.goto(`${app.url}/reports/`);
  });

  after(async () => {
    await browser.close();
    await app.close();
    await rm(folder, { recursive: true });
  });

  it("see without a wallet that nothing is pending, and what is owed", async () => {
    await page.getByTestId("none-pending").waitFor();
    const owed = page.getByRole("table", { name: "The next report of each cluster" }).getByRole("row");
    expect(await owed.nth(1).textContent()).to.match(/^helios-h100-256\d+.*in 2 d.*nonenone$/);
  });

  it("are told the file, line, column and rule of telemetry that the chain would refuse", async () => {
    const broken = await nextDay(app, CLUSTER, { gpu_seconds_sold: "22118401" });
    await given().setInputFiles(fileOf("meters.csv", broken));
    await page
      .getByTestId("telemetry-error")
      .getByText("meters.csv:2:7: gpu_seconds_sold 22118401 is above gpu_seconds_available, 22118400")
      .waitFor();
    expect(await page.getByText("Drop telemetry to make a report").isVisible()).to.equal(true);
  });

  it("read the statement in words, with every bound, before anything is signed", async () => {
    await given().setInputFiles(fileOf("meters.csv", telemetry));
    await words().waitFor();
    const said = await words().textContent();
    expect(said).to.contain("11,884.398896 tUSD (11884398896 base units)");
    expect(said).to.contain("4,410.77 GPU-hours (15878799 GPU-seconds), 71.78 % of them");
    await page.getByTestId("bounds").waitFor();
    expect(await page.getByTestId("bounds").getByText("kept", { exact: true }).count()).to.equal(6);
    expect(await page.getByTestId("row-checks").textContent()).to.contain("this report");
    expect(wallet.count("eth_signTypedData_v4")).to.equal(0);
    expect(await violations(page)).to.deep.equal([]);
  });

  it("sign by a wallet, which is asked for the typed data once", async () => {
    await connectWallet(page);
    await page.getByRole("button", { name: "Sign it" }).click();
    expect(await settledText(page, "signature-count", "1 of 3 signatures are there")).to.equal(
      "1 of 3 signatures are there",
    );
    expect(wallet.count("eth_signTypedData_v4")).to.equal(1);
    expect(wallet.count("eth_sendTransaction")).to.equal(0);
    await page.getByRole("button", { name: "2 more signatures are needed" }).waitFor();
  });

  it("refuse, in the same browser, a second content of the same revision", async () => {
    const other = await nextDay(app, CLUSTER, { gross_revenue: "11884.40" });
    await given().setInputFiles(fileOf("other.csv", other));
    await words().getByText("11,884.40 tUSD (11884400000 base units)", { exact: false }).waitFor();
    await page.getByRole("button", { name: "Sign it" }).click();
    await page.getByTestId("statement-error").getByText("Build it as revision 1", { exact: false }).waitFor();
    expect(wallet.count("eth_signTypedData_v4")).to.equal(1);
  });

  it("add a signature by file, and one that the command line has made of the saved report", async () => {
    await given().setInputFiles(fileOf("meters.csv", telemetry));
    await words().getByText("11,884.398896 tUSD (11884398896 base units)", { exact: false }).waitFor();
    await page.getByRole("button", { name: "Sign it" }).click(); // the same content once more
    const report = await saved("Save the report");
    const { statement } = readStatement(await readFile(report, "utf8"));

    await given().setInputFiles(fileOf("signature-1.json", await signatureFile(statement, 1)));
    expect(await settledText(page, "signature-count", "2 of 3 signatures are there")).to.equal(
      "2 of 3 signatures are there",
    );
    process.env.REPORTER_PRIVATE_KEY = reporterKey(2);
    try {
      const out = join(folder, "signature-2.json");
      await quietly(() => signReportFile(report, out, join(folder, "signed.jsonl")));
      await given().setInputFiles(out);
    } finally {
      delete process.env.REPORTER_PRIVATE_KEY;
    }
    expect(await settledText(page, "signature-count", "3 of 3 signatures are there")).to.equal(
      "3 of 3 signatures are there",
    );
  });

  it("hand the report on by a link, whole and with its signatures", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy a link with its signatures" }).click();
    const link = await page.evaluate<string>("navigator.clipboard.readText()");
    const { page: other, faults: othersFaults } = await openPage(browser);
    await other.goto(link);
    expect(await settledText(other, "signature-count", "3 of 3 signatures are there")).to.equal(
      "3 of 3 signatures are there",
    );
    expect(othersFaults).to.deep.equal([]);
    await other.context().close();
  });

  it("submit it, and read in the receipt from when it is final", async () => {
    const { period } = await app.contracts.oracle.nextReport(CLUSTER);
    await page.getByRole("button", { name: "Submit it" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Continue" }).click();
    await dialog.getByText("final from", { exact: false }).waitFor();
    await dialog.getByRole("button", { name: "Done" }).click();
    const { status, gross } = await app.contracts.oracle.reportOf(CLUSTER, period);
    expect([status, gross]).to.deep.equal([2n, 11_884_398_896n]);
  });

  it("are shown as who signed it, of how many, and with what it changes", async () => {
    const report = page.getByTestId("pending-report");
    await report.getByText("final in", { exact: false }).waitFor();
    expect(await settledText(page, "signed-by", "Signed by 3 of 4")).to.equal("Signed by 3 of 4");
    await report.getByText("Against period 29").click();
    const rows = report.getByRole("table").getByRole("row");
    await rows.nth(1).waitFor();
    expect(await rows.nth(5).textContent()).to.equal("Billed11,884.3911,884.39as before");
    expect(await violations(page)).to.deep.equal([]);
  });

  it("see it gone from what is pending once it is final", async () => {
    const { finalAt } = await app.contracts.oracle.reportOf(CLUSTER, 30n);
    await reach(app.provider, Number(finalAt));
    await page.getByTestId("none-pending").waitFor();
    expect(await app.contracts.oracle.statusOf(CLUSTER, 30n)).to.equal(6n);
  });

  it("have thrown nothing on the way", () => {
    expect(faults).to.deep.equal([]);
  });
});
