import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { audit } from "../../../scripts/nav/audit.ts";
import type { World } from "../../../scripts/worlds/world.ts";
import { WORLDS } from "../../../scripts/worlds/worlds.ts";
import { openBrowser, openPage, settledText } from "./support/browser.ts";
import { shown, shownPrice } from "./support/figures.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { violations } from "./support/violations.ts";

const NEVER = ["NaN", "undefined", "Infinity", "[object"];

describe("worlds in the browser", function () {
  this.timeout(180_000);
  let browser: Browser;
  let app: ServedApp;
  let page: Page;
  let faults: string[];

  before(async () => {
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
  });

  /** Serves a world once for all that is said of it. */
  function given(name: keyof typeof WORLDS, tests: () => void): void {
    const world: World = WORLDS[name];
    describe(`given ${world.what}`, () => {
      before(async () => {
        app = await serveApp(world);
        ({ page, faults } = await openPage(browser));
        await page.goto(app.url);
      });
      after(async () => {
        await page.context().close();
        await app.close();
      });

      it("shows the NAV and the price that nav recomputes", async () => {
        const { comparisons, contradictions } = await audit(
          app.provider,
          app.vault,
          await app.provider.getBlockNumber(),
          0,
        );
        expect(contradictions).to.deep.equal([]);
        const found = new Map(comparisons.map(({ figure, recomputed }) => [figure, recomputed]));
        const [nav = 0n, supply = 0n] = [found.get("NAV"), found.get("supply")];
        expect(await settledText(page, "nav", shown(nav, 6, 0))).to.equal(shown(nav, 6, 0));
        const price = shownPrice(((nav + 1n) * 10n ** 24n) / (supply + 10n ** 6n));
        expect(await settledText(page, "price", price)).to.equal(price);
      });

      tests();

      it("is accessible on both pages, says no nonsense, and meets no fault", async () => {
        for (const path of ["/", "/operator/"]) {
          await page.goto(app.url + path);
          await page.getByText("Reported").first().waitFor();
          for (const nonsense of NEVER) expect(await wordsOf(page)).to.not.contain(nonsense);
          expect(await violations(page)).to.deep.equal([]);
        }
        expect(faults).to.deep.equal([]);
      });
    });
  }

  given("late", () => {
    it("says who is late since when, what it costs leavers, and never that all is paid", async () => {
      const { lens, vault } = app.contracts;
      const { nav, totalAssets } = await vault.state();
      expect(nav > totalAssets).to.equal(true);
      const blockTag = await app.provider.getBlockNumber();
      for (const cluster of await lens.clusters()) {
        const { delinquentSince, exitValue } = await lens.facility(cluster, { blockTag });
        const item = page.getByTestId(`facility-${cluster}`);
        if (delinquentSince === 0n) {
          expect(await item.getByText("delinquent", { exact: true }).count()).to.equal(0);
          continue;
        }
        await item.getByText("delinquent", { exact: true }).waitFor();
        await item.getByText(`Leavers are paid ${shown(exitValue, 6, 2)} tUSD for`).waitFor();
      }
      await page.getByTestId("delinquent").getByText("so there are two prices").waitFor();

      await page.goto(`${app.url}/operator/`);
      await page.getByTestId("facility-delinquent").waitFor();
      expect(await wordsOf(page)).to.not.contain("All reported rent is paid in");
      await page.goto(app.url);
    });
  });

  given("dispute", () => {
    it("marks the period as disputed, and settles nothing of it", async () => {
      const { oracle, lens } = app.contracts;
      const next = Number((await lens.facility(1n)).settledPeriods) + 1;
      expect((await oracle.reportOf(1n, next)).status).to.equal(4n);
      await page.goto(`${app.url}/operator/`);
      await page.getByRole("region", { name: "Settle" }).getByText(`period ${next}, disputed`).waitFor();
      await page.getByText("Nothing is owed now; 14,261.27 tUSD more is disputed").waitFor();
      const periods = page.getByRole("region", { name: "Reported against received" });
      await periods.getByRole("radio", { name: "Table" }).click();
      await periods.getByRole("row").nth(1).getByText("disputed", { exact: true }).waitFor();
      await page.goto(app.url);
    });
  });

  given("healthy", () => {
    it("has a time machine on the local chain, which brings a day, and a default", async () => {
      const { lens } = app.contracts;
      expect(await page.getByRole("region", { name: "Time machine" }).count()).to.equal(0); // its address was not told
      await page.goto(app.urlWithTestAccounts);
      const machine = page.getByRole("region", { name: "Time machine" });
      const { settledPeriods } = await lens.facility(1n);
      await machine.getByRole("button", { name: "A day, paid" }).click();
      await machine.getByText("A day has passed. What is due was reported and paid.").waitFor();
      expect((await lens.facility(1n)).settledPeriods > settledPeriods).to.equal(true);
      expect(await violations(page)).to.deep.equal([]);

      await machine.getByRole("button", { name: "A default" }).click();
      await machine.getByText("went into a workout, and what was left of it was booked as lost").waitFor();
      await page.getByTestId("facility-1").getByTestId("lost").getByText("Shareholders have lost").waitFor();
      await page.goto(app.url);
    });
  });

  given("auction", () => {
    it("has an auction with two sealed bids, and says nothing of a cluster that nobody has financed yet", async () => {
      const { auction, registry } = app.contracts;
      const sealed = await auction.queryFilter(auction.filters.BidCommitted(1n));
      expect(sealed).to.have.length(2);
      expect(await registry.clusterCount()).to.equal(2n);
      expect(await page.getByTestId("facility-2").count()).to.equal(0);
    });
  });
});

const wordsOf = async (page: Page): Promise<string> => (await page.locator("main").textContent()) ?? "";
