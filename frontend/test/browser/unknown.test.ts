import { expect } from "chai";
import { numberToHex, type Hex } from "viem";
import type { Browser, Page } from "playwright-core";
import { localAccounts } from "../../../scripts/lib/localAccounts.ts";
import { connectWallet, openBrowser, openPage } from "./support/browser.ts";
import { alterAnswers, refusal } from "./support/faultyNode.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { TestWallet } from "./support/TestWallet.ts";

const VISITOR = 12;
const PATIENCE = 60_000;

/** Sentences that claim something of the past; none may stand where it is not known. */
const CLAIMS = [
  "none yet",
  "the first one is awaited",
  "No report yet",
  "No payment yet",
  "Nothing has been settled yet",
  "All reported rent is paid in",
  "No loss has been booked",
  "nothing is past due",
  "Nothing yet",
  "told from the first deposit on",
  "The timeline begins",
] as const;

describe("the web app, where something is not known", function () {
  this.timeout(240_000);
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

  afterEach(async () => {
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await page.context().close();
    expect(faults).to.deep.equal([]);
  });

  const claims = async (): Promise<string[]> => {
    const words = (await page.locator("main").textContent()) ?? "";
    return CLAIMS.filter((claim) => words.includes(claim));
  };

  for (const path of ["/", "/operator/"]) {
    describe(`given a history that is slow, at ${path}`, () => {
      it("claims nothing until it is there", async () => {
        ({ page, faults } = await openPage(browser));
        let isHeld = true;
        // A node that is busy is waited for, as one that is slow would be.
        await alterAnswers(page, app.rpcUrl, ({ id, method }) =>
          isHeld && method === "eth_getLogs" ? { id, error: { code: -32_005, message: "rate limited" } } : undefined,
        );
        await page.goto(app.url + path);
        await page.getByText("being read").first().waitFor({ state: "attached" });
        await page.waitForTimeout(1_000);
        expect(await claims()).to.deep.equal([]);
        isHeld = false;
        await page.getByText("Period 29").first().waitFor();
      });
    });

    describe(`given a node that will not list events, at ${path}`, () => {
      it("says what is not known, claims nothing, and recovers by itself", async () => {
        ({ page, faults } = await openPage(browser));
        let isRefused = true;
        await alterAnswers(page, app.rpcUrl, (call) =>
          isRefused && call.method === "eth_getLogs"
            ? { id: call.id, error: { code: -32_601, message: "logs are not served here" } }
            : undefined,
        );
        await page.goto(app.url + path);
        await page.getByTestId("unknown").first().waitFor({ timeout: PATIENCE });
        expect(await claims()).to.deep.equal([]);
        expect(await page.getByText("not known").count()).to.be.greaterThan(2);
        isRefused = false;
        await page.getByText("Period 29").first().waitFor({ timeout: PATIENCE });
        await page.getByTestId("unknown").first().waitFor({ state: "detached", timeout: PATIENCE });
      });
    });
  }

  describe("given one answer that is a block old, absent, impossible or refused", () => {
    let typed: () => Promise<string>;
    let alter: Parameters<typeof alterAnswers>[2];

    const open = async (): Promise<void> => {
      const wallet = new TestWallet(localAccounts()[VISITOR]?.privateKey ?? "", app.rpcUrl);
      ({ page, faults } = await openPage(browser, wallet));
      alter = () => undefined;
      await alterAnswers(page, app.rpcUrl, (call, answer) => alter(call, answer));
      await page.goto(app.url);
      await connectWallet(page);
      const field = page.getByRole("textbox", { name: "Amount" });
      await field.fill("123.45");
      await page.getByTestId("rebuilt").waitFor();
      typed = () => field.inputValue();
    };

    const isLatest = (call: { method: string; params?: readonly unknown[] }): boolean =>
      call.method === "eth_getBlockByNumber" && call.params?.[0] === "latest";

    /** Lets the page hear it for a while, with a new block on the way, and says what it showed meanwhile. */
    const nav = (): Promise<string | null> => page.getByTestId("nav").textContent();

    it("goes on with what it knew when the newest block is older than the last one", async () => {
      await open();
      const before = await page.getByTestId("as-of").textContent();
      alter = (call, answer) => {
        if (!isLatest(call)) return undefined;
        const block = answer.result as { number: Hex; timestamp: Hex };
        const number = numberToHex(BigInt(block.number) - 1n);
        return { id: call.id, result: { ...block, number } };
      };
      await page.waitForTimeout(4_000);
      expect(await page.getByTestId("as-of").textContent()).to.equal(before);
      expect(await typed()).to.equal("123.45");
    });

    it("goes on with what it knew when a block is of second zero, and says that the node makes no sense", async () => {
      await open();
      const before = await nav();
      alter = (call, answer) =>
        isLatest(call) ? { id: call.id, result: { ...(answer.result as object), timestamp: "0x0" } } : undefined;
      await page.getByTestId("rpc-lost").getByText("No usable answer from").waitFor();
      expect(await nav()).to.equal(before);
      expect(await typed()).to.equal("123.45");
      alter = () => undefined;
      await page.getByTestId("rpc-lost").waitFor({ state: "detached" });
    });

    it("goes on with what it knew when there is no newest block at all", async () => {
      await open();
      const before = await nav();
      alter = (call) => (isLatest(call) ? { id: call.id, result: null } : undefined);
      await page.getByTestId("rpc-lost").waitFor();
      expect(await nav()).to.equal(before);
      expect(await typed()).to.equal("123.45");
    });

    it("keeps the numbers of the last block, and says so, when the next one cannot be read", async () => {
      await open();
      const before = await nav();
      alter = (call) => (call.method === "eth_call" ? refusal(call) : undefined);
      await app.provider.send("evm_mine", []);
      await page.getByTestId("stale").waitFor({ timeout: PATIENCE });
      expect(await nav()).to.equal(before);
      expect(await typed()).to.equal("123.45");
      alter = () => undefined;
      await page.getByTestId("stale").waitFor({ state: "detached", timeout: PATIENCE });
      expect(await typed()).to.equal("123.45");
    });

    it("does not believe a node that once denies the vault when the page is opened", async () => {
      await open();
      let denials = 0;
      alter = (call) => {
        if (call.method !== "eth_getCode" || denials > 0) return undefined;
        denials += 1;
        return { id: call.id, result: "0x" };
      };
      await page.reload();
      await page.getByTestId("nav").waitFor();
      expect(denials).to.equal(1);
    });
  });
});
