import { expect } from "chai";
import {
  auctionAround,
  awarded,
  AWARD_WINDOW,
  BOND,
  claimable,
  committed,
  ethers,
  networkHelpers,
  offer,
  opened,
  percent,
  revealed,
  seal,
  unseal,
} from "../support/auctionFixture.ts";

const { time } = networkHelpers;

describe("CapitalAuction.claimBond", () => {
  it("refuses who has put up nothing", async () => {
    const { auction, stranger } = await awarded();

    await expect(auction.connect(stranger).claimBond(1n, stranger))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_NothingToClaim")
      .withArgs(1n, stranger);
  });

  it("refuses who has not revealed, before and after the end", async () => {
    const { auction, carol, terms } = await revealed();
    const refused = () =>
      expect(auction.connect(carol).claimBond(1n, carol))
        .to.be.revertedWithCustomError(auction, "CapitalAuction_NothingToClaim")
        .withArgs(1n, carol);

    await refused();
    await auction.award(1n, terms);
    await refused();
  });

  it("refuses the best one, before and after the award", async () => {
    const { auction, bob, terms } = await revealed();
    const refused = () =>
      expect(auction.connect(bob).claimBond(1n, bob))
        .to.be.revertedWithCustomError(auction, "CapitalAuction_NothingToClaim")
        .withArgs(1n, bob);

    await refused();
    await auction.award(1n, terms);
    await refused();
  });

  it("gives it back as soon as somebody bid more, to whom it is told", async () => {
    const { auction, escrow, asset, alice, bob, receiver, request } = await committed();
    await time.increaseTo(request.commitUntil);
    await unseal(auction, alice, percent(9));
    expect(await claimable(auction, alice)).to.equal(0n);
    await unseal(auction, bob, percent(10));

    const claim = auction.connect(alice).claimBond(1n, receiver);

    await expect(claim).to.emit(auction, "BondClaimed").withArgs(1n, alice, receiver, BOND);
    await expect(claim).to.changeTokenBalances(ethers, asset, [escrow, receiver], [-BOND, BOND]);
    expect((await auction.commitmentOf(1n, alice)).returned).to.equal(true);
  });

  it("refuses a second time (27)", async () => {
    const { auction, alice } = await awarded();
    await auction.connect(alice).claimBond(1n, alice);

    await expect(auction.connect(alice).claimBond(1n, alice))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_NothingToClaim")
      .withArgs(1n, alice);
  });

  it("gives the best one's back where the award has failed, once", async () => {
    const { auction, asset, bob, request } = await revealed();
    await time.increaseTo(request.revealUntil + AWARD_WINDOW);
    await auction.fail(1n);

    await expect(auction.connect(bob).claimBond(1n, bob)).to.changeTokenBalance(ethers, asset, bob, BOND);
    await expect(auction.connect(bob).claimBond(1n, bob)).to.be.revertedWithCustomError(
      auction,
      "CapitalAuction_NothingToClaim",
    );
  });

  it("pays no one else's: bonds of two auctions lie apart", async () => {
    const { auction, asset, curator, alice, bob, request, terms } = await opened();
    await auction.connect(curator).open({ ...request, cluster: 2n, bond: 3n * BOND }, terms);
    await seal(auction, alice, percent(9));
    await seal(auction, alice, percent(9), 2n);
    await seal(auction, bob, percent(10), 2n);
    await time.increaseTo(request.commitUntil);
    await unseal(auction, alice, percent(9), 2n);
    await unseal(auction, bob, percent(10), 2n);

    await expect(auction.connect(alice).claimBond(1n, alice)).to.be.revertedWithCustomError(
      auction,
      "CapitalAuction_NothingToClaim",
    );
    await expect(auction.connect(alice).claimBond(2n, alice)).to.changeTokenBalance(ethers, asset, alice, 3n * BOND);
  });

  describe("given the token blocks a receiver", () => {
    it("only that claim fails, and goes elsewhere (17)", async () => {
      const fixture = await offer(await auctionAround("MockBlocklistToken", [6]));
      const { auction, asset, alice, guardian, receiver } = fixture;
      const token = await ethers.getContractAt("MockBlocklistToken", asset);
      await seal(auction, alice, percent(9));
      await auction.connect(guardian).cancel(1n);
      await token.setBlocked(alice, true);

      await expect(auction.connect(alice).claimBond(1n, alice)).to.be.revertedWithCustomError(token, "Blocked");
      await expect(auction.connect(alice).claimBond(1n, receiver)).to.changeTokenBalance(ethers, asset, receiver, BOND);
    });
  });

  describe("given the token calls back", () => {
    it("refuses to be entered twice (18)", async () => {
      const { auction, asset, alice, guardian } = await offer(await auctionAround("MockReentrantToken", [6]));
      const token = await ethers.getContractAt("MockReentrantToken", asset);
      await seal(auction, alice, percent(9));
      await auction.connect(guardian).cancel(1n);
      await token.arm(1, auction, auction.interface.encodeFunctionData("claimBond", [1n, alice.address]));

      await auction.connect(alice).claimBond(1n, alice);

      expect([await token.calls(), await token.succeeded()]).to.deep.equal([1n, false]);
      expect(auction.interface.parseError(await token.answer())?.name).to.equal("ReentrancyGuardReentrantCall");
    });
  });
});
