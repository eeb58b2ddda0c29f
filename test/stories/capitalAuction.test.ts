import { expect } from "chai";
import { AUCTION, percent } from "../support/auctionFixture.ts";
import { auctionStory, BID_BOND, CLUSTER } from "../support/auctionStory.ts";
import { stakeAccountOf } from "../support/custody.ts";
import { at, COST, ethers, networkHelpers, now, STATUS } from "../support/protocol.ts";
import { DAY, HOUR } from "../support/units.ts";

const { time } = networkHelpers;

describe("Story: three operators bid for a loan, and one does not reveal", () => {
  it("the best for depositors wins, with its own price in the terms, and draws", async () => {
    const { auction, registry, loans, lens, origination, bond, alice, bob, depositor, loan, ...story } =
      await auctionStory();
    await story.toTheAward();
    expect(await registry.operatorOf(CLUSTER)).to.equal(alice); // as the title says

    await expect(auction.connect(depositor).award(1n, loan))
      .to.emit(auction, "AuctionAwarded")
      .withArgs(1n, CLUSTER, bob, percent(9.75), BID_BOND);

    expect(await registry.operatorOf(CLUSTER)).to.equal(bob);
    expect(await registry.titleHolderOf(CLUSTER)).to.equal(loans);
    const { status, operator, approved } = await lens.facility(CLUSTER);
    expect([status, operator, approved]).to.deep.equal([STATUS.Approved, bob.address, COST]);
    const [event] = await origination.queryFilter(origination.filters.FacilityApproved(CLUSTER));
    expect(event?.args.terms.debt.yearlyRate).to.equal(percent(9.75));
    await expect(origination.connect(alice).draw(CLUSTER, COST, alice))
      .to.be.revertedWithCustomError(origination, "FacilityOrigination_NotOperator")
      .withArgs(CLUSTER, alice, bob);
    expect(await bond.bondOf(CLUSTER)).to.equal(BID_BOND); // more than the 9,600 that the draw asks for
    await origination.connect(bob).draw(CLUSTER, COST, bob);
    expect((await lens.facility(CLUSTER)).status).to.equal(STATUS.Drawn);
  });

  it("no bond was ever in NAV, and the loser has its own back", async () => {
    const { auction, escrow, vault, asset, alice, loan, ...story } = await auctionStory();
    const { nav } = await vault.state();
    const staked = await asset.balanceOf(escrow); // by reporters

    await story.toTheAward();
    await auction.award(1n, loan);

    await expect(auction.connect(alice).claimBond(1n, alice)).to.changeTokenBalance(ethers, asset, alice, BID_BOND);
    expect((await vault.state()).nav).to.equal(nav);
    expect(await asset.balanceOf(escrow)).to.equal(staked + 2n * BID_BOND); // Bob's, first loss now, and Carol's
  });

  it("what was not revealed reaches the vault, and vests over the cap", async () => {
    const { auction, vault, asset, bob, carol, stranger, loan, origination, ...story } = await auctionStory();
    await story.toTheAward();
    await auction.award(1n, loan);
    await expect(auction.connect(carol).claimBond(1n, carol))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_NothingToClaim")
      .withArgs(1n, carol);
    await origination.connect(bob).draw(CLUSTER, COST, bob);
    const { nav, cash } = await vault.state();
    const t = (await now()) + HOUR;

    const forward = at(t, () => auction.connect(stranger).forward(CLUSTER));

    await expect(forward).to.changeTokenBalance(ethers, asset, vault, BID_BOND);
    await expect(forward).to.emit(auction, "Forwarded").withArgs(CLUSTER, BID_BOND);
    const after = await vault.state();
    expect([after.nav, after.cash, after.locked]).to.deep.equal([nav, cash + BID_BOND, BID_BOND]);
    await time.increaseTo(t + 45n * DAY);
    expect((await vault.state()).nav).to.equal(nav + BID_BOND / 2n);
    await time.increaseTo(t + 90n * DAY);
    expect((await vault.state()).nav).to.equal(nav + BID_BOND);
  });

  it("the winner's bond is held until the cluster is in service, and is first loss from then on", async () => {
    const { auction, escrow, bond, bob, loan, origination, ...story } = await auctionStory();
    await story.toTheAward();
    await auction.award(1n, loan);
    await expect(bond.connect(bob).release(CLUSTER, BID_BOND, bob))
      .to.be.revertedWithCustomError(escrow, "CollateralEscrow_Held")
      .withArgs(bond, stakeAccountOf(CLUSTER, bob.address), 1n);
    await origination.connect(bob).draw(CLUSTER, COST, bob);
    const inServiceAt = (await now()) + HOUR;
    await at(inServiceAt, () => origination.connect(bob).commission(CLUSTER, inServiceAt));

    await auction.keep(1n);

    expect([await bond.holdsOn(CLUSTER), await bond.bondOf(CLUSTER)]).to.deep.equal([0n, BID_BOND]);
    await expect(bond.connect(bob).release(CLUSTER, BID_BOND, bob))
      .to.be.revertedWithCustomError(bond, "OperatorBond_AtRisk")
      .withArgs(CLUSTER, STATUS.InService);
  });
});

