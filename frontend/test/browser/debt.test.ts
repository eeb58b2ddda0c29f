import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { localActor } from "../../../scripts/lib/localAccounts.ts";
import { scheduleRows } from "@gpu-yield-vaults/sdk/model";
import { connectWallet, finishFlow, openBrowser, openPage, settledText } from "./support/browser.ts";
import { shown } from "./support/figures.ts";
import { DAY, finance, MONTH, reach, timeOf } from "./support/finance.ts";
import { INCOME, openLoan, PAYMENTS, PRINCIPAL, reportFirstDays } from "./support/openLoan.ts";
import { DRAWN, openDrawEscrow, EARNED } from "./support/openDrawEscrow.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { TestWallet } from "./support/TestWallet.ts";
import { violations } from "./support/violations.ts";

const AHEAD = 200_000n * 10n ** 6n;

describe("a loan in the browser", function () {
  this.timeout(120_000);
  let app: ServedApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let wallet: TestWallet;
  let cluster: bigint;
  let start: number;

  before(async () => {
    app = await serveApp();
    browser = await openBrowser();
    ({ cluster, start } = await openLoan(app));
    await reach(app.provider, start + 10 * DAY);
    wallet = new TestWallet(localActor("operator").privateKey, app.rpcUrl);
    const operator = await app.provider.getSigner(wallet.address);
    const { asset, loans } = app.contracts;
    await (await asset.connect(operator).mint(wallet.address, 2n * PRINCIPAL)).wait();
    await (await asset.connect(operator).approve(loans, 0n)).wait();
    ({ page, faults } = await openPage(browser, wallet));
  });

  after(async () => {
    await browser.close();
    await app.close();
  });

  it("is seen by depositors with its form, its next payment, its rate and its covenants", async () => {
    await page.goto(app.url);
    const item = page.getByTestId(`facility-${cluster}`);
    await item.getByText("Loan", { exact: true }).waitFor();
    const [first] = await rows();
    expect(await settledText(page, "debt-outstanding", shown(PRINCIPAL, 6, 2))).to.equal(shown(PRINCIPAL, 6, 2));
    const payment = shown(first?.payment ?? 0n, 6, 2);
    expect(await settledText(page, "next-payment", payment)).to.equal(payment);
    expect(await settledText(page, "debt-rate", "10.00 %")).to.equal("10.00 %");
    expect(await settledText(page, "covenants", "kept")).to.equal("kept");
    await item.getByText(`due ${dateOf(start + MONTH)}`).waitFor();
  });

  it("unfolds its schedule, drawn and as a table, equal to the contract's to the unit", async () => {
    const item = page.getByTestId(`facility-${cluster}`);
    await item.getByText("Loan schedule").click();
    await item.getByRole("img", { name: /^Interest and principal of every payment/ }).waitFor();
    await item.getByRole("radio", { name: "Table" }).click();
    const table = item.getByRole("table").getByRole("row");
    await table.nth(PAYMENTS).waitFor();
    expect(await table.count()).to.equal(PAYMENTS + 1);
    for (const { index, payment, interest, principal, balance } of await rows()) {
      const figures = [payment, interest, principal, balance].map((units) => shown(units, 6, 2)).join("");
      expect(await table.nth(index).textContent()).to.match(new RegExp(`${figures}$`));
    }
  });

  it("says what is owed, and what a repayment will do", async () => {
    await page.goto(`${app.url}/operator/`);
    await connectWallet(page);
    await page.getByRole("button", { name: "Hyperion" }).click();
    const [, interest, principal] = await app.contracts.ledger.owedOf(cluster);
    const owed = shown(interest + principal, 6, 2);
    expect(await settledText(page, "owed-now", owed)).to.equal(owed);
    await page.getByRole("button", { name: "What is owed" }).click();
    const preview = page.getByTestId("repay-preview");
    await preview.getByText("Interest that is owed").waitFor();
    await preview.getByText(`${shown(interest, 6, 6)} tUSD`).waitFor();
  });

  it("explains a request that the wallet's owner declined, and repays at the second try", async () => {
    const { ledger, loans, asset } = app.contracts;
    wallet.declineNext("eth_sendTransaction");
    await page.getByRole("button", { name: "Repay", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Continue" }).click();
    await dialog.getByTestId("flow-error").getByText("You declined the request in your wallet.").waitFor();
    await dialog.getByRole("button", { name: "Try again" }).click();
    await dialog.getByRole("button", { name: "Done" }).click();

    const [late, interest, principal, outstanding] = await ledger.owedOf(cluster);
    const [first] = await rows();
    expect([late, interest, principal]).to.deep.equal([0n, 0n, 0n]);
    expect(outstanding).to.equal(first?.balance);
    expect(await asset.allowance(wallet.address, loans)).to.equal(0n);
    expect(await settledText(page, "owed-now", "0.00")).to.equal("0.00");
    expect(await settledText(page, "next-due", dateOf(start + 2 * MONTH))).to.equal(dateOf(start + 2 * MONTH));
  });

  it("shows the covenants' figures, and what is trapped by them", async () => {
    await reportFirstDays(app, cluster, start);
    expect(await settledText(page, "tier", "cash trap")).to.equal("cash trap");
    expect(await settledText(page, "trapped-cash", `${shown(INCOME, 6, 2)} tUSD`)).to.equal(
      `${shown(INCOME, 6, 2)} tUSD`,
    );
    const { income, service } = await app.contracts.covenants.covenantsOf(cluster);
    const coverage = page.getByRole("region", { name: "Covenants", exact: true }).getByRole("row").nth(1);
    await coverage.getByText(shown((income * 10_000n) / service, 4, 2), { exact: true }).waitFor();
    await page.getByRole("region", { name: "Last settlements" }).getByText("Trapped by covenants").waitFor();
  });

  it("is accessible and fits every screen, for depositors and for the operator", async () => {
    expect(await violations(page)).to.deep.equal([]);
    const { page: reader, faults: readersFaults } = await openPage(browser);
    await reader.goto(app.url);
    await reader.getByText("Loan schedule").click();
    await reader.getByTestId("level-payment").waitFor();
    expect(await violations(reader)).to.deep.equal([]);
    expect(readersFaults).to.deep.equal([]);
    await reader.context().close();
  });

  it("pays principal ahead of its time, and the payments fall to what it said", async () => {
    await page.getByRole("textbox", { name: "Amount to repay" }).fill("200000");
    const note = page.getByTestId("repay-preview").getByText("instead of");
    await note.waitFor();
    const said = await note.textContent();
    const { principal, payment: before } = await app.contracts.ledger.debtOf(cluster);
    const [, , , outstanding] = await app.contracts.ledger.owedOf(cluster);
    await page.getByRole("button", { name: "Repay", exact: true }).click();
    await finishFlow(page);

    const debt = await app.contracts.ledger.debtOf(cluster);
    expect(principal).to.equal(PRINCIPAL);
    expect(debt.principal).to.equal(outstanding - AHEAD);
    expect(said).to.equal(
      `From ${dateOf(start + MONTH)} on, payments of ${shown(debt.payment, 6, 6)} tUSD instead of ` +
        `${shown(before, 6, 6)} tUSD.`,
    );
    expect(await settledText(page, "level-payment", shown(debt.payment, 6, 2))).to.equal(shown(debt.payment, 6, 2));
  });

  it("is repaid, and the title is the operator's", async () => {
    await page.getByRole("button", { name: "Repay all" }).click();
    await page.getByTestId("repay-preview").getByText("the title is the operator’s").waitFor();
    await page.getByRole("button", { name: "Repay", exact: true }).click();
    await finishFlow(page);
    expect(await app.contracts.registry.ownerOf(cluster)).to.equal(wallet.address);
    await page.getByText("Nothing falls due any more.").waitFor();
  });

  it("says that another one is delinquent, once cured since when it was, and what is restricted", async () => {
    const { lens, ledger, vault } = app.contracts;
    const other = await openLoan(app, "Themis");
    const { deadline } = await lens.facility(other.cluster);
    await reach(app.provider, Number(deadline) + DAY);
    await page.getByRole("button", { name: "Themis" }).click();
    const { exitValue } = await lens.facility(other.cluster);
    await page
      .getByTestId("facility-delinquent")
      .getByText(`Leavers are paid ${shown(exitValue, 6, 2)} tUSD for it instead of 1,000,000.00 tUSD.`)
      .waitFor();

    await page.getByRole("button", { name: "What is owed" }).click();
    await page.getByRole("button", { name: "Repay", exact: true }).click();
    await finishFlow(page);
    const [, interest, principal] = await ledger.owedOf(other.cluster);
    expect([interest, principal]).to.deep.equal([0n, 0n]);
    await page
      .getByTestId("cured")
      .getByText(`It was delinquent from ${dateOf(Number(deadline))}`)
      .waitFor();
    expect((await lens.facility(other.cluster)).delinquentSince).to.equal(0n);

    await page.getByRole("link", { name: "Vault", exact: true }).click();
    const { restrictedLocked } = await vault.state();
    expect(restrictedLocked > 0n).to.equal(true);
    expect(await settledText(page, "restricted", shown(restrictedLocked, 6, 2))).to.equal(
      shown(restrictedLocked, 6, 2),
    );
    await page.getByRole("link", { name: "Operator", exact: true }).click();
  });

  it("gives the operator what milestones have earned, and says what still waits", async () => {
    const { asset } = app.contracts;
    const phoebe = await openDrawEscrow(app);
    await page.getByRole("button", { name: "Phoebe" }).click();
    const card = page.getByRole("region", { name: "Draw escrow" });
    await card.getByText(`of ${shown(DRAWN, 6, 2)} drawn`).waitFor();
    await card.getByText(shown(DRAWN - EARNED, 6, 2)).waitFor();
    expect(await page.getByRole("button", { name: "Service is not attested yet" }).isDisabled()).to.equal(true);
    const { clearsAt } = await app.contracts.drawEscrow.escrowOf(phoebe);
    await card.getByText(`the guardian may undo it until ${dateOf(Number(clearsAt))}`).waitFor();
    expect(await settledText(page, "clearing", shown(EARNED, 6, 2))).to.equal(shown(EARNED, 6, 2));
    expect(await card.getByRole("button", { name: "Nothing to take" }).isDisabled()).to.equal(true);
    await reach(app.provider, Number(clearsAt));
    const held = await asset.balanceOf(wallet.address);
    await card.getByRole("button", { name: "Take what has cleared" }).click();
    await finishFlow(page);
    expect(await asset.balanceOf(wallet.address)).to.equal(held + EARNED);
    await card.getByRole("button", { name: "Nothing to take" }).waitFor();
  });

  it("gives notice of drawing where limits are parts of the NAV, and draws once it counts", async () => {
    const { drawLimits, origination } = app.contracts;
    const cluster = await finance(app, { name: "Dione", gpuCount: 4, cost: DRAWN }, { vaultShareBps: 10_000 });
    const guardian = await app.provider.getSigner(localActor("guardian").address);
    const { maxLoanToValueBps, minCoverageBps, utilisationBps, runningCostBps } = await drawLimits.limits();
    const [clusterBps, operatorBps, modelBps, regionBps] = [9_999n, 10_000n, 10_000n, 10_000n];
    const limits = { clusterBps, operatorBps, modelBps, regionBps, maxLoanToValueBps, minCoverageBps };
    await (await drawLimits.connect(guardian).lowerLimits({ ...limits, utilisationBps, runningCostBps })).wait();
    await page.getByRole("button", { name: "Dione" }).click();
    const card = page.getByRole("region", { name: "Draw for the hardware" });
    expect(await card.getByRole("button", { name: "Draws wait for a notice" }).isDisabled()).to.equal(true);

    await card.getByRole("button", { name: "Give notice" }).click();
    await finishFlow(page);
    await card.getByText(/^Draw from .* to .*\. Limits go by a NAV of .* at most\.$/).waitFor();
    await reach(app.provider, (await timeOf(app.provider)) + Number(await drawLimits.noticePeriod()));
    await card.getByRole("button", { name: "Give notice" }).waitFor(); // of more, beside this one

    await card.getByLabel("Amount").fill("1000");
    await card.getByRole("button", { name: "Draw", exact: true }).click();
    await finishFlow(page);
    expect(await origination.drawnOf(cluster)).to.equal(1_000n * 10n ** 6n);
  });

  it("has thrown nothing on the way", () => {
    expect(faults).to.deep.equal([]);
  });

  async function rows() {
    const { principal, payment, finalPayment, growth, payments } = await app.contracts.ledger.debtOf(cluster);
    const schedule = { principal, payment, finalPayment, growth, payments: Number(payments) };
    return scheduleRows(schedule, start, MONTH);
  }
});

function dateOf(seconds: number): string {
  const [, day = "", month = "", year = ""] = new Date(seconds * 1000).toUTCString().split(" ");
  return `${Number(day)} ${month} ${year}`;
}
