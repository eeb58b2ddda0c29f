import { expect } from "chai";
import { readFile } from "node:fs/promises";
import type { Browser, Locator, Page } from "playwright-core";
import { localActor } from "../../../scripts/lib/localAccounts.ts";
import { threeVaults } from "../../../scripts/worlds/worlds.ts";
import { openBrowser, openPage } from "./support/browser.ts";
import { shown } from "./support/figures.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { violations } from "./support/violations.ts";

const NAMES = ["GPU Revenue Shares", "GPU Loans and Leases", "GPU Mixed Fleet"];

describe("a portfolio in the browser", function () {
  this.timeout(180_000);
  const { address: account } = localActor("depositor");
  let app: ServedApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  /** Shares that wait in the first vault's queue. */
  let part: bigint;

  before(async () => {
    app = await serveApp(threeVaults);
    browser = await openBrowser();
    // One of the vaults has a request in its queue.
    const { vault, queue } = contractsOf(0);
    const holder = await app.provider.getSigner(account);
    part = (await vault.balanceOf(account)) / 10n;
    await (await vault.connect(holder).approve(queue, part)).wait();
    await (await queue.connect(holder).requestRedeem(part, account, account)).wait();
    ({ page, faults } = await openPage(browser, undefined, { acceptDownloads: true }));
  });
  after(async () => {
    await browser.close();
    await app.close();
  });

  function contractsOf(index: number) {
    const contracts = app.vaults[index];
    if (!contracts) throw new Error(`there is no vault ${index}`);
    return contracts;
  }

  const card = (name: string): Locator => page.getByRole("region", { name });

  it("asks for an address where no wallet is connected, and refuses what is none", async () => {
    await page.goto(`${app.url}/portfolio/`);
    const field = page.getByLabel("Account", { exact: true });
    await field.fill("0x12");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.getByRole("alert").filter({ hasText: "That is no address" }).waitFor();
    await field.fill(account.toLowerCase());
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.waitForURL(`${app.url}/portfolio/?account=${account}`);
  });

  it("shows what the account has in every vault, as the contracts have it", async () => {
    for (const [index, name] of NAMES.entries()) {
      const { vault } = contractsOf(index);
      const held = await vault.balanceOf(account);
      const waiting = index === 0 ? part : 0n;
      const worth = (await vault.convertToAssets(held)) + (await vault.convertToAssets(waiting));
      const text = await card(name).getByTestId("worth").innerText();
      expect(text.split(/\s/)[0], name).to.equal(shown(worth, 6, 2));
      await card(name).getByTestId("gain").waitFor();
      await card(name)
        .getByRole("img", { name: /What the shares were worth over time/ })
        .waitFor();
    }
    expect(await violations(page)).to.deep.equal([]);
  });

  it("splits the gain into rent and prices, to the unit shown", async () => {
    for (const name of NAMES) {
      const facts = await factsOf(card(name));
      const cents = (label: string): number =>
        Math.round(Number((facts.get(label) ?? "").replace(/[^\d.−-]/g, "").replace("−", "-")) * 100);
      const [rent, prices, gain] = [cents("Its part of the rent"), cents("What prices did"), cents("Gain")];
      expect(rent, name).to.be.greaterThan(0);
      // Each is cut to the cent by itself.
      expect(Math.abs(rent + prices - gain), name).to.be.at.most(1);
    }
  });

  it("has every move with its block and transaction, also for a spreadsheet", async () => {
    const [name = ""] = NAMES;
    const rows = card(name)
      .getByRole("group", { name: /^What moved/ })
      .getByRole("row");
    const newest = await rows.nth(1).getByRole("cell").allInnerTexts();
    expect(newest[1]).to.equal("Request to leave");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      card(name)
        .getByRole("button", { name: /history\.csv$/ })
        .click(),
    ]);
    const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
    expect(lines).to.have.length(await rows.count());
    expect(lines[1]).to.match(
      new RegExp(`^"${name}","[\\dT:.-]+Z","Request to leave",[\\d.]+,"tUSD",[\\d.]+,\\d+,"0x[0-9a-f]{64}"$`),
    );
  });

  it("has a calendar of when its epochs close", async () => {
    const [name = ""] = NAMES;
    const [, end] = await contractsOf(0).queue.currentEpoch();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      card(name)
        .getByRole("button", { name: /requests\.ics$/ })
        .click(),
    ]);
    const file = await readFile(await download.path(), "utf8");
    const instant = new Date(Number(end) * 1_000).toISOString().replace(".000", "").replaceAll(/[-:]/g, "");
    expect(file).to.contain(`DTSTART:${instant}\r\n`);
    expect(
      await card(NAMES[1] ?? "")
        .getByRole("button", { name: /\.ics$/ })
        .count(),
    ).to.equal(0);
  });

  it("says of an account that never had anything that there is nothing", async () => {
    await page.goto(`${app.url}/portfolio/?account=0x000000000000000000000000000000000000dEaD`);
    for (const name of NAMES) await card(name).getByText("Nothing, and never anything.").waitFor();
  });

  it("says what is wrong with an address whose letters are", async () => {
    await page.goto(`${app.url}/portfolio/?account=0x000000000000000000000000000000000000DeaD`);
    await page.getByTestId("no-account").waitFor();
  });

  it("meets no fault on the way", () => {
    expect(faults).to.deep.equal([]);
  });
});

/** Names and values of a card. */
async function factsOf(region: Locator): Promise<ReadonlyMap<string, string>> {
  const list = region.locator("dl").first();
  const names = await list.locator("dt").allInnerTexts();
  const values = await list.locator("dt + dd").allInnerTexts();
  return new Map(names.map((name, index) => [name, values[index] ?? ""]));
}
