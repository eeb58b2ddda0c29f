import { expect } from "chai";
import { JsonRpcSigner, toQuantity } from "ethers";
import type { Browser, Page } from "playwright-core";
import { localAccounts, localActor } from "../../../scripts/lib/localAccounts.ts";
import { connectWallet, finishFlow, openBrowser, openPage } from "./support/browser.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { TestWallet } from "./support/TestWallet.ts";
import { violations } from "./support/violations.ts";

const VISITOR = 12;
const MAINNET = 1;
const HOUR = 3_600;
const DAY = 24 * HOUR;
/** Ticks that are due and carried out by any call. */
const TICKS_OF_A_CALL = 96;

describe("the web app's states", function () {
  this.timeout(120_000);
  let app: ServedApp;
  let browser: Browser;
  let page: Page;
  let wallet: TestWallet;

  before(async () => {
    app = await serveApp();
    browser = await openBrowser();
    const minter = await app.provider.getSigner(0);
    const key = localAccounts()[VISITOR]?.privateKey ?? "";
    wallet = new TestWallet(key, app.rpcUrl);
    await (await app.contracts.asset.connect(minter).mint(wallet.address, 10n ** 10n)).wait();
  });

  after(async () => {
    await browser.close();
    await app.close();
  });

  afterEach(async () => {
    await page.context().close();
  });

  describe("given no deployment file", () => {
    it("says how to start, and with what", async () => {
      ({ page } = await openPage(browser));
      await page.goto(app.urlWithoutDeployment);
      const state = page.getByTestId("deployment-missing");
      await state.getByText("There is no deployment yet").waitFor();
      await state.getByText("npm start").waitFor();
      expect(await violations(page)).to.deep.equal([]);
    });
  });

  describe("given a wallet on another chain", () => {
    it("reads on, does not act, and switches on request", async () => {
      const strayed = new TestWallet(localAccounts()[VISITOR]?.privateKey ?? "", app.rpcUrl, MAINNET);
      ({ page } = await openPage(browser, strayed));
      await page.goto(app.url);
      await connectWallet(page);
      const notice = page.getByTestId("wrong-chain");
      await notice.getByText("Your wallet is on chain 1; this vault is on Local chain (31337)").waitFor();
      expect(await violations(page)).to.deep.equal([]);
      expect(await page.getByRole("button", { name: "Your wallet is not on Local chain" }).isDisabled()).to.equal(true);

      strayed.declineNext("wallet_switchEthereumChain");
      await notice.getByRole("button", { name: "Switch to Local chain" }).click();
      await notice.getByText("You declined the switch.").waitFor();

      await notice.getByRole("button", { name: "Switch to Local chain" }).click();
      await notice.waitFor({ state: "hidden" });
      await page.getByRole("button", { name: "Enter an amount" }).waitFor();
    });
  });

  describe("given a connection that is declined", () => {
    it("says so and shares nothing", async () => {
      ({ page } = await openPage(browser, wallet));
      wallet.declineNext("eth_requestAccounts");
      await page.goto(app.url);
      await page.getByRole("banner").getByRole("button", { name: "Connect" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "Test Wallet" }).click();
      await dialog.getByText("You declined the connection in your wallet.").waitFor();
      expect(await violations(page)).to.deep.equal([]);
    });
  });

  describe("given a transaction that is pending when the page is reloaded", () => {
    it("remembers it until it is in a block", async () => {
      ({ page } = await openPage(browser, wallet));
      await page.goto(app.url);
      await connectWallet(page);
      await page.getByRole("textbox", { name: "Amount" }).fill("1000");
      await page.getByRole("button", { name: "Deposit", exact: true }).click();
      await app.provider.send("evm_setAutomine", [false]);
      try {
        await page.getByRole("dialog").getByRole("button", { name: "Continue" }).click();
        const tray = page.getByTestId("pending-tray");
        await tray.getByText("Deposit 1,000.00 tUSD").waitFor();
        await page.reload();
        await tray.getByText("Deposit 1,000.00 tUSD").waitFor();
        await tray.getByText("Waiting for a block.").waitFor();
        // The wallet is still connected, too.
        await page.getByTestId("account").waitFor();

        await app.provider.send("evm_mine", []);
        await tray.waitFor({ state: "hidden" });
        await page
          .getByText(/^Confirmed in block \d+\.$/)
          .first()
          .waitFor();
      } finally {
        await app.provider.send("evm_setAutomine", [true]);
      }
      expect((await app.contracts.vault.balanceOf(wallet.address)) > 0n).to.equal(true);
    });
  });

  describe("given money that left while the dialog was open", () => {
    it("tells the error in words before anything is asked of the wallet", async () => {
      ({ page } = await openPage(browser, wallet));
      await page.goto(app.url);
      await connectWallet(page);
      await page.getByRole("textbox", { name: "Amount" }).fill("500");
      await page.getByRole("button", { name: "Deposit", exact: true }).click();
      // Somebody else takes the wallet's money away while the dialog is open.
      const other = localActor("feeRecipient").address;
      const { asset } = app.contracts;
      const owner = await app.provider.getSigner(wallet.address);
      const held = await asset.balanceOf(wallet.address);
      await (await asset.connect(owner).transfer(other, held)).wait();
      const sent = wallet.count("eth_sendTransaction");

      await page.getByRole("dialog").getByRole("button", { name: "Continue" }).click();
      const error = page.getByTestId("flow-error");
      await error.getByText(/holds 0\.00 tUSD; 500\.00 tUSD is needed\./).waitFor();
      await error.getByText("Enter a smaller amount, or get more of the token first.").waitFor();
      expect(await violations(page)).to.deep.equal([]);
      expect(wallet.count("eth_sendTransaction")).to.equal(sent);
      await (await asset.connect(await app.provider.getSigner(0)).mint(wallet.address, held)).wait();
    });
  });

  describe("given a paused vault", () => {
    it("takes no deposits and says that exits stay open", async () => {
      const guardian = await app.provider.getSigner(localActor("guardian").address);
      await (await app.contracts.vault.connect(guardian).pause()).wait();
      ({ page } = await openPage(browser, wallet));
      await page.goto(app.url);
      await page.getByTestId("paused").getByText("Withdrawals stay open.").waitFor();
      await connectWallet(page);
      expect(await page.getByRole("button", { name: "Deposits are paused" }).isDisabled()).to.equal(true);
      expect(await violations(page)).to.deep.equal([]);
    });
  });

  describe("given a node that does not answer", () => {
    it("says so with the last numbers in sight, and goes on when it is back", async () => {
      ({ page } = await openPage(browser));
      await page.goto(app.url);
      await page.getByTestId("nav").waitFor();
      await app.stopNode();
      try {
        await page.getByTestId("rpc-lost").waitFor();
        await page.getByTestId("nav").waitFor();

        await page.reload();
        const state = page.getByTestId("rpc-unreachable");
        await state.getByText("No answer from Local chain").waitFor();
        await state.getByText("npm start").waitFor();
        expect(await violations(page)).to.deep.equal([]);
      } finally {
        await app.startNode();
      }
      await page.getByTestId("nav").waitFor();
    });
  });

  describe("given the local chain", () => {
    it("offers labelled test accounts, where the deployment names them", async () => {
      ({ page } = await openPage(browser));
      await page.goto(app.urlWithTestAccounts);
      await connectWallet(page, "Second depositor");
      expect(await page.getByTestId("account").textContent()).to.equal("Second depositor");
      await page.reload();
      expect(await page.getByTestId("account").textContent()).to.equal("Second depositor");
    });

    it("offers none where it does not", async () => {
      ({ page } = await openPage(browser, wallet));
      await page.goto(app.url);
      await page.getByRole("banner").getByRole("button", { name: "Connect" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Test Wallet" }).waitFor();
      expect(await page.getByText("Test accounts of the local chain").count()).to.equal(0);
    });
  });

  for (const path of ["/", "/operator/"]) {
    describe(`given ${path}`, () => {
      it("is accessible and fits every screen, in both themes", async () => {
        ({ page } = await openPage(browser));
        await page.goto(app.url + path);
        await page.getByText("Reported").first().waitFor();
        expect(await violations(page)).to.deep.equal([]);
      });
    });
  }

  describe("given a keyboard only", () => {
    it("skips to the content, and opens and closes what it meets", async () => {
      ({ page } = await openPage(browser));
      await page.goto(app.url);
      await page.getByTestId("nav").waitFor();
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.textContent")).to.equal("Skip to content");
      await page.getByRole("button", { name: "About Share price" }).focus();
      await page.keyboard.press("Enter");
      await page.getByText("No transaction moves it, except a booked loss").waitFor();
      await page.keyboard.press("Escape");
      // Focus comes back once the explanation has gone, a moment after the key.
      await page.waitForFunction("document.activeElement?.getAttribute('aria-label') === 'About Share price'");
    });
  });

  // The clock moves from here on.

  describe("given a cap that is reached", () => {
    it("says that the vault is full", async () => {
      const guardian = await app.provider.getSigner(localActor("guardian").address);
      await (await app.contracts.vault.connect(guardian).lowerCap(1_000_000n)).wait();
      const curator = localActor("curator").address;
      await actAfterDelay(app, curator, await app.contracts.vault.unpause.populateTransaction());
      ({ page } = await openPage(browser));
      await page.goto(app.url);
      await page.getByTestId("full").getByText("Deposits are capped at a NAV of 1,000,000 tUSD.").waitFor();
    });
  });

  describe("given a report that is overdue", () => {
    it("marks the facility and says what follows", async () => {
      await app.provider.send("evm_increaseTime", [10 * DAY]);
      await app.provider.send("evm_mine", []);
      ({ page } = await openPage(browser));
      await page.goto(app.url);
      await page.getByTestId("facility-1").getByText("report overdue").waitFor();
      await page.goto(`${app.url}/operator/`);
      await page.getByText("The report of period 30 is overdue").waitFor();
      expect(await violations(page)).to.deep.equal([]);
    });
  });

  describe("given a life that has ended", () => {
    it("shows the salvage value, though nobody has called since", async () => {
      const { depreciatesUntil } = await app.contracts.lens.facility(1n);
      await app.provider.send("evm_setNextBlockTimestamp", [Number(depreciatesUntil) + DAY]);
      await app.provider.send("evm_mine", []);
      ({ page } = await openPage(browser));
      await page.goto(app.url);
      await page.getByTestId("facility-1").getByText("800,000.00").waitFor();
      await page.getByTestId("rebuilt").getByText("equals the contract’s own NAV to the last digit").waitFor();
      await page.getByTestId("accrual-pending").waitFor({ state: "detached" });
    });
  });

  describe("given more bookkeeping than one call carries out", () => {
    it("explains that the vault waits, and brings it up to date on request", async () => {
      const { vault } = app.contracts;
      await postManyKinks(app);
      ({ page } = await openPage(browser, wallet));
      await page.goto(app.url);
      await connectWallet(page);
      const notice = page.getByTestId("accrual-pending");
      await notice.getByText("deposits and withdrawals wait until someone has done it").waitFor();
      expect(await page.getByRole("button", { name: "Bring the vault up to date first" }).isDisabled()).to.equal(true);
      await notice.getByRole("button", { name: "Bring up to date" }).click();
      await finishFlow(page);
      await notice.waitFor({ state: "hidden" });
      expect((await vault.state()).accrualPending).to.equal(false);
    });
  });
});

/**
 * One more tick than a call carries out: the value falls by a hair from one hour to the next, and not from that to the
 * next.
 */
async function postManyKinks({ provider, contracts }: ServedApp): Promise<void> {
  const { vault, shares } = contracts;
  const source = await shares.getAddress();
  const block = await provider.getBlock("latest");
  const first = Math.floor((block?.timestamp ?? 0) / HOUR) + 2;
  const kinks = Array.from({ length: TICKS_OF_A_CALL + 1 }, (_, index) => ({
    kind: 0n,
    tick: first + index,
    word: index % 2 === 0 ? 1n : 2n ** 256n - 1n,
  }));
  // A manager posts no such thing; it is acted for.
  await provider.send("hardhat_impersonateAccount", [source]);
  await provider.send("hardhat_setBalance", [source, toQuantity(10n ** 18n)]);
  const none = { cashIn: 0n, value: 0n, slope: 0n, loss: 0n, lossSlope: 0n, delinquent: 0n, vestOver: 0n };
  const signer = new JsonRpcSigner(provider, source);
  const posting = { ...none, restricted: false, kinks };
  await (await vault.connect(signer).post(posting)).wait();
  await provider.send("evm_setNextBlockTimestamp", [(first + TICKS_OF_A_CALL) * HOUR]);
  await provider.send("evm_mine", []);
}

/** The curator announces, waits, and acts. */
async function actAfterDelay({ provider, contracts }: ServedApp, from: string, call: { to: string; data: string }) {
  const actor = await provider.getSigner(from);
  const { accessManager } = contracts;
  await (await accessManager.connect(actor).schedule(call.to, call.data, 0)).wait();
  await provider.send("evm_increaseTime", [3 * DAY]);
  await (await actor.sendTransaction(call)).wait();
}
