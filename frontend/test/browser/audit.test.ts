import { expect } from "chai";
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { passPeriod } from "../../../scripts/dev/passPeriod.ts";
import { audit, type Audit } from "../../../scripts/nav/audit.ts";
import { openBrowser, openPage } from "./support/browser.ts";
import { shown } from "./support/figures.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { violations } from "./support/violations.ts";

/** What the page tells, of all that the command tells. */
const FIGURES = [
  ...["cash", "value", "locked", "NAV", "unrealised loss", "exit value", "supply", "entry price", "exit price"],
] as const;
const DECIMALS: Readonly<Record<string, number>> = { supply: 12, "entry price": 18, "exit price": 18 };

describe("an auditor in the browser", function () {
  this.timeout(180_000);
  let app: ServedApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let newest: number;

  before(async () => {
    app = await serveApp();
    // A period that is paid in, and its time.
    await passPeriod(app.provider, app.vault, 1n, true);
    newest = await app.provider.getBlockNumber();
    browser = await openBrowser();
    ({ page, faults } = await openPage(browser));
    await page.goto(`${app.url}/audit/`);
  });

  after(async () => {
    await browser.close();
    await app.close();
  });

  /** Every digit, without trailing zeros beyond the second decimal. */
  const exact = (units: bigint, decimals: number): string => {
    const text = shown(units, decimals, decimals);
    return text.replace(/0+$/, "").padEnd(text.indexOf(".") + 3, "0");
  };

  async function agreesWith(told: Audit): Promise<void> {
    const rows = page.getByTestId("recomputed").getByRole("row");
    await page.getByText("every figure agrees").waitFor();
    const texts = await rows.allTextContents();
    expect(texts.slice(1)).to.deep.equal(
      FIGURES.map((figure) => {
        const row = told.comparisons.find((each) => each.figure === figure);
        if (!row) throw new Error(figure);
        const decimals = DECIMALS[figure] ?? 6;
        return `${figure}${exact(row.contract, decimals)}${exact(row.recomputed, decimals)}0`;
      }),
    );
    expect(told.comparisons.every(({ agrees }) => agrees)).to.equal(true);
  }

  it("sees the figures that the command line recomputes, to the unit, and the command", async () => {
    await agreesWith(await audit(app.provider, app.vault, newest, 0));
    expect(await page.getByTestId("nav-command").textContent()).to.equal(
      `npm run nav -- --rpc ${app.rpcUrl} --vault ${app.vault} --block ${newest}`,
    );
  });

  it("sees them as of any block", async () => {
    const block = newest - 40;
    await page.getByLabel("Another block").fill(String(block));
    await page.getByRole("button", { name: "Read it" }).click();
    await page
      .getByTestId("audited-block")
      .getByText(`Block ${block.toLocaleString("en-US")},`)
      .waitFor();
    await agreesWith(await audit(app.provider, app.vault, block, 0));
  });

  it("is told what is no block", async () => {
    await page.getByLabel("Another block").fill("1e3");
    await page.getByText(/^A block’s number is whole, and \d+ at most\.$/).waitFor();
    await page.getByRole("button", { name: "The newest" }).click();
    await page
      .getByTestId("audited-block")
      .getByText(`Block ${newest.toLocaleString("en-US")},`)
      .waitFor();
  });

  it("sees where cash came from and went, and that it adds up", async () => {
    await page.getByText("ends at the contract’s cash").waitFor();
    const { cash } = await app.contracts.vault.state();
    const flows = page.getByRole("table", { name: "Cash by stretches of time, in tUSD" }).getByRole("row");
    expect(await flows.nth(1).textContent()).to.match(new RegExp(`${exact(cash, 6).replaceAll(".", "\\.")}$`));
  });

  it("takes every event with it, as CSV and as JSON, and finds each by its transaction", async () => {
    const entries = page.getByRole("region", { name: "All that has happened" });
    const csv = await saved(() => entries.getByRole("button", { name: "CSV" }).click());
    const json = JSON.parse(await saved(() => entries.getByRole("button", { name: "JSON" }).click())) as {
      event: string;
      transactionHash: string;
      blockNumber: string;
    }[];
    expect(csv.split("\r\n").length - 2).to.equal(json.length);
    expect(csv.split("\r\n")[0]).to.equal("block,log,time,transaction,of,event,cluster,values");
    const submitted = json.filter(({ event }) => event === "ReportSubmitted");
    expect(submitted).to.have.length(30);
    const receipt = await app.provider.getTransactionReceipt(submitted.at(-1)?.transactionHash ?? "");
    expect(String(receipt?.blockNumber)).to.equal(submitted.at(-1)?.blockNumber);
  });

  it("sees who may do what, and after which delay", async () => {
    const roles = page.getByRole("table", { name: "Roles of the authority" });
    await roles.getByText("after 2 d", { exact: false }).first().waitFor();
    expect(await violations(page)).to.deep.equal([]);
  });

  it("throws nothing on the way", () => {
    expect(faults).to.deep.equal([]);
  });

  async function saved(press: () => Promise<void>): Promise<string> {
    const download = page.waitForEvent("download");
    await press();
    return readFile(await (await download).path(), "utf8");
  }
});
