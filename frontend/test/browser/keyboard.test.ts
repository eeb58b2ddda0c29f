import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { passPeriod } from "../../../scripts/dev/passPeriod.ts";
import { localActor } from "../../../scripts/lib/localAccounts.ts";
import { connectWallet, openBrowser, openPage } from "./support/browser.ts";
import { DAY, reach, timeOf } from "./support/finance.ts";
import { finishByKeyboard, focused, pressByKeyboard, tabTo } from "./support/keyboard.ts";
import { openLoan, PRINCIPAL } from "./support/openLoan.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { TestWallet } from "./support/TestWallet.ts";

const CLUSTER = 1n;
const usd = (amount: number): bigint => BigInt(amount) * 10n ** 6n;

describe("by the keyboard alone", function () {
  this.timeout(120_000);
  let app: ServedApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];

  before(async () => {
    app = await serveApp();
    browser = await openBrowser();
  });

  after(async () => {
    await browser.close();
    await app.close();
  });

  async function open(actor: "depositor" | "operator", path = "/"): Promise<TestWallet> {
    const wallet = new TestWallet(localActor(actor).privateKey, app.rpcUrl);
    const minter = await app.provider.getSigner(0);
    await (await app.contracts.asset.connect(minter).mint(wallet.address, 2n * PRINCIPAL)).wait();
    ({ page, faults } = await openPage(browser, wallet));
    await page.goto(app.url + path);
    await connectWallet(page);
    return wallet;
  }

  const press = (name: string): Promise<void> => pressByKeyboard(page, name);

  async function type(label: string, text: string): Promise<void> {
    await tabTo(page, `input ${label}`);
    await page.keyboard.press("Control+A");
    await page.keyboard.type(text);
  }

  describe("a depositor", () => {
    let wallet: TestWallet;
    before(async () => {
      wallet = await open("depositor");
    });

    it("deposits, and is back at the button, before an empty field", async () => {
      const held = await app.contracts.asset.balanceOf(wallet.address);
      await type("Amount", "1000");
      await press("Deposit");
      await finishByKeyboard(page);
      expect(held - (await app.contracts.asset.balanceOf(wallet.address))).to.equal(usd(1_000));
      expect(await focused(page)).to.equal("button Enter an amount");
      expect(await page.getByRole("textbox", { name: "Amount" }).inputValue()).to.equal("");
    });

    it("leaves at once", async () => {
      const held = await app.contracts.asset.balanceOf(wallet.address);
      await tabTo(page, "tab Deposit");
      await page.keyboard.press("ArrowRight");
      await type("Amount", "500");
      await press("Withdraw");
      await finishByKeyboard(page);
      expect((await app.contracts.asset.balanceOf(wallet.address)) - held).to.equal(usd(500));
    });

    it("asks the queue, and cancels; focus stays by what is left of the list", async () => {
      const { queue, vault } = app.contracts;
      const held = await vault.balanceOf(wallet.address);
      await tabTo(page, "radio At once");
      await page.keyboard.press("ArrowRight");
      await page.waitForFunction("document.activeElement.textContent === 'Through the queue'");
      await page.keyboard.press("Enter");
      await type("Amount", "2000");
      await press("Request to leave");
      await finishByKeyboard(page);
      const [epoch] = await queue.currentEpoch();
      expect(await queue.pendingRedeemRequest(2n * epoch, wallet.address)).to.be.greaterThan(0n);

      await page.getByTestId(`outlook-${2n * epoch}`).waitFor();
      await press(`Cancel the request of epoch ${epoch}`);
      await finishByKeyboard(page);
      await page.getByTestId(`request-${2n * epoch}`).waitFor({ state: "detached" });
      expect(await vault.balanceOf(wallet.address)).to.equal(held);
      expect(await focused(page)).to.match(/^div My requests/);
    });

    it("claims", async () => {
      const { queue, asset, lens } = app.contracts;
      await type("Amount", "2000");
      await press("Request to leave");
      await finishByKeyboard(page);
      const [epoch, end] = await queue.currentEpoch();
      while ((await lens.facility(CLUSTER)).deadline <= end + BigInt(DAY)) {
        await passPeriod(app.provider, app.vault, CLUSTER, true);
      }
      if ((await timeOf(app.provider)) < Number(end)) await reach(app.provider, Number(end));
      await press(`Settle epoch ${epoch}`);
      await finishByKeyboard(page);
      const claimable = await queue.maxWithdraw(wallet.address);
      const held = await asset.balanceOf(wallet.address);
      await press(`Claim the money of epoch ${epoch}`);
      await finishByKeyboard(page);
      expect((await asset.balanceOf(wallet.address)) - held).to.equal(claimable);
      expect(faults).to.deep.equal([]);
      await page.context().close();
    });
  });

  describe("an operator", () => {
    let wallet: TestWallet;
    let cluster: bigint;
    before(async () => {
      let start: number;
      ({ cluster, start } = await openLoan(app));
      await reach(app.provider, start + 10 * DAY);
      wallet = await open("operator", "/operator/");
    });

    it("pays in what is typed", async () => {
      const { lens } = app.contracts;
      const { lockbox } = await lens.facility(CLUSTER);
      await type("Amount", "1000");
      await press("Pay in");
      await finishByKeyboard(page);
      const paid = (await lens.facility(CLUSTER)).lockbox - lockbox;
      expect(paid).to.equal(usd(1_000));
    });

    it("repays what is owed, by its name", async () => {
      const { ledger, asset } = app.contracts;
      await tabTo(page, /^button .*Hyperion/);
      await page.keyboard.press("Enter");
      await press("What is owed");
      await press("Repay");
      const held = await asset.balanceOf(wallet.address);
      const [, interest, principal] = await ledger.owedOf(cluster);
      await finishByKeyboard(page);
      expect(held - (await asset.balanceOf(wallet.address))).to.equal(interest + principal);
      expect(await page.getByLabel("Amount to repay").inputValue()).to.equal("");
      expect(faults).to.deep.equal([]);
      await page.context().close();
    });
  });
});
