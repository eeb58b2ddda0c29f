import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { toQuantity } from "ethers";
import { localActor } from "../../../scripts/lib/localAccounts.ts";
import { connectWallet, openBrowser, openPage } from "./support/browser.ts";
import { serveFleet, type ServedFleet } from "./support/serveFleet.ts";
import { TestWallet } from "./support/TestWallet.ts";

const FACILITIES = 50;
/** Milliseconds without a call after which a page has all that it wants. */
const QUIET = 3_000;
const { address, privateKey } = localActor("depositor");

type Call = { method: string; params: readonly unknown[] };

const HEAD = "eth_getBlockByNumber latest";
const LOGS = ["eth_getBlockByNumber", "eth_getLogs"];
const ALL = ["eth_call", ...LOGS, HEAD];
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  "/": ALL,
  "/operator/": ALL,
  "/reports/": ALL,
  "/governance/": ALL,
  "/risk/": ALL,
  [`/portfolio/?account=${address}`]: ALL,
  // A book is of a block that has been chosen: the next one changes nothing in it.
  "/audit/": [...LOGS, HEAD],
};

describe(`a block of ${FACILITIES} facilities`, function () {
  this.timeout(240_000);
  let app: ServedFleet;
  let browser: Browser;
  let counts: ReadonlyMap<string, Promise<string[]>>;

  before(async () => {
    app = await serveFleet(FACILITIES);
    browser = await openBrowser();
    const pages = new Map<string, Call[]>();
    for (const path of Object.keys(EXPECTED)) pages.set(path, await open(path));
    for (const calls of pages.values()) await settled(calls);
    for (const calls of pages.values()) calls.length = 0;
    const block = toQuantity(await app.mine());
    counts = new Map([...pages].map(([path, calls]) => [path, callsOf(calls, block)]));
  });

  after(async () => {
    await browser.close();
    await app.close();
  });

  for (const [path, expected] of Object.entries(EXPECTED)) {
    it(`costs ${expected.length} calls of the node at ${path}, with a wallet`, async () => {
      expect(await counts.get(path)).to.deep.equal(expected);
    });
  }

  /** All that the page asks the node from now on, its wallet apart. */
  async function open(path: string): Promise<Call[]> {
    const { page } = await openPage(browser, new TestWallet(privateKey, app.rpcUrl));
    const calls = listen(page);
    await page.goto(app.url + path);
    await connectWallet(page);
    return calls;
  }

  function listen(page: Page): Call[] {
    const calls: Call[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().startsWith(app.rpcUrl)) {
        calls.push(...[request.postDataJSON() as Call | Call[]].flat());
      }
    });
    return calls;
  }

  /** Asking for the newest block goes on for ever: of a block it is one call. */
  async function callsOf(calls: readonly Call[], block: string): Promise<string[]> {
    while (!calls.some(({ params }) => JSON.stringify(params).includes(`"${block}"`))) await pause(100);
    await settled(calls);
    const others = calls.filter((call) => !isHead(call)).map(({ method }) => method);
    return [...others.sort(), HEAD];
  }
});

/** Until nothing but the newest block is asked for. */
async function settled(calls: readonly Call[]): Promise<void> {
  const count = () => calls.filter((call) => !isHead(call)).length;
  for (let before = -1; before !== count();) {
    before = count();
    await pause(QUIET);
  }
}

const isHead = ({ params }: Call): boolean => params[0] === "latest";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
