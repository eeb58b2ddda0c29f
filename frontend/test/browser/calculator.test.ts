import { expect } from "chai";
import { join } from "node:path";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { createWebServer } from "../../../scripts/start/webServer.ts";
import { openBrowser, openPage, settledText } from "./support/browser.ts";
import { violations } from "./support/violations.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "out");

describe("the calculator in the browser, where there is neither a chain nor a deployment", () => {
  let server: Server;
  let url: string;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  before(async () => {
    server = createWebServer(FOLDER, {}).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/calculator/`;
    browser = await openBrowser();
    ({ page, faults } = await openPage(browser));
    await page.goto(url);
  });

  after(async () => {
    await browser.close();
    server.close();
  });

  const text = (testId: string) => page.getByTestId(testId).textContent();
  const region = (name: string) => page.getByRole("region", { name, exact: true });
  const rowsOf = async (caption: string) => {
    const rows = await page.getByRole("table", { name: caption }).locator("tbody tr").all();
    return Promise.all(rows.map((row) => row.locator("td").allTextContents()));
  };

  it("begins with the base case, to its check values", async () => {
    await page.getByTestId("economic-yield").waitFor();
    expect(await text("economic-yield")).to.equal("18.05 %");
    expect(await text("cash-yield")).to.equal("35.04 %");
    expect(await text("return")).to.equal("10.86 %");
    expect(await text("break-even")).to.equal("1.4029");
    const year = (await region("The first year").textContent()) ?? "";
    for (const figure of ["4,036,608", "−304,869", "2,963,723", "−1,440,000", "1,443,723", "2,802,991", "49.88 %"])
      expect(year).to.contain(figure);
    const loan = (await region("A loan on it").textContent()) ?? "";
    for (const figure of ["180,696.25", "3,915,842.17", "2,055,331.00", "905,064.94", "1.367×", "2.2922"])
      expect(loan).to.contain(figure);
  });

  it("shows each stress beside it", async () => {
    expect(await rowsOf("Income, coverage and return under stress")).to.deep.equal([
      ["As assumed", "1,443,723", "1.367×", "10.86 %"],
      ["Price −35 %", "101,551", "0.748×", "−12.08 %"],
      ["60 % of the hours sold", "485,029", "0.925×", "−5.01 %"],
      ["Power +50 %", "1,291,289", "1.297×", "7.74 %"],
      ["All three", "−674,035", "0.390×", "−30.67 %"],
      ["$0.60, 60 % of the hours", "−1,624,099", "−0.048×", "−64.04 %"],
    ]);
  });

  it("shows a deposit as a band, with a table behind the chart", async () => {
    const card = region("A deposit of 10,000");
    await card.getByRole("radio", { name: "Table" }).click();
    const rows = await rowsOf("The deposit’s worth after each year");
    expect(rows[1]).to.deep.equal(["1", "11,805", "11,805", "11,805"]);
    expect(rows).to.have.length(6);
    expect(rows[5]?.[2]).to.equal("13,551");
  });

  it("follows an exact figure, and keeps it in its address", async () => {
    await page.getByLabel("Rents fall each year by, exactly, in %").fill("26");
    await page.getByLabel("Rents fall each year by, exactly, in %").press("Enter");
    await page.getByLabel("Hours whose price is hedged, exactly, in %").fill("60");
    await page.getByLabel("Hours whose price is hedged, exactly, in %").press("Enter");
    await page.waitForURL(`${url}?decay=26&hedged=60`);
    expect(await settledText(page, "return", "−0.49 %")).to.equal("−0.49 %");

    await page.reload();
    expect(await settledText(page, "return", "−0.49 %")).to.equal("−0.49 %");
  });

  it("follows a slider by keyboard", async () => {
    await page.goto(url);
    await page.getByRole("slider", { name: "Hours sold", exact: true }).press("ArrowRight");
    await page.waitForURL(`${url}?sold=81`);
    expect(await settledText(page, "economic-yield", "18.65 %")).to.equal("18.65 %");
  });

  it("takes nothing that can be read in two ways, and says so", async () => {
    const field = page.getByLabel("Rent, exactly, in $/GPU-hour");
    await field.fill("2,25");
    await field.press("Enter");
    await page.getByText("‘2,25’ is no number from 0 to 16. Decimals follow a point.").waitFor();
    expect(await field.getAttribute("aria-invalid")).to.equal("true");
    expect(await text("economic-yield")).to.equal("18.65 %");
  });

  it("starts again", async () => {
    await page.getByRole("button", { name: "Start again" }).click();
    await page.waitForURL(url);
    expect(await settledText(page, "economic-yield", "18.05 %")).to.equal("18.05 %");
    expect(await page.getByLabel("Rent, exactly, in $/GPU-hour").inputValue()).to.equal("2.25");
    expect(await page.getByText("‘2,25’").count()).to.equal(0);
  });

  it("is accessible and fits every screen, and so is the glossary", async () => {
    expect(await violations(page)).to.deep.equal([]);
    await page.goto(new URL("/glossary/", url).href);
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await violations(page)).to.deep.equal([]);
  });

  it("meets no fault on the way", () => {
    expect(faults).to.deep.equal([]);
  });
});