describe("Story: two operators bid the same", () => {
  it("who committed first wins, though it reveals last", async () => {
    const { auction, registry, alice, bob, loan, ...story } = await auctionStory();
    await story.seal(bob, percent(10));
    await story.seal(alice, percent(10));
    await story.untilReveals();
    await story.unseal(alice, percent(10));
    await story.unseal(bob, percent(10));
    await story.untilAward();

    await auction.award(1n, loan);

    expect(await registry.operatorOf(CLUSTER)).to.equal(bob);
  });
});

describe("Story: nobody bids", () => {
  it("no harm is done: the auction closes, and the curator approves as ever", async () => {
    const { auction, vault, act, curator, stranger, loan, untilAward, lens, origination } = await auctionStory();
    const { nav } = await vault.state();
    await untilAward();
    await expect(auction.award(1n, loan))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_NoWinner")
      .withArgs(1n);

    await auction.connect(stranger).close(1n);

    expect((await vault.state()).nav).to.equal(nav);
    expect((await lens.facility(CLUSTER)).status).to.equal(STATUS.None);
    await act(curator, origination, "approve", [CLUSTER, loan]);
    expect((await lens.facility(CLUSTER)).status).to.equal(STATUS.Approved);
  });
});

describe("Story: the winner never draws", () => {
  it("its bond is the vault's, which skims it: income over the cap", async () => {
    const { auction, escrow, vault, asset, act, curator, alice, bob, loan, ...story } = await auctionStory();
    const staked = await asset.balanceOf(escrow); // by reporters
    await story.toTheAward();
    await auction.award(1n, loan);
    await auction.connect(alice).claimBond(1n, alice);
    await time.increaseTo(loan.inServiceBy);
    const { nav } = await vault.state();

    await expect(act(curator, auction, "forfeit", [1n]))
      .to.emit(auction, "AuctionEnded")
      .withArgs(1n, AUCTION.Broken, BID_BOND);
    await expect(auction.forward(CLUSTER)).to.changeTokenBalance(ethers, asset, vault, 2n * BID_BOND); // with Carol's
    await act(curator, vault, "skim", []);

    const after = await vault.state();
    expect([after.nav, after.locked]).to.deep.equal([nav, 2n * BID_BOND]);
    expect([await asset.balanceOf(escrow), await escrow.totalOwed()]).to.deep.equal([staked, staked]);
    await expect(auction.connect(bob).claimBond(1n, bob)).to.be.revertedWithCustomError(
      auction,
      "CapitalAuction_NothingToClaim",
    );
  });
});

describe("Story: the curator finances the cluster otherwise while bids are sealed", () => {
  it("the award is refused, and whoever revealed has its bond back", async () => {
    const { auction, asset, act, curator, alice, bob, loan, request, origination, ...story } = await auctionStory();
    await story.toTheAward();
    await act(curator, origination, "approve", [CLUSTER, loan]);

    await expect(auction.award(1n, loan))
      .to.be.revertedWithCustomError(origination, "FacilityOrigination_AlreadyApproved")
      .withArgs(CLUSTER);
    await time.increaseTo(request.revealUntil + 7n * DAY);
    await auction.fail(1n);

    for (const bidder of [alice, bob]) {
      await expect(auction.connect(bidder).claimBond(1n, bidder)).to.changeTokenBalance(
        ethers,
        asset,
        bidder,
        BID_BOND,
      );
    }
  });
});
