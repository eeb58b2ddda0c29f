import { expect } from "chai";
import type { Browser } from "playwright-core";
import { localAccounts } from "../../../scripts/lib/localAccounts.ts";
import { connectWallet, finishFlow, openBrowser, openPage } from "./support/browser.ts";
import { FormJudge, SAMPLER, type Sample } from "./support/formJudge.ts";
import { focused } from "./support/keyboard.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { TestWallet } from "./support/TestWallet.ts";

const DELAYS = [0, 300, 1_000, 2_500];
/** The first of as many accounts as there are delays, and one that moves the vault's cash. */
const [FIRST, RICH] = [13, 12];
const usd = (amount: number): bigint => BigInt(amount) * 10n ** 6n;
const DEPOSIT = usd(250_000);
const SECOND = 1_000;

/** What one page has shown, and where its flow has ended. */
type Course = { samples: Sample[]; wrong: string[]; text: string; focus: string; paid: bigint; faults: string[] };

describe("a form, with blocks every second", function () {
  this.timeout(240_000);
  let app: ServedApp;
  let browser: Browser;
  let blocks: Promise<void>;
  let isOver = false;
  /** All pages at once: they mostly wait. */
  let courses: Promise<Course>[];

  before(async () => {
    app = await serveApp();
    browser = await openBrowser();
    for (const index of DELAYS.keys()) await deposit(FIRST + index, DEPOSIT);
    await deposit(RICH, 4n * DEPOSIT);
    blocks = makeBlocks();
    courses = DELAYS.map((delay, index) => goThrough(delay, FIRST + index));
    // Each is awaited by its own test.
    for (const course of courses) course.catch(() => undefined);
  });

  after(async () => {
    isOver = true;
    await blocks;
    await browser.close();
    await app.close();
  });

  for (const [index, delay] of DELAYS.entries()) {
    it(`is wrong in none of its states with answers ${delay} ms late`, async () => {
      const course = await courses[index];
      if (!course) throw new Error("the page was not opened");
      const { samples, wrong, text, focus, paid, faults } = course;
      expect(wrong, `of ${samples.length} samples`).to.deep.equal([]);
      expect(samples.length).to.be.greaterThan(100);
      // Every intent had its answer in the end: nothing was right by silence alone.
      expect(FormJudge.answered(samples)).to.deep.equal([
        "deposit 1000",
        "instant 1234.56",
        "instant all",
        "patient all",
        "anyPrice all",
        "anyPrice 200000",
        "patient 200000",
      ]);
      expect({ text, focus, paid, faults }).to.deep.equal({
        text: "",
        focus: "button Enter an amount",
        paid: usd(500),
        faults: [],
      });
    });
  }

  /** Every lane, typed and named, then a withdrawal to its end. */
  async function goThrough(delay: number, account: number): Promise<Course> {
    const since = await app.provider.getBlockNumber();
    const wallet = new TestWallet(localAccounts()[account]?.privateKey ?? "", app.rpcUrl);
    const { page, faults } = await openPage(browser, wallet, { viewport: { width: 1280, height: 2_000 } });
    page.setDefaultTimeout(60_000);
    await page.route(`${app.rpcUrl}/`, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, delay));
      await route.continue().catch(() => undefined);
    });
    /** Long enough for an answer to come, and for another after that. */
    const look = (): Promise<void> => page.waitForTimeout(1.5 * SECOND + 3 * delay);
    const type = async (text: string): Promise<void> => page.getByRole("textbox", { name: "Amount" }).fill(text);
    const choose = async (name: string): Promise<void> => page.getByRole("radio", { name }).click();

    await page.goto(app.url);
    await connectWallet(page);
    await page.getByText("in your wallet").first().waitFor();
    await page.evaluate(SAMPLER);
    await type("1000");
    await look();
    await page.getByRole("tab", { name: "Withdraw" }).click();
    await type("1234.56");
    await look();
    await type("1,000");
    await page.waitForTimeout(300);
    await page.getByRole("button", { name: "Max" }).click();
    await look();
    await choose("Through the queue");
    await look();
    await choose("Take any price");
    await look();
    await type("200000");
    await look();
    await choose("Wait for a fair price");
    await look();
    const samples = await page.evaluate<Sample[]>("window.samples.splice(0)");

    await choose("At once");
    await type("500");
    const { asset } = app.contracts;
    const held = await asset.balanceOf(wallet.address);
    await page.getByRole("button", { name: "Withdraw", exact: true }).click();
    await finishFlow(page);
    const course = {
      samples,
      text: await page.getByRole("textbox", { name: "Amount" }).inputValue(),
      focus: await focused(page),
      paid: (await asset.balanceOf(wallet.address)) - held,
      faults,
    };
    await page.context().close();
    return { ...course, wrong: await new FormJudge(app, wallet.address, since).wrong(samples) };
  }

  async function deposit(account: number, amount: bigint): Promise<void> {
    const { asset, vault } = app.contracts;
    const signer = await app.provider.getSigner(localAccounts()[account]?.address ?? "");
    await (await asset.connect(signer).mint(signer.address, 2n * amount)).wait();
    await (await asset.connect(signer).approve(vault, amount)).wait();
    await (await vault.connect(signer).deposit(amount, signer.address)).wait();
  }

  /** Each second a block; each fifth one moves the vault's cash. */
  async function makeBlocks(): Promise<void> {
    const rich = await app.provider.getSigner(localAccounts()[RICH]?.address ?? "");
    const vault = app.contracts.vault.connect(rich);
    for (let block = 0; !isOver; block += 1) {
      await new Promise((resolve) => setTimeout(resolve, SECOND));
      if (block % 5 === 4) await (await vault.withdraw(usd(1_000), rich.address, rich.address)).wait();
      else await app.provider.send("evm_mine", []);
    }
  }
});
