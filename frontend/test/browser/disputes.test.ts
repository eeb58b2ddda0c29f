import { evidenceRoot, reportDomain, type RevenueReport } from "@gpu-yield-vaults/sdk/reports";
import { expect } from "chai";
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { localActor } from "../../../scripts/lib/localAccounts.ts";
import { signLocally } from "../../../scripts/lib/signLocally.ts";
import { connectWallet, finishFlow, openBrowser, openPage, settledText } from "./support/browser.ts";
import { DAY, reach, timeOf } from "./support/finance.ts";
import { fileOf, reporterKey } from "./support/reporting.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { TestWallet } from "./support/TestWallet.ts";
import { violations } from "./support/violations.ts";

const CLUSTER = 1n;
const HOUR = 3_600;
const LONG_WINDOW = 2 * DAY;
/** A hundredth of what the report bills is less than the least bond. */
const BOND = 1_000n * 10n ** 6n;
const PIECES = ["an invoice", "a meter’s reading", "another reading"].map((text) => new TextEncoder().encode(text));

describe("a challenge in the browser", function () {
  this.timeout(240_000);
  let app: ServedApp;
  let browser: Browser;
  const faults: string[] = [];
  let challenger: TestWallet;
  let page: Page;
  let report: RevenueReport;
  /** What the challenger had. */
  let held: bigint;

  const open = async (wallet: TestWallet): Promise<Page> => {
    const opened = await openPage(browser, wallet);
    await opened.page.goto(`${app.url}/reports/`);
    await connectWallet(opened.page);
    opened.page.on("pageerror", ({ message }) => faults.push(message));
    return opened.page;
  };

  /** A report of a day like the last one, with the window of a dearer one: a third below the price before. */
  async function submit(): Promise<void> {
    const { oracle, registry } = app.contracts;
    const next = await oracle.nextReport(CLUSTER);
    const end = Number(next.start) + DAY;
    if ((await timeOf(app.provider)) < end) await reach(app.provider, end);
    const { version } = await registry.hardware(CLUSTER);
    report = {
      cluster: CLUSTER,
      period: Number(next.period),
      revision: Number(next.revision),
      reporterSet: Number(next.reporterSet),
      clusterVersion: Number(version),
      start: Number(next.start),
      end,
      gpuSecondsAvailable: 22_118_400n,
      gpuSecondsSold: 15_878_799n,
      gross: 6_000_000_000n,
      energyWh: 9_792_000n,
      energyCost: 835_257_600n,
      otherOpex: 2_145_412_630n,
      evidenceRoot: evidenceRoot(PIECES),
    };
    const domain = reportDomain(31337, await oracle.getAddress());
    const { signers, signatures } = await signLocally({ domain, report }, 3);
    const sender = await app.provider.getSigner(0);
    await (await oracle.connect(sender).submit(report, signers, signatures)).wait();
  }

  before(async () => {
    app = await serveApp();
    browser = await openBrowser();
    await submit();
    await reach(app.provider, (await timeOf(app.provider)) + 2 * HOUR);
    challenger = new TestWallet(localActor("secondDepositor").privateKey, app.rpcUrl);
    const signer = await app.provider.getSigner(challenger.address);
    await (await app.contracts.asset.connect(signer).mint(challenger.address, BOND)).wait();
    held = await app.contracts.asset.balanceOf(challenger.address);
    page = await open(challenger);
  });

  after(async () => {
    await browser.close();
    await app.close();
  });

  it("is told with its bond and every outcome in numbers, before anything is sent", async () => {
    await page.locator("summary", { hasText: "Challenge it" }).click();
    expect(await settledText(page, "challenge-bond", "1,000.00 tUSD")).to.equal("1,000.00 tUSD");
    const rows = page.getByRole("table", { name: "How a challenge can end" }).getByRole("row");
    expect(await rows.nth(1).textContent()).to.match(
      /^The reporters correct the report1,000\.00 tUSD back500\.00 tUSD/,
    );
    expect(await rows.nth(3).textContent()).to.match(/finds it false1,000\.00 tUSD back1,000\.00 tUSD/);
    expect(await rows.nth(4).textContent()).to.match(/finds it truelostnone/);
  });

  it("takes a field, the hash of what shows it, and the bond by an exact approval", async () => {
    await page.getByLabel("What shows it").setInputFiles(fileOf("invoice.pdf", "twice as much was billed"));
    await page.getByRole("button", { name: "Challenge it", exact: true }).click();
    await finishFlow(page);
    const { status, bond } = await app.contracts.disputes.disputeOf(CLUSTER, report.period);
    expect([status, bond]).to.deep.equal([1n, BOND]);
    expect(await app.contracts.asset.balanceOf(challenger.address)).to.equal(held - BOND);
    await page.getByTestId("dispute").getByText("waits for the reporters").waitFor();
    await page.getByTestId("dispute").getByText("says that what was billed is false", { exact: false }).waitFor();
    await page.getByText("Answer as reporters").click();
    expect(await violations(page)).to.deep.equal([]);
  });

  it("is answered by three reporters, each with a wallet of its own or by its file", async () => {
    const texts: string[] = [];
    for (const seat of [0, 1]) {
      const reporter = await open(new TestWallet(reporterKey(seat), app.rpcUrl));
      await reporter.getByText("Answer as reporters").click();
      await reporter.getByRole("button", { name: "Sign that it is true" }).click();
      expect(await settledText(reporter, "defence-count", "1 of 3 signatures are there")).to.equal(
        "1 of 3 signatures are there",
      );
      const download = reporter.waitForEvent("download");
      await reporter.getByRole("button", { name: "Save my signature" }).click();
      const stream = await (await download).createReadStream();
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      texts.push(Buffer.concat(chunks).toString("utf8"));
      await reporter.context().close();
    }
    const last = await open(new TestWallet(reporterKey(2), app.rpcUrl));
    await last.getByText("Answer as reporters").click();
    await last.getByLabel("Signatures of the others").setInputFiles(texts.map((text, i) => fileOf(`${i}.json`, text)));
    await last.getByRole("button", { name: "Sign that it is true" }).click();
    expect(await settledText(last, "defence-count", "3 of 3 signatures are there")).to.equal(
      "3 of 3 signatures are there",
    );
    await last.getByRole("button", { name: "Defend it" }).click();
    await finishFlow(last);
    expect((await app.contracts.disputes.disputeOf(CLUSTER, report.period)).status).to.equal(2n);
    await last.context().close();
  });

  it("is decided by the arbiter, and the bond comes back", async () => {
    const arbiter = await open(new TestWallet(localActor("arbiter").privateKey, app.rpcUrl));
    await arbiter.getByRole("button", { name: "The report is false" }).click();
    await finishFlow(arbiter);
    expect((await app.contracts.disputes.disputeOf(CLUSTER, report.period)).status).to.equal(4n);
    await arbiter.context().close();
    await page.getByTestId("dispute").getByText("the report was false").waitFor();
    await page.getByRole("button", { name: "Claim what came back" }).click();
    await finishFlow(page);
    expect(await app.contracts.asset.balanceOf(challenger.address)).to.equal(held);
  });

  it("is awarded out of the stakes of who signed, a long window later", async () => {
    await reach(app.provider, (await timeOf(app.provider)) + LONG_WINDOW + HOUR);
    await page.getByRole("button", { name: "Award the challengers" }).click();
    await finishFlow(page);
    await page.getByText("Its challengers have been awarded.").waitFor();
    await page.getByRole("button", { name: "Claim awards and fees" }).click();
    await finishFlow(page);
    const { dollar } = app.contracts;
    expect(await dollar.balanceOf(challenger.address)).to.equal(held + BOND);
  });

  it("proves a file against the report's root in the browser, and tells what is not under it", async () => {
    const evidence = page.getByRole("region", { name: "Evidence" });
    await evidence.getByLabel("The file").first().setInputFiles(fileOf("meter.txt", "a meter’s reading"));
    await evidence.getByText("It is not all of the evidence").waitFor();
    const all = PIECES.map((bytes, i) => ({ name: `${i}.txt`, mimeType: "text/plain", buffer: Buffer.from(bytes) }));
    await evidence.getByLabel("A proof of it, or all files of the evidence").setInputFiles(all);
    await evidence.getByText("Yes: meter.txt is under the report’s root").waitFor();
    await evidence.getByText(report.evidenceRoot, { exact: false }).waitFor();

    const download = page.waitForEvent("download");
    await evidence.getByRole("button", { name: "Save the proof" }).click();
    const proof = await (await download).path();
    await evidence.getByLabel("The file").first().setInputFiles(fileOf("other.txt", "another meter"));
    await evidence
      .getByLabel("A proof of it, or all files of the evidence")
      .setInputFiles({ name: "proof.json", mimeType: "application/json", buffer: await readFile(proof) });
    await evidence.getByText("The proof is of another file than other.txt.").waitFor();
  });

  it("has reporters stake, leave, and take back what is free", async () => {
    const standby = new TestWallet(localActor("firstVisitor").privateKey, app.rpcUrl);
    const signer = await app.provider.getSigner(standby.address);
    const { dollar, stakes } = app.contracts;
    const least = await stakes.leastStake();
    await (await dollar.connect(signer).mint(standby.address, least)).wait();
    const own = await open(standby);
    await own.getByRole("button", { name: "What is missing" }).click();
    await own.getByRole("button", { name: "Stake", exact: true }).click();
    await finishFlow(own);
    expect(await stakes.stakeOf(standby.address)).to.equal(least);
    await own.getByRole("button", { name: "Give the seat up" }).click();
    await finishFlow(own);
    await own.getByRole("button", { name: "It is not free yet" }).waitFor();
    await reach(app.provider, Number(await stakes.freeAt(standby.address)));
    const before = await dollar.balanceOf(standby.address);
    await own.getByRole("button", { name: "Take the stake back" }).click();
    await finishFlow(own);
    expect(await dollar.balanceOf(standby.address)).to.equal(before + least);
    await own.context().close();
  });

  it("has thrown nothing on the way", () => {
    expect(faults).to.deep.equal([]);
  });
});
