import { expect } from "chai";
import {
  admitted,
  AUCTION,
  CEILING,
  claimable,
  BOND,
  committed,
  ethers,
  LEAST,
  networkHelpers,
  opened,
  percent,
  saltOf,
  seal,
  unseal,
} from "../support/auctionFixture.ts";

const { time } = networkHelpers;

/** Alice and Bob committed to these bids, in this order; reveals have begun. */
async function bids(alices: bigint, bobs: bigint) {
  const fixture = await opened();
  const { auction, alice, bob, request } = fixture;
  await seal(auction, alice, alices);
  await seal(auction, bob, bobs);
  await time.increaseTo(request.commitUntil);
  return fixture;
}

describe("CapitalAuction.reveal", () => {
  it("refuses where nothing is offered", async () => {
    const { auction, alice } = await admitted();

    await expect(unseal(auction, alice, percent(9)))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_WrongStatus")
      .withArgs(1n, AUCTION.None);
  });

  it("refuses as long as bids can change (37)", async () => {
    const { auction, alice, request } = await committed();
    const t = request.commitUntil - 1n;

    await time.setNextBlockTimestamp(t);
    await expect(unseal(auction, alice, percent(9)))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_TooEarly")
      .withArgs(request.commitUntil, t);
    await time.setNextBlockTimestamp(request.commitUntil);
    await unseal(auction, alice, percent(9));
  });

  it("is heard until the last second, exclusive (37)", async () => {
    const { auction, alice, request } = await committed();
    const snapshot = await networkHelpers.takeSnapshot();

    await time.setNextBlockTimestamp(request.revealUntil);
    await expect(unseal(auction, alice, percent(9)))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_TooLate")
      .withArgs(request.revealUntil, request.revealUntil);
    await snapshot.restore();
    await time.setNextBlockTimestamp(request.revealUntil - 1n);
    await unseal(auction, alice, percent(9));
  });

  it("refuses who has committed to nothing", async () => {
    const { auction, stranger, request } = await committed();
    await time.increaseTo(request.commitUntil);

    await expect(unseal(auction, stranger, percent(9)))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_NoCommitment")
      .withArgs(1n, stranger);
  });

  it("refuses another bid than the sealed one", async () => {
    const { auction, alice, request } = await committed();
    await time.increaseTo(request.commitUntil);
    const { hash } = await auction.commitmentOf(1n, alice);
    const given = await auction.commitmentHash(1n, alice, percent(9) + 1n, saltOf(alice));

    await expect(unseal(auction, alice, percent(9) + 1n))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_OtherBid")
      .withArgs(1n, alice, given, hash);
  });

  it("refuses a second time", async () => {
    const { auction, alice, request } = await committed();
    await time.increaseTo(request.commitUntil);
    await unseal(auction, alice, percent(9));

    await expect(unseal(auction, alice, percent(9)))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_AlreadyRevealed")
      .withArgs(1n, alice);
  });

  it("refuses a bid that was replaced", async () => {
    const { auction, alice, request } = await opened();
    await seal(auction, alice, percent(9));
    await seal(auction, alice, percent(10));
    await time.increaseTo(request.commitUntil);

    await expect(unseal(auction, alice, percent(9))).to.be.revertedWithCustomError(auction, "CapitalAuction_OtherBid");
    await unseal(auction, alice, percent(10));
    expect((await auction.auctionOf(1n)).bestBid).to.equal(percent(10));
  });

  it("keeps the best, and tells so", async () => {
    const { auction, alice, bob } = await bids(percent(9), percent(10));

    await expect(unseal(auction, alice, percent(9)))
      .to.emit(auction, "BidRevealed")
      .withArgs(1n, alice, percent(9), true);
    await expect(unseal(auction, bob, percent(10)))
      .to.emit(auction, "BidRevealed")
      .withArgs(1n, bob, percent(10), true);

    const { leader, bestBid, leaderOrder, revealed } = await auction.auctionOf(1n);
    expect([leader, bestBid, leaderOrder, revealed]).to.deep.equal([bob.address, percent(10), 2n, 2n]);
    expect((await auction.commitmentOf(1n, bob)).revealed).to.equal(true);
  });

  it("keeps the best whoever opens first: it gains nothing by being late", async () => {
    const { auction, alice, bob } = await bids(percent(9), percent(10));

    await unseal(auction, bob, percent(10));
    await expect(unseal(auction, alice, percent(9)))
      .to.emit(auction, "BidRevealed")
      .withArgs(1n, alice, percent(9), false);

    expect((await auction.auctionOf(1n)).leader).to.equal(bob);
  });

  it("by one unit", async () => {
    const { auction, alice, bob } = await bids(percent(9), percent(9) + 1n);
    await unseal(auction, alice, percent(9));
    await unseal(auction, bob, percent(9) + 1n);

    expect((await auction.auctionOf(1n)).leader).to.equal(bob);
  });

  describe("given two bid the same", () => {
    for (const first of ["alice", "bob"] as const) {
      it(`the earlier commitment wins, though ${first} opens first`, async () => {
        const { auction, alice, bob } = await bids(percent(9), percent(9));
        const order = first === "alice" ? [alice, bob] : [bob, alice];

        for (const bidder of order) await unseal(auction, bidder, percent(9));

        const { leader, leaderOrder } = await auction.auctionOf(1n);
        expect([leader, leaderOrder]).to.deep.equal([alice.address, 1n]);
      });
    }

    it("a replacement loses its place", async () => {
      const { auction, alice, bob, request } = await opened();
      await seal(auction, alice, percent(8));
      await seal(auction, bob, percent(9));
      await seal(auction, alice, percent(9));
      await time.increaseTo(request.commitUntil);
      await unseal(auction, alice, percent(9));
      await unseal(auction, bob, percent(9));

      expect((await auction.auctionOf(1n)).leader).to.equal(bob);
    });
  });

  describe("given a bid outside the range", () => {
    for (const bid of [0n, LEAST - 1n, CEILING + 1n, 2n ** 128n - 1n]) {
      it(`${bid} is revealed, cannot win, and has its bond back`, async () => {
        const { auction, alice } = await bids(bid, percent(10));

        await expect(unseal(auction, alice, bid))
          .to.emit(auction, "BidRevealed")
          .withArgs(1n, alice, bid, false);

        expect((await auction.auctionOf(1n)).leader).to.equal(ethers.ZeroAddress);
        expect(await claimable(auction, alice)).to.equal(BOND);
      });
    }

    for (const bid of [LEAST, CEILING]) {
      it(`${bid} is inside`, async () => {
        const { auction, alice } = await bids(bid, percent(10));

        await unseal(auction, alice, bid);

        expect((await auction.auctionOf(1n)).leader).to.equal(alice);
      });
    }
  });

  describe("given the guardian has dismissed the bidder", () => {
    it("reveals for its bond's sake, and cannot win", async () => {
      const { auction, guardian, alice } = await bids(percent(9), percent(10));
      await auction.connect(guardian).dismiss(alice);

      await expect(unseal(auction, alice, percent(9)))
        .to.emit(auction, "BidRevealed")
        .withArgs(1n, alice, percent(9), false);

      expect(await claimable(auction, alice)).to.equal(BOND);
    });
  });
});
