import { expect } from "chai";
import {
  admitted,
  AUCTION,
  awarded,
  BOND,
  claimable,
  committed,
  ethers,
  networkHelpers,
  opened,
  revealed,
} from "../support/auctionFixture.ts";

const { time } = networkHelpers;

describe("CapitalAuction.withdraw", () => {
  it("is the curator's", async () => {
    const { auction, guardian, stranger } = await opened();

    for (const caller of [guardian, stranger]) {
      await expect(auction.connect(caller).withdraw(1n))
        .to.be.revertedWithCustomError(auction, "AccessManagedUnauthorized")
        .withArgs(caller);
    }
  });

  it("refuses where nothing is offered", async () => {
    const { auction, curator } = await admitted();

    await expect(auction.connect(curator).withdraw(1n))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_WrongStatus")
      .withArgs(1n, AUCTION.None);
  });

  it("refuses once somebody has bid", async () => {
    const { auction, curator } = await committed();

    await expect(auction.connect(curator).withdraw(1n))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_HasCommitments")
      .withArgs(1n, 3n);
  });

  it("refuses once nobody can bid any more (37)", async () => {
    const { auction, curator, request } = await opened();

    await time.setNextBlockTimestamp(request.commitUntil);
    await expect(auction.connect(curator).withdraw(1n))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_TooLate")
      .withArgs(request.commitUntil, request.commitUntil);
  });

  it("takes the offer back", async () => {
    const { auction, curator, request, alice } = await opened();
    await time.setNextBlockTimestamp(request.commitUntil - 1n);

    await expect(auction.connect(curator).withdraw(1n))
      .to.emit(auction, "AuctionEnded")
      .withArgs(1n, AUCTION.Cancelled, 0n);

    await expect(auction.connect(alice).commit(1n, ethers.id("late")))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_WrongStatus")
      .withArgs(1n, AUCTION.Cancelled);
  });
});

describe("CapitalAuction.cancel", () => {
  it("is the guardian's", async () => {
    const { auction, curator, stranger } = await opened();

    for (const caller of [curator, stranger]) {
      await expect(auction.connect(caller).cancel(1n))
        .to.be.revertedWithCustomError(auction, "AccessManagedUnauthorized")
        .withArgs(caller);
    }
  });

  it("refuses what is awarded", async () => {
    const { auction, guardian } = await awarded();

    await expect(auction.connect(guardian).cancel(1n))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_WrongStatus")
      .withArgs(1n, AUCTION.Awarded);
  });

  for (const [when, given] of [
    ["while bids are sealed", committed],
    ["after the last reveal", revealed],
  ] as const) {
    it(`frees every bond ${when}, revealed or not`, async () => {
      const { auction, asset, guardian, bidders, terms } = await given();

      await expect(auction.connect(guardian).cancel(1n))
        .to.emit(auction, "AuctionEnded")
        .withArgs(1n, AUCTION.Cancelled, 0n);

      for (const bidder of bidders) {
        expect(await claimable(auction, bidder)).to.equal(BOND);
        await auction.connect(bidder).claimBond(1n, bidder);
      }
      expect(await asset.balanceOf(auction)).to.equal(0n);
      await expect(auction.award(1n, terms))
        .to.be.revertedWithCustomError(auction, "CapitalAuction_WrongStatus")
        .withArgs(1n, AUCTION.Cancelled);
    });
  }
});
