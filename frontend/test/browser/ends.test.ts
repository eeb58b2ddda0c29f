import { expect } from "chai";
import type { Browser, Locator, Page } from "playwright-core";
import { localAccounts } from "../../../scripts/lib/localAccounts.ts";
import { connectWallet, finishFlow, openBrowser, openPage } from "./support/browser.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { TestWallet } from "./support/TestWallet.ts";

const VISITOR = 13;
const ENOUGH = 100_000n * 10n ** 6n;
const usd = (amount: number): bigint => BigInt(amount) * 10n ** 6n;

describe("the ends of a transaction in the browser", function () {
  this.timeout(120_000);
  let app: ServedApp;
  let browser: Browser;
  let page: Page;
  let faults: string[];
  let wallet: TestWallet;
  let dialog: Locator;
  let tray: Locator;

  before(async () => {
    app = await serveApp();
    browser = await openBrowser();
    wallet = new TestWallet(localAccounts()[VISITOR]?.privateKey ?? "", app.rpcUrl);
    const minter = await app.provider.getSigner(0);
    await (await app.contracts.asset.connect(minter).mint(wallet.address, ENOUGH)).wait();
    ({ page, faults } = await openPage(browser, wallet));
    dialog = page.getByRole("dialog");
    tray = page.getByTestId("pending-tray");
    await page.goto(app.url);
    await connectWallet(page);
  });

  after(async () => {
    await browser.close();
    await app.close();
  });

  describe("given a wallet that sends another with the same nonce", () => {
    afterEach(() => setAutomine(true));

    it("follows the same call, speeded up, as itself", async () => {
      const held = await deposited();
      await sendDeposit("1000");
      await dialog.getByTestId("on-its-way").getByText("Waiting for a block.").waitFor();
      await wallet.speedUp();
      await mine();
      await dialog.getByRole("button", { name: "Done" }).click();
      await page.getByText(/^Confirmed, speeded up, in block \d+\.$/).waitFor();
      expect((await deposited()) - held).to.equal(usd(1_000));
      expect(wallet.count("eth_sendTransaction")).to.equal(1);
    });

    it("says that it was cancelled only once it was, and goes on at that step", async () => {
      const held = await deposited();
      await sendDeposit("2000");
      await dialog.getByTestId("on-its-way").getByText("Waiting for a block.").waitFor();
      await wallet.cancel();
      expect(await page.getByTestId("flow-error").count()).to.equal(0);
      await mine();
      const error = page.getByTestId("flow-error");
      await error.getByText("You cancelled the transaction in your wallet.").waitFor();
      expect(await deposited()).to.equal(held);

      await setAutomine(true);
      const signed = wallet.count("eth_signTypedData_v4");
      await dialog.getByRole("button", { name: "Try again" }).click();
      await dialog.getByRole("button", { name: "Done" }).click();
      expect((await deposited()) - held).to.equal(usd(2_000));
      expect(wallet.count("eth_signTypedData_v4")).to.equal(signed);
      await tray.getByRole("button", { name: "Dismiss Deposit 2,000.00 tUSD" }).click();
      await tray.waitFor({ state: "hidden" });
    });

    it("says that another took its place, also after a reload", async () => {
      await sendDeposit("3000");
      await dialog.getByTestId("on-its-way").getByText("Waiting for a block.").waitFor();
      await page.reload();
      await tray.getByText("Waiting for a block.").waitFor();
      const data = app.contracts.asset.interface.encodeFunctionData("approve", [app.vault, 0n]) as `0x${string}`;
      await wallet.instead({ to: (await app.contracts.asset.getAddress()) as `0x${string}`, data });
      await mine();
      await tray.getByText(/^Replaced by another transaction of your account in block \d+\./).waitFor();
      await tray.getByRole("button", { name: "Dismiss Deposit 3,000.00 tUSD" }).click();
    });
  });

  describe("given a transaction that no node has seen", () => {
    it("says that it can still happen, and tells when it does", async () => {
      wallet.isWithholding = true;
      await sendDeposit("4000");
      await tray.getByText("Not seen by the node. It can still happen").waitFor();
      expect(await page.getByTestId("flow-error").count()).to.equal(0);
      await page.reload();
      await tray.getByText("Not seen by the node. It can still happen").waitFor();
      await wallet.release();
      await page
        .getByText(/^Confirmed in block \d+\.$/)
        .first()
        .waitFor();
      await tray.waitFor({ state: "hidden" });
    });
  });

  describe("given a chain that takes another fork", () => {
    it("takes its word back", async () => {
      await setAutomine(false);
      try {
        const fork: unknown = await app.provider.send("evm_snapshot", []);
        await sendDeposit("5000");
        await dialog.getByTestId("on-its-way").getByText("Waiting for a block.").waitFor();
        await mine();
        await dialog.getByRole("button", { name: "Done" }).click();
        await app.provider.send("evm_revert", [fork]);
        // The other fork is longer.
        await mine();
        await mine();
        await page.getByText("The chain has taken another fork.").first().waitFor();
        await tray.getByText("Deposit 5,000.00 tUSD").waitFor();
        await tray.getByRole("button", { name: "Dismiss Deposit 5,000.00 tUSD" }).click();
      } finally {
        await setAutomine(true);
      }
    });
  });

  describe("given a wallet that cannot sign typed data", () => {
    it("offers an approval, and remembers it for the account", async () => {
      const held = await deposited();
      wallet.lacks.add("eth_signTypedData_v4");
      await review("6000");
      await dialog.getByRole("button", { name: "Continue" }).click();
      await page.getByTestId("flow-error").getByText("Your wallet does not know what it was asked for.").waitFor();
      await dialog.getByRole("button", { name: "Use an approval instead" }).click();
      await dialog.getByText("Approve exactly 6,000.00 tUSD").waitFor();
      await finishFlow(page);
      expect((await deposited()) - held).to.equal(usd(6_000));

      await page.reload();
      await review("500");
      await dialog.getByText("Approve exactly 500.00 tUSD").waitFor();
      await finishFlow(page);
      expect((await deposited()) - held).to.equal(usd(6_500));
    });
  });

  describe("given a wallet that carries out several calls as one", () => {
    it("asks it once, and follows the batch", async () => {
      const held = await deposited();
      wallet.isBatching = true;
      await review("700");
      await dialog.getByText("In one go, or not at all: approve exactly 700.00 tUSD; deposit 700.00 tUSD.").waitFor();
      await finishFlow(page);
      expect((await deposited()) - held).to.equal(usd(700));
      expect(wallet.count("wallet_sendCalls")).to.equal(1);
    });
  });

  it("has thrown nothing on the way", () => {
    expect(faults).to.deep.equal([]);
  });

  async function review(amount: string): Promise<void> {
    await page.getByRole("textbox", { name: "Amount" }).fill(amount);
    await page.getByRole("button", { name: "Deposit", exact: true }).click();
  }

  /** Up to the wallet's own word that it is sent; no block is made. */
  async function sendDeposit(amount: string): Promise<void> {
    await setAutomine(wallet.isWithholding);
    await review(amount);
    await dialog.getByRole("button", { name: "Continue" }).click();
    await dialog.getByTestId("on-its-way").waitFor();
  }

  async function deposited(): Promise<bigint> {
    const { vault } = app.contracts;
    const logs = await vault.queryFilter(vault.filters.Deposit(undefined, wallet.address));
    return logs.reduce((sum, { args }) => sum + args.assets, 0n);
  }

  async function mine(): Promise<void> {
    await app.provider.send("evm_mine", []);
  }

  async function setAutomine(isOn: boolean): Promise<void> {
    await app.provider.send("evm_setAutomine", [isOn]);
  }
});
