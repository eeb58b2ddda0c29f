import { expect } from "chai";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Summary } from "../../scripts/replay/summary.ts";
import { WORLDS } from "../../scripts/worlds/worlds.ts";
import { createWebServer } from "../../scripts/start/webServer.ts";
import { freePort } from "../support/freePorts.ts";
import { PLAIN_BUILD, runScript } from "./support/runScript.ts";

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

describe("start", function () {
  this.timeout(180_000);

  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "start-"));
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  describe("given a port is taken", () => {
    for (const flag of ["--port", "--rpc-port"] as const) {
      it(`names it and ${flag}, before anything long happens`, async () => {
        const server = createServer();
        const port = await listening(server);
        const other = flag === "--port" ? "--rpc-port" : "--port";
        const run = await runScript("start", [flag, `${port}`, other, `${await freePort()}`]);
        server.close();

        expect(run.code).to.equal(1);
        expect(run.stdout).to.equal("");
        expect(run.stderr).to.equal(
          `error: Port ${port} is taken.\n→ end what listens there, or choose another port with ${flag}.\n`,
        );
      });
    }
  });

  it("refuses a port that is none", async () => {
    const { code, stderr } = await runScript("start", ["--port", "70000"]);
    expect(code).to.equal(2);
    expect(stderr).to.contain("a port from 1 to 65535 is needed");
  });

  it("replays the product's scenario without serving, and writes the summary", async () => {
    const json = join(folder, "deeper", "out.json");
    const run = await runScript("start", ["--headless", "--json", json]);

    expect(run.code, run.stderr).to.equal(0);
    const { waterfall, vault } = JSON.parse(await readFile(json, "utf8")) as Summary;
    expect(waterfall).to.deep.include({
      reported: "300125399978",
      distributed: "300125399978",
      energy: "24222470400",
      otherOpex: "59990857879",
      vault: "215912071699",
    });
    expect(vault.received).to.equal("215912071699");
    for (const stage of ["contracts compiled", "contracts deployed", "periods replayed"]) {
      expect(run.stderr).to.match(new RegExp(`✓ ${stage}.* \\(\\d+\\.\\d s\\)`));
    }
  });

  describe("given a world", () => {
    it("brings it about", async () => {
      const json = join(folder, "late.json");
      const run = await runScript("start", ["--world", "late", "--headless", "--json", json]);
      expect(run.code, run.stderr).to.equal(0);
      const { clusters, vault, facilities } = JSON.parse(await readFile(json, "utf8")) as Summary;
      expect(clusters).to.equal(3);
      expect(BigInt(vault.unrealisedLoss)).to.equal(BigInt(vault.nav) - BigInt(vault.totalAssets));
      expect(facilities.map(({ cluster, form }) => [cluster, form])).to.deep.equal([
        ["atlas-h100-256", "revenue_share"],
        ["cirrus-b200-128", "revenue_share"],
        ["borea-h200-192", "loan"],
      ]);
    });

    it("refuses one that there is not, and names those that there are", async () => {
      const { code, stderr } = await runScript("start", ["--world", "rosy"]);
      expect(code).to.equal(2);
      expect(stderr).to.contain(
        "there is no such world; there are healthy, forms, late, default, fleet, auction, dispute",
      );
    });

    it("is told of in the help and in the README, all of them in the same words", async () => {
      const { stdout } = await runScript("start", ["--help"]);
      const readme = await readFile("README.md", "utf8");
      for (const [name, { what }] of Object.entries(WORLDS)) {
        expect(stdout).to.contain(`  ${name.padEnd(9)} ${what}\n`);
        expect(readme).to.contain(`| \`${name}\` | ${what} |`);
      }
    });
  });

  it("ends at once on Ctrl-C, whatever it is doing", async () => {
    const args = ["--port", `${await freePort()}`, "--rpc-port", `${await freePort()}`];
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts", ...args], {
      env: { ...process.env, ...PLAIN_BUILD },
      stdio: ["ignore", "ignore", "pipe"],
    });
    await new Promise((resolve) => child.stderr.once("data", resolve));
    const interruptedAt = performance.now();
    child.kill("SIGINT");
    const code = await new Promise((resolve) => child.once("exit", resolve));

    expect(code).to.equal(130);
    expect(performance.now() - interruptedAt).to.be.lessThan(5_000);
  });

  describe("the web server", () => {
    let server: Server;
    let base: string;
    before(async () => {
      const files = join(folder, "out");
      await mkdir(join(files, "operator"), { recursive: true });
      await mkdir(join(files, "_next", "static"), { recursive: true });
      await writeFile(join(folder, "secret.txt"), "secret");
      await writeFile(join(files, "index.html"), "<p>vault");
      await writeFile(join(files, "404.html"), "<p>nothing");
      await writeFile(join(files, "operator", "index.html"), "<p>operator");
      await writeFile(join(files, "_next", "static", "a.js"), "1");
      server = createWebServer(files, { "/deployment.json": { chainId: 31_337 } });
      base = `http://127.0.0.1:${await listening(server)}`;
    });
    after(() => {
      server.closeAllConnections();
      server.close();
    });

    const pages: [string, number, string, string][] = [
      ["/", 200, "text/html; charset=utf-8", "<p>vault"],
      ["/operator/", 200, "text/html; charset=utf-8", "<p>operator"],
      ["/operator", 200, "text/html; charset=utf-8", "<p>operator"],
      ["/deployment.json", 200, "application/json", '{"chainId":31337}'],
      ["/deployment.json?x=1", 200, "application/json", '{"chainId":31337}'],
      ["/_next/static/a.js", 200, "text/javascript; charset=utf-8", "1"],
      ["/nowhere", 404, "text/html; charset=utf-8", "<p>nothing"],
      ["/..%2fsecret.txt", 404, "text/html; charset=utf-8", "<p>nothing"],
      ["/%2e%2e/secret.txt", 404, "text/html; charset=utf-8", "<p>nothing"],
      ["/constructor", 404, "text/html; charset=utf-8", "<p>nothing"],
    ];
    for (const [path, status, type, body] of pages) {
      it(`answers ${path} with ${status}`, async () => {
        const response = await fetch(`${base}${path}`);
        expect([response.status, response.headers.get("content-type"), await response.text()]).to.deep.equal([
          status,
          type,
          body,
        ]);
      });
    }

    it("refuses to be written to, and answers what is malformed", async () => {
      expect((await fetch(base, { method: "POST" })).status).to.equal(405);
      expect((await fetch(`${base}/%zz`)).status).to.equal(400);
      expect((await fetch(base, { method: "HEAD" })).status).to.equal(200);
    });
  });
});
