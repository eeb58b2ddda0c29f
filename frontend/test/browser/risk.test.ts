import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { openBrowser, openPage } from "./support/browser.ts";
import { shown, shownPrice } from "./support/figures.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { violations } from "./support/violations.ts";

describe("risk in the browser", function () {
  this.timeout(180_000);
  let app: ServedApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  before(async () => {
    app = await serveApp();
    browser = await openBrowser();
    ({ page, faults } = await openPage(browser));
    await page.goto(`${app.url}/risk/`);
  });
  after(async () => {
    await browser.close();
    await app.close();
  });

  const prices = () => page.getByRole("region", { name: "Price of a share" });
  const cell = async (row: number, column: number): Promise<string> =>
    (await prices().getByRole("row").nth(row).getByRole("cell").nth(column).textContent()) ?? "";

  it("begins with the chain's own price and NAV", async () => {
    await prices().getByRole("cell", { name: "365 days" }).waitFor();
    const { nav, totalSupply } = await app.contracts.vault.state();
    const price = shownPrice((nav * 10n ** 24n) / totalSupply);
    expectNear(Number(await cell(1, 1)), Number(price), 0.000002);
    expect((await cell(1, 4)).replaceAll(",", "")).to.match(/^\d+$/);
    expectNear(Number((await cell(1, 4)).replaceAll(",", "")), Number(nav) / 1e6, 1);
  });

  it("lowers what leavers have after a year where rents fall, and keeps that in the address", async () => {
    const before = Number(await cell(4, 2));
    await page.getByRole("textbox", { name: "Rents are, exactly, in % of now" }).fill("50");
    await page.getByRole("textbox", { name: "Rents are, exactly, in % of now" }).press("Enter");
    await page.waitForURL(/price=50/);
    expect(Number(await cell(4, 2)) < before).to.equal(true);
    await page.reload();
    await prices().getByRole("cell", { name: "365 days" }).waitFor();
    expect(await page.getByRole("textbox", { name: "Rents are, exactly, in % of now" }).inputValue()).to.equal("50");
    await page.getByRole("button", { name: "All as now" }).click();
    expectNear(Number(await cell(4, 2)), before, 0.000002);
  });

  it("has leavers forgo all of a cluster after ninety days of default", async () => {
    await page.getByLabel("Stops reporting and paying").selectOption({ index: 1 });
    await page.waitForURL(/default=1/);
    await prices().getByRole("columnheader", { name: "Booked, nothing recovered" }).waitFor();
    const { value } = await app.contracts.lens.facility(1n);
    const [entry, exit, nav] = [
      Number(await cell(3, 1)),
      Number(await cell(3, 2)),
      Number((await cell(3, 5)).replaceAll(",", "")),
    ];
    const forgone = nav * (1 - exit / entry);
    // All that it is worth by then: less than now, by ninety days of depreciation over five years to a tenth.
    const depreciated = (Number(value) / 1e6) * (1 - (0.9 * 90) / 1_825);
    expectNear(forgone / depreciated, 1, 0.02);
  });

  it("tells bond and reserve, and each share of the NAV against its limit on chain", async () => {
    const { lens, bond, drawLimits, vault } = app.contracts;
    const { reserve, value } = await lens.facility(1n);
    const cushion = page.getByRole("region", { name: "What stands before the shares" });
    await cushion
      .getByText(shown((await bond.bondOf(1n)) + reserve, 6, 2))
      .first()
      .waitFor();
    const { nav } = await vault.state();
    const spread = page.getByRole("region", { name: "Concentration" });
    const row = spread.getByRole("row").filter({ hasText: "operator" });
    await row.getByText(`${shown((value * 1_000n) / nav, 1, 1)} %`).waitFor();
    const { operatorBps } = await drawLimits.limits();
    const words = operatorBps === 10_000n ? "none" : `${Number(operatorBps) / 100} %`;
    expect(await row.getByRole("cell").last().textContent()).to.contain(words);
  });

  it("has no flaw that axe-core knows, on any screen, in either theme, as table and as chart", async () => {
    expect(await violations(page)).to.deep.equal([]);
    await page.getByRole("radio", { name: "Chart" }).click();
    expect(await violations(page)).to.deep.equal([]);
  });

  it("has thrown nothing on the way", () => {
    expect(faults).to.deep.equal([]);
  });
});

/** Within a tolerance: projections are doubles, which the chain's own matchers do not take. */
function expectNear(found: number, wanted: number, tolerance: number): void {
  expect(Math.abs(found - wanted) <= tolerance, `${found} is not ${wanted}`).to.equal(true);
}
