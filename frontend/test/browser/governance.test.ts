import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { readFile } from "node:fs/promises";
import { localActor } from "../../../scripts/lib/localAccounts.ts";
import { connectWallet, finishFlow, openBrowser, openPage, settledText } from "./support/browser.ts";
import { DAY, reach, register, timeOf } from "./support/finance.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { submitZero } from "./support/submitZero.ts";
import { TestWallet } from "./support/TestWallet.ts";
import { violations } from "./support/violations.ts";

const CAP = 9_000_000n;
const COST = 1_000_000n * 10n ** 6n;

/** Roles by their ids: the governor's, and those of the first vault's curator and guardian. */
const [GOVERNOR, CURATOR, VAULT_GUARDIAN] = [1n, 102n, 103n] as const;

type SafeFile = {
  chainId: string;
  meta: { name: string };
  transactions: { to: string; value: string; data: string }[];
};

describe("governance in the browser", function () {
  this.timeout(240_000);
  let app: ServedApp;
  let browser: Browser;
  let visitor: Page;
  let governor: Page;
  let guardian: Page;
  const faults: string[] = [];

  before(async () => {
    app = await serveApp();
    browser = await openBrowser();
    visitor = await open();
    governor = await open("governor");
    guardian = await open("guardian");
  });
  after(async () => {
    await browser.close();
    await app.close();
  });

  async function open(actor?: "governor" | "guardian"): Promise<Page> {
    const wallet = actor && new TestWallet(localActor(actor).privateKey, app.rpcUrl);
    const { page, faults: own } = await openPage(browser, wallet);
    await page.goto(`${app.url}/governance/`);
    await page.getByTestId("office-governor").waitFor();
    if (wallet) await connectWallet(page);
    page.on("close", () => faults.push(...own));
    return page;
  }

  /** What the governor announces: another cap. */
  async function announceCap(): Promise<void> {
    const form = governor.getByRole("region", { name: "Act in office" });
    await form.getByRole("radio", { name: "Governor" }).click();
    await form.getByLabel("What", { exact: true }).selectOption("set-cap");
    await form.getByLabel("Whole tokens").fill(CAP.toString());
    await form.getByText("Set what the vault may grow to by deposits to 9,000,000 tUSD.").waitFor();
    await form.getByText("Were its delay over now, it would go through.").waitFor();
    await form.getByText("It is announced first, and can be carried out 10 d later, for a week.").waitFor();
    await form.getByRole("button", { name: "Announce it" }).click();
    await finishFlow(governor);
  }

  async function operationId(): Promise<string> {
    const { accessManager, vault } = app.contracts;
    const data = vault.interface.encodeFunctionData("setCap", [CAP]);
    return accessManager.hashOperation(localActor("governor").address, vault, data);
  }

  it("tells anyone who is in office, with the chain's delays, and that nothing is announced", async () => {
    const { accessManager } = app.contracts;
    const delays = { governor: GOVERNOR, curator: CURATOR, vaultGuardian: VAULT_GUARDIAN };
    for (const [office, role] of Object.entries(delays)) {
      const holder = localActor(office === "vaultGuardian" ? "guardian" : (office as "governor" | "curator"));
      const [, delay] = await accessManager.getAccess(role, holder.address);
      const words = delay === 0n ? "at once" : `after ${delay / 86_400n} d`;
      const place = visitor.getByTestId(`office-${office}`);
      await place.getByText(words, { exact: true }).waitFor();
      await place.getByTitle(holder.address).waitFor();
    }
    await visitor.getByTestId("nothing-announced").getByText("Nothing is announced.").waitFor();
    expect(await settledText(visitor, "paused", "not paused")).to.equal("not paused");
    await visitor.getByText("Show the table").click();
    const row = visitor.getByRole("row").filter({ hasText: "curator of vault 1" });
    await row.getByText("the limits of draws: setMark").waitFor();
  });

  it("refuses in words what can't be read, and tries what the contract would refuse", async () => {
    const form = visitor.getByRole("region", { name: "Act in office" });
    await form.getByRole("radio", { name: "Governor" }).click();
    await form.getByLabel("What", { exact: true }).selectOption("set-fee");
    await form.getByLabel("Bps").fill("12,5%");
    await form.getByText("Bps 12,5%: a percentage like 12.5% is needed.").waitFor();
    await form.getByLabel("Bps").fill("21%");
    await form.getByLabel("Recipient").fill("sender");
    await form.getByTestId("outcome").getByText("Were its delay over now, the chain would refuse it.").waitFor();
    await form.getByRole("button", { name: "Connect an account" }).waitFor();
  });

  it("announces the governor's change, which waits ten days before everybody's eyes", async () => {
    await announceCap();
    const at = await app.contracts.accessManager.getSchedule(await operationId());
    expect(at).to.equal(BigInt(await timeOf(app.provider)) + 10n * BigInt(DAY));
    const item = visitor.getByTestId("announced-setCap");
    await item.getByText("Set what the vault may grow to by deposits to 9,000,000 tUSD.").waitFor();
    await item.getByText("waits 10 d", { exact: true }).waitFor();
    await item.getByTitle(localActor("governor").address).waitFor();
    await governor
      .getByTestId("announced-setCap")
      .getByRole("button", { name: /^Waits until/ })
      .waitFor();
  });

  it("lets the guardian cancel it, and tells the governor", async () => {
    const item = guardian.getByTestId("announced-setCap");
    await item.getByRole("button", { name: "Carried out by who announced it" }).waitFor();
    await item.getByRole("button", { name: "Cancel", exact: true }).click();
    await finishFlow(guardian);
    expect(await app.contracts.accessManager.getSchedule(await operationId())).to.equal(0n);
    await governor.getByTestId("nothing-announced").waitFor();
  });

  it("voids a report in its window by the guardian, and by nobody else", async () => {
    const period = await submitZero(app, 1n);
    await visitor.getByText("Reports in their windows").click();
    await visitor.getByTestId(`pending-report-1-${period}`).getByText("0.00 tUSD billed").waitFor();
    await guardian.getByText("Reports in their windows").click();
    await guardian.getByTestId(`pending-report-1-${period}`).getByRole("button", { name: "Void it" }).click();
    await finishFlow(guardian);
    expect((await app.contracts.oracle.reportOf(1n, period)).status).to.equal(5n);
    await guardian.getByTestId("no-pending-reports").waitFor();
  });

  it("announces the curator's approval by a file for its Safe", async () => {
    const cluster = await register(app, { name: "Hyperion", gpuCount: 40, cost: COST });
    const inServiceBy = (await timeOf(app.provider)) + 30 * DAY;
    const form = visitor.getByRole("region", { name: "Act in office" });
    await form.getByRole("radio", { name: "Curator" }).click();
    await form.getByLabel("What", { exact: true }).selectOption("approve");
    const written = {
      Cluster: `${cluster}`,
      Operator: "none",
      Amount: "1000000",
      "Vault share": "80%",
      "Reserve target": "0",
      "In service by": `${inServiceBy}`,
      "Payment grace": "5d",
      Bond: "0%",
    };
    await form.getByLabel("Form").selectOption("revenue-share");
    for (const [label, text] of Object.entries(written)) await form.getByLabel(label, { exact: true }).fill(text);
    await form.getByText("Approve a revenue share of up to 1,000,000.00 tUSD").waitFor();
    await form.getByText("Were its delay over now, it would go through.").waitFor();
    const [download] = await Promise.all([
      visitor.waitForEvent("download"),
      form.getByRole("button", { name: "Save for a Safe" }).click(),
    ]);
    const file = JSON.parse(await readFile(await download.path(), "utf8")) as SafeFile;
    expect(file.chainId).to.equal("31337");
    expect(file.meta.name).to.match(/^Announce: Approve a revenue share of up to 1,000,000\.00 tUSD for cluster/);

    // The Safe's place is taken by the curator's account: it sends what the file says, and nothing else.
    const curator = await app.provider.getSigner(localActor("curator").address);
    for (const { to, data } of file.transactions) await (await curator.sendTransaction({ to, data })).wait();
    const item = visitor.getByTestId("announced-approve");
    await item.getByText(`Approve a revenue share of up to 1,000,000.00 tUSD for cluster ${cluster}`).waitFor();
    await item.getByText("waits 2 d", { exact: true }).waitFor();
  });

  it("pauses deposits and draws at once by the guardian, and no exit", async () => {
    await visitor.getByText("A pause stops both. Exits stay open").waitFor();
    await guardian.getByRole("button", { name: "Pause", exact: true }).click();
    await finishFlow(guardian);
    expect(await app.contracts.vault.maxDeposit(localActor("depositor").address)).to.equal(0n);
    expect(await app.contracts.vault.maxWithdraw(localActor("depositor").address)).to.not.equal(0n);
    expect(await settledText(visitor, "paused", "paused")).to.equal("paused");
    await guardian.getByRole("button", { name: "Paused already" }).waitFor();
  });

  it("carries the governor's change out once it was announced anew and its delay has passed", async () => {
    await announceCap();
    await reach(app.provider, (await timeOf(app.provider)) + 10 * DAY);
    const item = governor.getByTestId("announced-setCap");
    await item.getByText("can be carried out", { exact: true }).waitFor();
    await item.getByText("Tried in this block, it would go through.").waitFor();
    await item.getByRole("button", { name: "Carry out", exact: true }).click();
    await finishFlow(governor);
    expect((await app.contracts.vault.state()).cap).to.equal(CAP * 10n ** 6n);
    await item.waitFor({ state: "hidden" });
  });

  it("has no flaw that axe-core knows, on any screen, in either theme, with a form open", async () => {
    await visitor.getByRole("region", { name: "Act in office" }).getByLabel("Cluster").waitFor();
    await visitor.getByText("All a guardian may do").click();
    expect(await violations(visitor)).to.deep.equal([]);
  });

  it("has thrown nothing on the way", async () => {
    for (const page of [visitor, governor, guardian]) await page.close();
    expect(faults).to.deep.equal([]);
  });
});
