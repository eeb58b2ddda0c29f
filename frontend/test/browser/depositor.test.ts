import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { passPeriod } from "../../../scripts/dev/passPeriod.ts";
import { localAccounts } from "../../../scripts/lib/localAccounts.ts";
import { connectWallet, finishFlow, openBrowser, openPage, settledText } from "./support/browser.ts";
import { shown, shownPrice } from "./support/figures.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { TestWallet } from "./support/TestWallet.ts";

const DEPOSIT = 250_000n * 10n ** 6n;
const DAY = 86_400;
const VISITOR = 11;

describe("a depositor in the browser", function () {
  this.timeout(120_000);
  let app: ServedApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let wallet: TestWallet;

  before(async () => {
    app = await serveApp();
    browser = await openBrowser();
    wallet = new TestWallet(localAccounts()[VISITOR]?.privateKey ?? "", app.rpcUrl);
    const minter = await app.provider.getSigner(0);
    await (await app.contracts.asset.connect(minter).mint(wallet.address, 2n * DEPOSIT)).wait();
    ({ page, faults } = await openPage(browser, wallet));
    await page.goto(app.url);
  });

  after(async () => {
    await browser.close();
    await app.close();
  });

  it("reads the vault without a wallet, to the contract's own figures", async () => {
    const { nav } = await app.contracts.vault.state();
    expect(await settledText(page, "nav", shown(nav, 6, 0))).to.equal(shown(nav, 6, 0));
    const price = shownPrice(await app.contracts.vaultLens.entryPrice());
    expect(await settledText(page, "price", price)).to.equal(price);
    await page.getByTestId("facility-1").getByText("300,125.39").first().waitFor();
  });

  it("rebuilds the same NAV from events alone", async () => {
    const note = page.getByTestId("rebuilt");
    await note.getByText("equals the contract’s own NAV to the last digit").waitFor();
    expect(await note.textContent()).to.match(/from \d{3} events/);
  });

  it("shows the chart's numbers as a table", async () => {
    const chart = page.getByRole("region", { name: "Share price and holdings over time" });
    await chart.getByRole("radio", { name: "Table" }).click();
    const rows = chart.getByRole("table").getByRole("row");
    await rows.nth(1).waitFor();
    // A heading, now, 30 midnights or so, and the first deposit.
    expect(await rows.count()).to.be.within(30, 34);
    await chart.getByRole("radio", { name: "Chart" }).click();
  });

  it("connects a wallet that announced itself", async () => {
    await connectWallet(page);
    expect(wallet.count("eth_requestAccounts")).to.equal(1);
    await page.getByText("500,000.00 in your wallet").first().waitFor();
  });

  it("deposits nothing when the signature is declined", async () => {
    wallet.declineNext("eth_signTypedData_v4");
    await enterAmount("250,000");
    await page.getByText("“250,000” can be read as 250000 or as 250.").waitFor();
    await enterAmount("250000");
    await page.getByRole("button", { name: "Deposit", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Continue" }).click();
    await dialog.getByText("You declined the request in your wallet.").waitFor();
    expect(wallet.count("eth_sendTransaction")).to.equal(0);
    expect(await app.contracts.vault.balanceOf(wallet.address)).to.equal(0n);
    await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  });

  it("deposits with a signed permit: one signature, one transaction, no allowance left", async () => {
    await page.getByRole("button", { name: "Deposit", exact: true }).click();
    await finishFlow(page);
    const shares = await app.contracts.vault.balanceOf(wallet.address);
    const receipts = await app.contracts.vault.queryFilter(
      app.contracts.vault.filters.Deposit(undefined, wallet.address),
    );
    expect(receipts.map(({ args }) => [args.assets, args.shares])).to.deep.equal([[DEPOSIT, shares]]);
    expect(wallet.count("eth_signTypedData_v4")).to.equal(2);
    expect(wallet.count("eth_sendTransaction")).to.equal(1);
    expect(await app.contracts.asset.allowance(wallet.address, app.vault)).to.equal(0n);
  });

  it("shows the position and its history", async () => {
    const history = page.getByRole("table", { name: "My deposits, withdrawals and transfers" });
    await history.getByText("+250,000.000000").waitFor();
    const worth = await app.contracts.vault.convertToAssets(await app.contracts.vault.balanceOf(wallet.address));
    expect(await settledText(page, "worth", `${shown(worth, 6, 2)} tUSD`)).to.equal(`${shown(worth, 6, 2)} tUSD`);
  });

  it("sees the price move by time alone when a period is reported, paid and settled", async () => {
    await passPeriod(app.provider, app.vault, 1n, true);
    const settledAt = await app.provider.getBlockNumber();
    const before = await app.contracts.vaultLens.entryPrice({ blockTag: settledAt - 1 });
    const after = await app.contracts.vaultLens.entryPrice({ blockTag: settledAt });
    // One second of depreciation and vesting lies between the two blocks, and no jump.
    expect(Number(after - before) / Number(before)).to.be.within(-1e-6, 1e-6);
    expect(await settledText(page, "price", shownPrice(after))).to.equal(shownPrice(after));
    await page.getByText(/^until .* UTC, in /).waitFor();

    await app.provider.send("evm_increaseTime", [DAY]);
    await app.provider.send("evm_mine", []);
    const vested = await app.contracts.vaultLens.entryPrice();
    expect(vested > after, `${vested} after a day, ${after} when settled`).to.equal(true);
    expect(await settledText(page, "price", shownPrice(vested))).to.equal(shownPrice(vested));

    const worth = await app.contracts.vault.convertToAssets(await app.contracts.vault.balanceOf(wallet.address));
    const gain = worth - DEPOSIT;
    const text = `${gain > 0n ? "+" : "−"}${shown(gain, 6, 4)} tUSD`;
    expect(await settledText(page, "gain", text)).to.equal(text);
  });

  it("withdraws a part from the vault's cash", async () => {
    const held = await app.contracts.asset.balanceOf(wallet.address);
    await page.getByRole("tab", { name: "Withdraw" }).click();
    await enterAmount("100000");
    await page.getByRole("button", { name: "Withdraw", exact: true }).click();
    await finishFlow(page);
    expect(await app.contracts.asset.balanceOf(wallet.address)).to.equal(held + 100_000n * 10n ** 6n);
    // The most that it may cost is signed for, for the router alone.
    expect(wallet.count("eth_signTypedData_v4")).to.equal(3);
    expect(wallet.count("eth_sendTransaction")).to.equal(2);
  });

  it("withdraws all that is left, without a trace of dust", async () => {
    const held = await app.contracts.asset.balanceOf(wallet.address);
    const worth = await app.contracts.vault.convertToAssets(await app.contracts.vault.balanceOf(wallet.address));
    await page.getByRole("button", { name: "Max" }).click();
    await page.getByRole("button", { name: "Withdraw", exact: true }).click();
    await page.getByRole("dialog").getByText("Withdraw everything").first().waitFor();
    await finishFlow(page);
    expect(await app.contracts.vault.balanceOf(wallet.address)).to.equal(0n);
    const received = (await app.contracts.asset.balanceOf(wallet.address)) - held;
    // Some seconds of depreciation and vesting lie between the question and the withdrawal.
    expect(Number(received - worth) / Number(worth)).to.be.within(-1e-6, 1e-6);
    await page.getByText("You hold no shares").waitFor();
  });

  it("has thrown nothing on the way", () => {
    expect(faults).to.deep.equal([]);
  });

  async function enterAmount(amount: string): Promise<void> {
    await page.getByRole("textbox", { name: "Amount" }).fill(amount);
  }
});
