import { expect } from "chai";
import { admitted, AWARD_WINDOW, BREAK_WINDOW } from "../support/auctionFixture.ts";

describe("CapitalAuction.constructor", () => {
  it("knows its neighbours and its windows", async () => {
    const { auction, manager, financier, escrow, bond, asset } = await admitted();

    expect(await auction.authority()).to.equal(manager);
    expect(await auction.origination()).to.equal(financier);
    expect(await auction.bond()).to.equal(bond);
    expect(await auction.escrow()).to.equal(escrow);
    expect(await auction.asset()).to.equal(asset);
    expect(await auction.vault()).to.equal(financier);
    expect(await auction.awardWindow()).to.equal(AWARD_WINDOW);
    expect(await auction.breakWindow()).to.equal(BREAK_WINDOW);
    expect(await auction.auctionCount()).to.equal(0n);
    expect(await auction.newestOf(1n)).to.equal(0n);
  });
});
