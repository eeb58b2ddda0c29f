import { expect } from "chai";
import { id } from "ethers";
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { LOCAL_ACTORS } from "../../../deploy/parameters/local.ts";
import { localAccount, localActor } from "../../../scripts/lib/localAccounts.ts";
import { auction as world } from "../../../scripts/worlds/auction.ts";
import { connectWallet, finishFlow, openBrowser, openPage } from "./support/browser.ts";
import { reach } from "./support/finance.ts";
import { fileOf } from "./support/reporting.ts";
import { serveApp, type ServedApp } from "./support/serveApp.ts";
import { TestWallet } from "./support/TestWallet.ts";
import { violations } from "./support/violations.ts";

const AUCTION = 1n;
const BOND = 10_000n * 10n ** 6n;
/** As the world's first bidder has sealed it. */
const ATLAS_BIDS = 9n * 10n ** 16n;
const BID = 105n * 10n ** 15n;
const DRAWN = 1_000_000n * 10n ** 6n;

describe("an auction of capital in the browser", function () {
  this.timeout(180_000);
  let app: ServedApp;
  let browser: Browser;
  let page: Page;
  let seal: string;
  const faults: string[] = [];
  const operator = localActor("operator");
  const atlas = localAccount(LOCAL_ACTORS.firstNamedOperator);

  /** In a profile that has kept nothing. */
  const open = async (key?: string): Promise<Page> => {
    const opened = await openPage(browser, key === undefined ? undefined : new TestWallet(key, app.rpcUrl));
    opened.page.on("pageerror", ({ message }) => faults.push(message));
    await opened.page.goto(`${app.url}/operator/`);
    if (key !== undefined) await connectWallet(opened.page);
    return opened.page;
  };
  const offer = () => page.getByTestId(`auction-${AUCTION}`);

  before(async () => {
    app = await serveApp(world);
    browser = await openBrowser();
    page = await open();
  });

  after(async () => {
    await browser.close();
    await app.close();
  });

  it("says without a wallet what is offered, between which bids, and how many are sealed", async () => {
    await offer().getByText("2,000,000.00 tUSD").waitFor();
    await offer().getByText("8.00 % a year, on what is outstanding").waitFor();
    await offer().getByText("12.00 % a year, on what is outstanding").waitFor();
    await offer().getByText("2, 0 of them open").waitFor();
    expect(await violations(page)).to.deep.equal([]);
    await page.context().close();
  });

  it("takes no bid outside its range, and none of who is not admitted", async () => {
    page = await open(localActor("depositor").privateKey);
    await offer().getByRole("textbox", { name: "Your bid" }).fill("13");
    await offer().getByText("A bid is between 8.00 % a year").waitFor();
    await offer().getByRole("button", { name: "Not admitted to bid" }).waitFor();
    await page.context().close();
  });

  it("seals a bid with its bond, and saves what opens it before", async () => {
    const { auction, asset } = app.contracts;
    const held = await asset.balanceOf(operator.address);
    page = await open(operator.privateKey);
    await offer().getByRole("textbox", { name: "Your bid" }).fill("10.5");
    const download = page.waitForEvent("download");
    await offer().getByRole("button", { name: "Seal the bid" }).click();
    seal = await readFile(await (await download).path(), "utf8");
    await finishFlow(page);
    await offer().getByTestId("own-seal").getByText("10.50 % a year").waitFor();
    const { salt } = JSON.parse(seal) as { salt: string };
    expect((await auction.commitmentOf(AUCTION, operator.address)).hash).to.equal(
      await auction.commitmentHash(AUCTION, operator.address, BID, salt),
    );
    expect(held - (await asset.balanceOf(operator.address))).to.equal(BOND);
    await page.context().close();
  });

  it("is opened elsewhere by that file, and by no other", async () => {
    const { auction } = app.contracts;
    const { commitUntil } = await auction.auctionOf(AUCTION);
    await reach(app.provider, Number(commitUntil));
    await (
      await auction.connect(await app.provider.getSigner(atlas.address)).reveal(AUCTION, ATLAS_BIDS, id(atlas.address))
    ).wait();
    page = await open(operator.privateKey);
    await offer().getByText("a bid that this browser does not know").waitFor();
    const other = seal.replace(`${BID}`, `${BID + 1n}`);
    await offer().getByLabel("What opens it").setInputFiles(fileOf("other.json", other));
    await offer().getByText("other.json opens another bid than the one that is sealed here.").waitFor();
    await offer().getByLabel("What opens it").setInputFiles(fileOf("seal.json", seal));
    await offer().getByRole("button", { name: "Open the seal" }).click();
    await finishFlow(page);
    const { leader, bestBid } = await auction.auctionOf(AUCTION);
    expect([leader, bestBid]).to.deep.equal([operator.address, BID]);
    await offer().getByText("3, 2 of them open").waitFor();
  });

  it("gives the bond back to who was outbid", async () => {
    const { asset } = app.contracts;
    const held = await asset.balanceOf(atlas.address);
    const loser = await open(atlas.privateKey);
    await loser.getByRole("button", { name: "Take the bond back" }).click();
    await finishFlow(loser);
    expect((await asset.balanceOf(atlas.address)) - held).to.equal(BOND);
    await loser.context().close();
  });

  it("is awarded by anyone to the best bid, whose operator draws", async () => {
    const { auction, origination, bond } = app.contracts;
    const { revealUntil, cluster } = await auction.auctionOf(AUCTION);
    await reach(app.provider, Number(revealUntil));
    await offer().getByRole("button", { name: "Award it to the best bid" }).click();
    await finishFlow(page);
    await offer().getByText("awarded", { exact: true }).waitFor();
    expect(await bond.stakeOf(cluster, operator.address)).to.equal(BOND);

    await page.getByRole("button", { name: /^Rhea/ }).click();
    const card = page.getByRole("region", { name: "Draw for the hardware" });
    await card.getByLabel("Amount").fill("1000000");
    await card.getByRole("button", { name: "Draw", exact: true }).click();
    await finishFlow(page);
    expect(await origination.drawnOf(cluster)).to.equal(DRAWN);
  });

  it("has thrown nothing on the way", () => {
    expect(faults).to.deep.equal([]);
  });
});
