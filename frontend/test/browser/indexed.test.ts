import { expect } from "chai";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page, Request } from "playwright-core";
import { serveIndex, type ServedIndex } from "../../../test/indexer/support/servedIndex.ts";
import { openBrowser, openPage } from "./support/browser.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";

const BLOCKS = 100_000;

/** Requests to the node and the index that a page may take, whatever the age of the chain. */
const MOST = 10;

/** Longest that a page may take to be whole, milliseconds. */
const PATIENCE = 30_000;

describe("the web app with an index, on a chain of 100,000 blocks", function () {
  this.timeout(240_000);
  let app: ServedApp;
  let browser: Browser;
  let folder: string;
  let index: ServedIndex;
  const faults: string[][] = [];

  before(async () => {
    app = await serveApp();
    browser = await openBrowser();
    folder = await mkdtemp(join(tmpdir(), "indexed-"));
    await app.provider.send("hardhat_mine", [`0x${BLOCKS.toString(16)}`]);
    // Of blocks that are mined by the thousand Hardhat makes up the parents as it is asked: no index can follow those.
    for (let block = 0; block < 64; block += 1) await app.provider.send("evm_mine", []);
    await startIndex();
  });

  after(async () => {
    await browser.close();
    await index.stop();
    await app.close();
    await rm(folder, { recursive: true });
  });

  async function startIndex(): Promise<void> {
    const port = Number(new URL(app.indexUrl).port);
    index = await serveIndex({ rpc: app.rpcUrl, context: app }, folder, { port });
    await index.reach(await app.provider.getBlockNumber());
  }

  /** A page, and what it asked the node and the index, but for the beats of its clock. */
  async function open(url: string): Promise<{ page: Page; asked: { node: number; index: number } }> {
    const { page, faults: own } = await openPage(browser);
    faults.push(own);
    const asked = { node: 0, index: 0 };
    page.on("request", (request) => {
      if (request.url().startsWith(app.indexUrl)) asked.index += 1;
      if (request.url().startsWith(app.rpcUrl) && !isBeat(request)) asked.node += 1;
    });
    await page.goto(url);
    return { page, asked };
  }

  /** What a page says of the index, once it is `wanted`. */
  async function saysOfIndex(page: Page, wanted: RegExp): Promise<void> {
    await page.getByTestId("index-line").filter({ hasText: wanted }).waitFor({ timeout: PATIENCE });
  }

  /** All that a page says of the vault, once it is `wanted`; the line about the index and the time machine left out. */
  async function saysOfVault(page: Page, wanted?: string): Promise<string> {
    await page.getByText("equals the contract’s own NAV to the last digit").waitFor({ timeout: PATIENCE });
    const until = Date.now() + PATIENCE;
    let [before, text] = ["", await read(page)];
    while (Date.now() < until && (wanted === undefined ? text !== before : text !== wanted)) {
      await page.waitForTimeout(500);
      [before, text] = [text, await read(page)];
    }
    return text;
  }

  const read = async (page: Page): Promise<string> => {
    const text = await page.getByRole("main").innerText();
    const others = [page.getByTestId("index-line"), page.getByRole("region", { name: "Time machine" })];
    const told = await Promise.all(others.map(async (one) => ((await one.count()) > 0 ? one.innerText() : "")));
    return told
      .reduce((rest, part) => rest.replace(part, ""), text)
      .replace(/\n+/g, "\n")
      .trim();
  };

  for (const [path, last] of [
    ["/", "in 29 settled periods"],
    ["/operator/", "helios-h100-256"],
  ] as const) {
    it(`shows the whole of ${path} after at most ${MOST} requests`, async () => {
      const { page, asked } = await open(app.urlWithIndex + path);
      await saysOfIndex(page, /^Past from the index, as of block 100,\d{3}$/);
      await page.getByRole("main").getByText(last).first().waitFor();
      await page.waitForTimeout(1_000);
      expect(asked.node + asked.index, JSON.stringify(asked)).to.be.at.most(MOST);
      expect(asked.index).to.equal(1);
      await page.close();
    });
  }

  it("says the same with an index, without one, and while it is gone; and is told when it is back", async () => {
    const { page: withIndex } = await open(app.urlWithIndex);
    const { page: without } = await open(app.urlWithTestAccounts);
    const told = await saysOfVault(without);
    expect(told).to.contain("Recomputed in your browser from 209 events");
    expect(await saysOfVault(withIndex, told)).to.equal(told);
    await saysOfIndex(withIndex, /^Past from the index/);

    await index.stop();
    const { page: whileGone } = await open(app.urlWithIndex);
    await saysOfIndex(whileGone, /^The past was read from the node: the index was of no use. No index answers at/);
    expect(await saysOfVault(whileGone, told)).to.equal(told);

    // The chain goes on, and each page with it.
    await app.provider.send("evm_mine", []);
    const block = (await app.provider.getBlockNumber()).toLocaleString("en-US");
    await without.getByTestId("as-of").filter({ hasText: block }).waitFor();
    const next = await saysOfVault(without);
    expect(next).not.to.equal(told);
    for (const page of [withIndex, whileGone]) expect(await saysOfVault(page, next)).to.equal(next);

    await startIndex();
    await whileGone.reload();
    await saysOfIndex(whileGone, /^Past from the index, as of block 100,\d{3}$/);
    expect(await saysOfVault(whileGone, next)).to.equal(next);
  });

  it("says how far an index is behind that has stopped reading", async () => {
    const { page } = await openPage(browser);
    await page.route(`${app.indexUrl}/**`, async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as { asOf: { block: number }; to: number };
      // As it would answer at an earlier block, after which nothing happened.
      const late = { ...answer, asOf: { ...answer.asOf, block: 50_000 }, to: 50_000 };
      await route.fulfill({ response, json: late });
    });
    await page.goto(app.urlWithIndex);
    await saysOfIndex(
      page,
      /^Past from the index, as of block 50,000, 50,\d{3} blocks behind; what came later is the node’s$/,
    );
    expect(await saysOfVault(page)).to.contain("Recomputed in your browser from 209 events");
  });

  it("meets no fault on the way", () => {
    expect(faults.flat()).to.deep.equal([]);
  });
});

/** A page's clock asks for the newest block, and for nothing else. */
function isBeat(request: Request): boolean {
  const call = request.postDataJSON() as { method?: string; params?: unknown[] } | null;
  return call?.method === "eth_getBlockByNumber" && call.params?.[0] === "latest";
}
