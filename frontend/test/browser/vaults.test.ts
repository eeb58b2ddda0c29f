import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { audit } from "../../../scripts/nav/audit.ts";
import { threeVaults } from "../../../scripts/worlds/worlds.ts";
import { openBrowser, openPage } from "./support/browser.ts";
import { shown, shownPrice } from "./support/figures.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { violations } from "./support/violations.ts";

const NAMES = ["GPU Revenue Shares", "GPU Loans and Leases", "GPU Mixed Fleet"];
const STRANGER = "0x000000000000000000000000000000000000dEaD";

describe("several vaults in the browser", function () {
  this.timeout(180_000);
  let app: ServedApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  const addresses: string[] = [];

  before(async () => {
    app = await serveApp(threeVaults);
    for (const { vault } of app.vaults) addresses.push(await vault.getAddress());
    browser = await openBrowser();
    ({ page, faults } = await openPage(browser));
  });
  after(async () => {
    await browser.close();
    await app.close();
  });

  /** What the auditor's command recomputes of a vault, by figure. */
  async function recomputed(vault: string): Promise<ReadonlyMap<string, bigint>> {
    const { provider } = app;
    const { comparisons, contradictions } = await audit(provider, vault, await provider.getBlockNumber(), 0);
    expect(contradictions).to.deep.equal([]);
    return new Map(comparisons.map(({ figure, recomputed: value }) => [figure, value]));
  }

  it("stand in a table whose figures are those that nav recomputes", async () => {
    await page.goto(`${app.url}/`);
    await page.getByRole("heading", { name: "Vaults", level: 1 }).waitFor();
    for (const [index, name] of NAMES.entries()) {
      const row = page.getByRole("row").filter({ hasText: name });
      const cells = await row.getByRole("cell").allInnerTexts();
      const found = await recomputed(addresses[index] ?? "");
      const { capacity, freeCash, what } = await readRow(index);
      expect(cells[0]).to.equal(`${name}\n\n${what}`);
      expect(cells[1]).to.equal("tUSD");
      expect(cells[2]).to.equal(shown(found.get("NAV") ?? 0n, 6, 2));
      expect(cells[3]).to.equal(priceOf(found));
      expect(cells[5]).to.equal(`${shown(((found.get("cash") ?? 0n) * 1_000n) / (found.get("NAV") ?? 1n), 1, 1)} %`);
      expect(cells[6]).to.equal(shown(capacity, 6, 0));
      expect(cells[7]).to.equal(`at once, up to ${shown(freeCash, 6, 0)}`);
    }
    expect(await violations(page)).to.deep.equal([]);
  });

  /** The entry price as a page shows it, by the recomputed NAV and supply. */
  function priceOf(found: ReadonlyMap<string, bigint>): string {
    const [nav = 0n, supply = 0n] = [found.get("NAV"), found.get("supply")];
    return shownPrice(((nav + 1n) * 10n ** 24n) / (supply + 10n ** 6n));
  }

  async function readRow(index: number) {
    const contracts = app.vaults[index];
    if (!contracts) throw new Error(`there is no vault ${index}`);
    const { vault, directory } = contracts;
    const { freeCash } = await vault.state();
    const { what } = await directory.listingOf(vault);
    return { freeCash, what, capacity: await vault.maxDeposit(STRANGER) };
  }

  for (const [index, name] of NAMES.entries()) {
    it(`lead to pages about ${name} alone, and to its operator's page`, async () => {
      await page.goto(`${app.url}/`);
      await page.getByRole("link", { name }).click();
      await page.getByRole("heading", { name, level: 1 }).waitFor();
      expect(new URL(page.url()).searchParams.get("address")).to.equal(addresses[index]);
      const found = await recomputed(addresses[index] ?? "");
      await page.getByText(priceOf(found)).first().waitFor();
      await page
        .getByText(shown(found.get("NAV") ?? 0n, 6, 2))
        .first()
        .waitFor();

      await page.getByRole("link", { name: "Reports and payments" }).click();
      await page.getByRole("heading", { name: "Operator page" }).waitFor();
      expect(new URL(page.url()).searchParams.get("vault")).to.equal(addresses[index]);
      const clusters = await app.vaults[index]?.lens.clusters();
      const facts = await app.vaults[index]?.registry.registration([...(clusters ?? [])].sort()[0] ?? 0n);
      await page
        .getByText(facts?.name ?? "no name")
        .first()
        .waitFor();
    });
  }

  it("change places by the picker, with every figure", async () => {
    await page.goto(`${app.url}/vault/?address=${addresses[0]}`);
    await page.getByRole("heading", { name: NAMES[0], level: 1 }).waitFor();
    const before = shown((await recomputed(addresses[0] ?? "")).get("NAV") ?? 0n, 6, 2);
    await page.getByText(before).first().waitFor();

    await page.getByLabel("Vault", { exact: true }).selectOption({ label: NAMES[2] ?? "" });
    await page.getByRole("heading", { name: NAMES[2], level: 1 }).waitFor();
    expect(page.url()).to.equal(`${app.url}/vault/?address=${addresses[2]}`);
    const after = shown((await recomputed(addresses[2] ?? "")).get("NAV") ?? 0n, 6, 2);
    await page.getByText(after).first().waitFor();
    expect(await page.getByText(before).count()).to.equal(0);
    expect(await page.getByText("gpuREV").count()).to.equal(0);
  });

  it("are accessible and fit every screen, the one with most clusters and its operator's page", async () => {
    expect(await violations(page)).to.deep.equal([]);
    await page.getByRole("link", { name: "Operator", exact: true }).click();
    await page.getByRole("heading", { name: "Operator page" }).waitFor();
    expect(await violations(page)).to.deep.equal([]);
  });

  const wrong: [string, string][] = [
    ["0x12", "The address of this page names 0x12, which is no address of a vault."],
    [STRANGER, `The directory of this deployment lists no vault at ${STRANGER}.`],
  ];
  for (const [address, sentence] of wrong) {
    it(`says that there is no vault ${address}, and leads on`, async () => {
      await page.goto(`${app.url}/vault/?address=${address}`);
      const state = page.getByTestId("no-such-vault");
      await state.getByText(sentence).waitFor();
      expect(await violations(page)).to.deep.equal([]);
      await state.getByRole("link", { name: "To the vaults that there are" }).click();
      await page.getByRole("heading", { name: "Vaults", level: 1 }).waitFor();
    });
  }

  it("meet no fault on the way", () => {
    expect(faults).to.deep.equal([]);
  });
});
