import { expect } from "chai";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { createWebServer } from "../../../scripts/start/webServer.ts";
import { makeKit, type Kit } from "../../../scripts/web/kit.ts";
import { openBrowser, openPage } from "./support/browser.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";

const EXPORT = join(import.meta.dirname, "..", "..", "out");
const PAGES = ["/", "/portfolio/", "/operator/", "/reports/", "/audit/", "/calculator/", "/glossary/"] as const;

describe("the web app as hosts serve it", () => {
  let app: ServedApp;
  let folder: string;
  let kit: Kit;
  let browser: Browser;
  const servers: Server[] = [];

  before(async () => {
    app = await serveApp();
    const deployment = (await (await fetch(`${app.url}/deployment.json`)).json()) as object;
    folder = join(await mkdtemp(join(tmpdir(), "hosted-")), "site");
    kit = await makeKit(EXPORT, deployment, [app.rpcUrl], folder);
    browser = await openBrowser();
  });

  after(async () => {
    await browser.close();
    for (const server of servers) server.close();
    await app.close();
    await rm(join(folder, ".."), { recursive: true });
  });

  /** The folder behind a host that sends these headers. */
  async function host(headers: Readonly<Record<string, string>>): Promise<string> {
    const files = createWebServer(folder, {});
    const server = createServer((request, response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      files.emit("request", request, response);
    }).listen(0, "127.0.0.1");
    servers.push(server);
    await new Promise((resolve) => server.once("listening", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** A page, and what the browser says that it was not allowed to do. */
  async function open(): Promise<{ page: Page; violations: string[] }> {
    const { page } = await openPage(browser);
    const violations: string[] = [];
    page.on("console", (message) => {
      if (/content security policy/i.test(message.text())) violations.push(message.text());
    });
    return { page, violations };
  }

  for (const [name, headersOf] of [
    ["sends the headers", () => kit.headers],
    ["sends none", () => ({})],
  ] as const) {
    describe(`given a host that ${name}`, () => {
      let url: string;
      let page: Page;
      let violations: string[];

      before(async () => {
        url = await host(headersOf());
        ({ page, violations } = await open());
      });

      for (const path of PAGES) {
        it(`shows ${path} within its policy`, async () => {
          await page.goto(url + path, { waitUntil: "networkidle" });
          await page.getByRole("heading", { level: 1 }).waitFor();
          expect(violations).to.deep.equal([]);
        });
      }

      it("runs no script of anybody else's", async () => {
        await page.evaluate(`
          const script = document.createElement("script");
          script.textContent = "window.taken = true";
          document.head.append(script);
        `);
        expect(await page.evaluate("window.taken")).to.equal(undefined);
        expect(violations.length).to.be.greaterThan(0);
      });

      it("talks to nobody else", async () => {
        const answer = await page.evaluate(`fetch("${app.url}/deployment.json").then(() => "sent", () => "refused")`);
        expect(answer).to.equal("refused");
      });
    });
  }

  it("lets no other site frame it, where the headers are sent", async () => {
    const url = await host(kit.headers);
    const { page } = await open();
    await page.setContent(`<iframe src="${url}/"></iframe>`);
    await page.waitForTimeout(500);
    expect(page.frames()[1]?.url()).to.equal("chrome-error://chromewebdata/");
  });

  it("has both compressed forms beside each text", async () => {
    const page = await readFile(join(folder, "index.html"));
    expect(brotliDecompressSync(await readFile(join(folder, "index.html.br"))).equals(page)).to.equal(true);
    expect(gunzipSync(await readFile(join(folder, "index.html.gz"))).equals(page)).to.equal(true);
    expect(kit.files).to.be.greaterThan(20);
  });
});
