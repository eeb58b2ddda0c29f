import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { WORLDS } from "../../../scripts/worlds/worlds.ts";
import { openBrowser, openPage, settledText } from "./support/browser.ts";
import { shown } from "./support/figures.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { violations } from "./support/violations.ts";

const [ATLAS, BOREAS, CRESTA] = [1n, 2n, 3n] as const;
const COST = 250_000n * 10n ** 6n;
const RECOVERED = 60_000n * 10n ** 6n;
const WHOLE = 10n ** 6n;

describe("a default in the browser", function () {
  this.timeout(240_000);
  let app: ServedApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let lost: bigint;
  let fromBond: bigint;
  let fromReserve: bigint;

  before(async () => {
    app = await serveApp(WORLDS.default);
    browser = await openBrowser();
    ({ page, faults } = await openPage(browser));
    const { workouts } = app.contracts;
    const [closed] = await workouts.queryFilter(workouts.filters.ResolutionClosed(ATLAS));
    if (!closed) throw new Error("the world has no default");
    ({ fromBond, fromReserve } = closed.args);
    lost = closed.args.value - fromBond - fromReserve;
    await page.goto(app.url);
    await page.getByTestId(`facility-${ATLAS}`).getByTestId("statement").waitFor();
  });

  after(async () => {
    await browser.close();
    await app.close();
  });

  const facility = (cluster: bigint) => page.getByTestId(`facility-${cluster}`);
  const unitsOf = async (part: string): Promise<bigint> => {
    const text = (await facility(ATLAS).getByTestId(`statement-${part}`).textContent()) ?? "";
    return BigInt(text.replaceAll(/[,.]/g, ""));
  };

  it("accounts for every unit that was paid, by what became of it", async () => {
    expect(await unitsOf("paid")).to.equal(COST);
    const depreciated = await unitsOf("depreciated");
    expect({
      recovered: await unitsOf("recovered"),
      bond: await unitsOf("bond"),
      reserve: await unitsOf("reserve"),
      lost: await unitsOf("lost"),
      atWork: await unitsOf("atWork"),
    }).to.deep.equal({ recovered: RECOVERED, bond: fromBond, reserve: fromReserve, lost, atWork: 0n });
    expect(depreciated + RECOVERED + fromBond + fromReserve + lost).to.equal(COST);
  });

  it("says what shareholders lost where they look first: facility, vault, chart and its table", async () => {
    const amount = shown(lost, 6, 2);
    await facility(ATLAS).getByTestId("lost").getByText(`Shareholders have lost ${amount} tUSD of it.`).waitFor();
    expect(await settledText(page, "lost-in-all", amount)).to.equal(amount);
    const marks = page.getByTestId("price-marks");
    await marks.getByText(`atlas, recovery: ${shown(RECOVERED, 6, 2)} tUSD came in`).waitFor();
    await marks.getByText(`atlas, default: ${amount} tUSD lost`).waitFor();
    const card = page.getByRole("region", { name: "Share price and holdings over time" });
    await card.getByRole("radio", { name: "Table" }).click();
    await card.getByRole("cell", { name: `atlas, default: ${amount} tUSD lost` }).waitFor();
    await card.getByRole("radio", { name: "Chart" }).click();
  });

  it("shows the life of the facility, each step with its block", async () => {
    const life = facility(ATLAS).getByTestId("life-line");
    const { workouts, origination, lens } = app.contracts;
    const [opened] = await workouts.queryFilter(workouts.filters.ResolutionOpened(ATLAS));
    const [approved] = await origination.queryFilter(origination.filters.FacilityApproved(ATLAS));
    const steps = await life.getByRole("listitem").allTextContents();
    expect(steps.map((step) => step.split(/ · |\d+ \w{3} \d{4},/)[0]?.trim())).to.deep.equal([
      "Approved",
      "Drawn",
      "In service",
      "Late: what was due was not reported or not paid",
      "In workout",
      "Recovered",
      "Offered for less than its value",
      "The hardware went for nothing",
      "Workout closed; what was left of its value was booked as lost",
      "Ended",
    ]);
    expect(steps[0]).to.contain(`block ${approved?.blockNumber}`);
    expect(steps[3]).to.contain("by the clock, without a transaction");
    expect(steps[4]).to.contain(`block ${opened?.blockNumber}`);
    expect((await lens.facility(ATLAS)).workoutSince).to.not.equal(0n);
  });

  it("annualises nothing over the loss, and names it with its date", async () => {
    expect(await page.getByTestId("annual-30").textContent()).to.equal("–");
    expect(await page.getByTestId("annual-start").textContent()).to.equal("–");
    const change = (await page.getByTestId("change-start").textContent()) ?? "";
    const { nav, totalSupply } = await app.contracts.vault.state();
    const [price, first] = [(nav * 10n ** 12n) / totalSupply, WHOLE];
    expect(change).to.equal(`−${shown(((first - price) * 10_000n) / first, 2, 2)} %`);
    await page
      .getByTestId("yield-loss")
      .getByText(`A loss of ${shown(lost, 6, 2)} tUSD was booked on`)
      .waitFor();
    await page.getByText("in the last 30 d; in it").waitFor();
  });

  it("counts rent that was never paid as past due", async () => {
    const receivable = await app.contracts.lens.receivable(ATLAS);
    expect(await facility(ATLAS).getByTestId("arrears").textContent()).to.equal(shown(receivable, 6, 2));
    expect(await settledText(page, "past-due", shown(receivable, 6, 2))).to.equal(shown(receivable, 6, 2));
    expect(await facility(BOREAS).getByTestId("arrears").textContent()).to.equal("0.00");
  });

  it("lets a cluster jump out that pays everything and earns nothing, and no other", async () => {
    await facility(CRESTA).getByText("earns too little", { exact: true }).waitFor();
    const { reported, distributed } = await app.contracts.lens.facility(CRESTA);
    expect(distributed).to.equal(reported);
    await facility(CRESTA).getByTestId("shortfall").getByText("0.09 % were sold, at 2.00 per GPU-hour.").waitFor();
    expect(await facility(BOREAS).getByText("earns too little").count()).to.equal(0);
    expect(await facility(BOREAS).getByTestId("shortfall").count()).to.equal(0);
  });

  it("tells where the rent went, to what the vault has received", async () => {
    const card = page.getByRole("region", { name: "Where the rent goes" });
    await card.getByRole("radio", { name: "Table" }).click();
    const rent = await card
      .locator("tbody tr td:nth-child(2) span")
      .all()
      .then((cells) => Promise.all(cells.map((cell) => cell.getAttribute("title"))));
    const distributed = await Promise.all(
      [ATLAS, BOREAS, CRESTA].map(async (cluster) => (await app.contracts.lens.facility(cluster)).distributed),
    );
    expect(rent.reduce((sum, text) => sum + unitsIn(text ?? ""), 0n)).to.equal(
      distributed.reduce((sum, part) => sum + part, 0n),
    );
  });

  it("says none of what is not so", async () => {
    const words = (await page.locator("main").textContent()) ?? "";
    for (const untrue of ["a late report is awaited", "100.00 %", "% a year", "NaN", "undefined"]) {
      expect(words, untrue).to.not.contain(untrue);
    }
    expect(words).to.contain("missed, and never made up for");
  });

  it("is accessible and fits every screen", async () => {
    expect(await violations(page)).to.deep.equal([]);
  });

  it("tells the operator page's visitor the same", async () => {
    await page.goto(`${app.url}/operator/`);
    await page
      .getByTestId("statement-lost")
      .getByText(shown(lost, 6, 6))
      .waitFor();
    await page.getByText("ended in a default").waitFor();
    expect(await violations(page)).to.deep.equal([]);
  });

  it("meets no fault on the way", () => {
    expect(faults).to.deep.equal([]);
  });
});

/** Base units of an amount with up to six decimals. */
function unitsIn(text: string): bigint {
  const [whole = "", fraction = ""] = text.replaceAll(",", "").split(".");
  return BigInt(whole + fraction.padEnd(6, "0"));
}
