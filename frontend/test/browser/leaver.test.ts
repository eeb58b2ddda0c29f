import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { passPeriod } from "../../../scripts/dev/passPeriod.ts";
import { localActor } from "../../../scripts/lib/localAccounts.ts";
import { connectWallet, finishFlow, openBrowser, openPage, settledText } from "./support/browser.ts";
import { shown, shownPrice } from "./support/figures.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { TestWallet } from "./support/TestWallet.ts";

const CLUSTER = 1n;
const WANTED = 5_000_000n * 10n ** 6n;
const DAY = 86_400;

describe("a leaver in the browser", function () {
  this.timeout(120_000);
  let app: ServedApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let wallet: TestWallet;
  let epoch: bigint;
  let request: bigint;

  before(async () => {
    app = await serveApp();
    browser = await openBrowser();
    wallet = new TestWallet(localActor("depositor").privateKey, app.rpcUrl);
    ({ page, faults } = await openPage(browser, wallet));
    await page.goto(app.url);
    await connectWallet(page);
  });

  after(async () => {
    await browser.close();
    await app.close();
  });

  it("is led to the queue for what is not liquid, and told when it could be paid and why", async () => {
    const { queue } = app.contracts;
    await page.getByRole("tab", { name: "Withdraw" }).click();
    await page.getByRole("textbox", { name: "Amount" }).fill("5,000,000");
    await page.getByTestId("illiquid").getByRole("button", { name: "Use the queue" }).click();
    expect(await page.getByRole("textbox", { name: "Amount" }).inputValue()).to.equal("5,000,000");

    const shares = await app.contracts.vault.previewWithdraw(WANTED);
    const { cash } = await queue.exitForecast(shares, false);
    const forecast = page.getByTestId("forecast");
    await forecast.getByText(`${shown(cash, 6, 2)} tUSD`).waitFor();
    await forecast.getByText("if new rent comes in by then: cash and owed rent do not reach as far as you").waitFor();
    await forecast.getByText("When all hardware has reached the end of its life or its resolution is over").waitFor();
  });

  it("is told what each class of request means, and waits for a fair price unless it says otherwise", async () => {
    const words = page.getByTestId("class-words");
    await words.getByText("only while at most 0.5 % of the vault is an unrealised loss").waitFor();
    await page.getByRole("radio", { name: "Take any price" }).click();
    await words.getByText("whatever the exit price is then").waitFor();
    await page.getByRole("radio", { name: "Wait for a fair price" }).click();
    await words.getByText("waits for a cure, keeps its place, and can be cancelled").waitFor();
  });

  it("requests without an approval, and reads the request back", async () => {
    await requestWanted();
    await readEpoch();
    const pending = await app.contracts.queue.pendingRedeemRequest(request, wallet.address);
    expect(wallet.count("eth_sendTransaction")).to.equal(1);
    const item = page.getByTestId(`request-${request}`);
    await item.getByText("open", { exact: true }).waitFor();
    await item.getByText(`${shown(pending, 12, 4)} gpuREV`).waitFor();
  });

  it("cancels and has its shares back, in one go of two transactions", async () => {
    const { queue, vault } = app.contracts;
    const held = await vault.balanceOf(wallet.address);
    const pending = await queue.pendingRedeemRequest(request, wallet.address);
    await page.getByRole("button", { name: `Cancel the request of epoch ${epoch}` }).click();
    await finishFlow(page);
    expect(await vault.balanceOf(wallet.address)).to.equal(held + pending);
    expect(wallet.count("eth_sendTransaction")).to.equal(3);
    await page.getByText("None. What was claimed or taken back in full is in your history.").waitFor();
  });

  it("settles the closed epoch as far as the cash goes, and claims it", async () => {
    const { queue, vault, asset, lens } = app.contracts;
    await requestWanted();
    await readEpoch();
    const [, end] = await queue.currentEpoch();
    // The operator goes on reporting and paying until after the epoch's end, so that nothing is delinquent by then.
    while ((await lens.facility(CLUSTER)).deadline <= end + BigInt(DAY)) {
      await passPeriod(app.provider, app.vault, CLUSTER, true);
    }
    await reach(Number(end));
    const item = page.getByTestId(`request-${request}`);
    await item.getByText("waiting", { exact: true }).waitFor();
    await item.getByText("it waits for its settlement and cannot be cancelled").waitFor();
    expect(await item.getByRole("button").count()).to.equal(0);
    // What the queue waits for is out of reach of withdrawals at once.
    await page.getByTestId("no-cash").getByText("is waited for by the redemption queue.").waitFor();

    const { cash } = await vault.state();
    await page.getByRole("button", { name: `Settle epoch ${epoch}` }).click();
    await finishFlow(page);
    await item.getByText("paid in part", { exact: true }).waitFor();
    const claimable = await queue.maxWithdraw(wallet.address);
    expect(claimable).to.equal(cash);

    const held = await asset.balanceOf(wallet.address);
    await page.getByRole("button", { name: `Claim the money of epoch ${epoch}` }).click();
    await finishFlow(page);
    expect(await asset.balanceOf(wallet.address)).to.equal(held + claimable);
    await page
      .getByRole("table", { name: "My deposits, withdrawals and transfers" })
      .getByText("Claim from the queue")
      .waitFor();
  });

  it("sees two prices while something is delinquent, and may cancel what waits", async () => {
    const { vault, vaultLens, queue, lens } = app.contracts;
    const { deadline } = await lens.facility(CLUSTER);
    // Nobody calls: the vault knows the deadline, and so does the page.
    await reach(Number(deadline) + 9 * DAY);

    const [entry, exit] = [await vaultLens.entryPrice(), await vaultLens.exitPrice()];
    expect(exit < entry).to.equal(true);
    expect(await settledText(page, "price", shownPrice(entry))).to.equal(shownPrice(entry));
    expect(await settledText(page, "exit-price", shownPrice(exit))).to.equal(shownPrice(exit));
    const { unrealisedLoss } = await vault.state();
    const loss = `−${shown(unrealisedLoss, 6, 2)}`;
    expect(await settledText(page, "unrealised-loss", loss)).to.equal(loss);
    const timeline = page.getByRole("region", { name: "Share price and holdings over time" });
    await timeline.getByRole("radio", { name: "Table" }).click();
    await timeline.getByRole("row").nth(1).getByText(shownPrice(exit)).waitFor();
    await timeline
      .getByRole("row")
      .nth(1)
      .getByText(shown(unrealisedLoss, 6, 2))
      .waitFor();
    await timeline.getByRole("radio", { name: "Chart" }).click();
    await page.getByTestId("rebuilt").getByText("equals the contract’s own NAV to the last digit").waitFor();
    const { delinquentValue } = await vault.state();
    const shut = page.getByTestId("too-delinquent");
    await shut.getByText(`${shown(delinquentValue, 6, 2)} tUSD is delinquent. Deposits are open up to 2 %`).waitFor();
    await page.getByRole("tab", { name: "Deposit" }).click();
    expect(await page.getByRole("button", { name: "Closed: too much is delinquent" }).isDisabled()).to.equal(true);

    await page.getByTestId("patient-wait").getByText("wait patiently: more than 0.5 % of the vault").waitFor();
    await page.getByRole("tab", { name: "Withdraw" }).click();
    await page.getByRole("radio", { name: "Through the queue" }).click();
    await page.getByRole("textbox", { name: "Amount" }).fill("1000");
    const forecast = page.getByTestId("forecast");
    await forecast.getByText("It takes a cure, or the end of the workouts.").waitFor();
    await page.getByRole("radio", { name: "Take any price" }).click();
    await forecast.getByText("The end of your epoch").waitFor();
    await page.getByRole("button", { name: "Request to leave" }).click();
    await finishFlow(page);
    await readEpoch();
    expect(await queue.pendingRedeemRequest(request + 1n, wallet.address)).to.be.greaterThan(0n);
    await page.getByRole("button", { name: `Cancel the request of epoch ${epoch}, at any price` }).click();
    await finishFlow(page);

    await page.getByRole("button", { name: /^Cancel the request of epoch \d+$/ }).click();
    await finishFlow(page);
    expect(await vault.balanceOf(queue)).to.equal(0n);
  });

  it("reads the same on the operator page, where only the operator posts a bond", async () => {
    const { delinquentSince } = await app.contracts.lens.facility(CLUSTER);
    expect(delinquentSince > 0n).to.equal(true);
    await page.getByRole("link", { name: "Reports and payments" }).click();
    await page.getByTestId("facility-delinquent").getByText("It is cured when every period").waitFor();
    await page.getByRole("textbox", { name: "Post more" }).fill("25000");
    await page.getByText("only the operator’s answers for this cluster: connect its account").waitFor();
    expect(await page.getByRole("button", { name: "For its operator" }).isDisabled()).to.equal(true);
  });

  it("has thrown nothing on the way", () => {
    expect(faults).to.deep.equal([]);
  });

  async function requestWanted(): Promise<void> {
    await page.getByRole("textbox", { name: "Amount" }).fill("5000000");
    await page.getByRole("button", { name: "Request to leave" }).click();
    await finishFlow(page);
  }

  async function readEpoch(): Promise<void> {
    [epoch] = await app.contracts.queue.currentEpoch();
    request = 2n * epoch;
  }

  async function reach(time: number): Promise<void> {
    await app.provider.send("evm_setNextBlockTimestamp", [time]);
    await app.provider.send("evm_mine", []);
  }
});
