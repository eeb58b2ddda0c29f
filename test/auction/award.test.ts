import { expect } from "chai";
import { PLAIN_TERMS } from "../../scripts/lib/plainTerms.ts";
import {
  admitted,
  asked,
  AUCTION,
  AWARD_WINDOW,
  awarded,
  BOND,
  claimable,
  CLUSTER,
  committed,
  ethers,
  FORM,
  named,
  networkHelpers,
  now,
  opened,
  percent,
  revealed,
  seal,
  FACILITY,
  unseal,
} from "../support/auctionFixture.ts";
import { accountOf, forfeitedAccountOf, stakeAccountOf } from "../support/custody.ts";
import { usdc } from "../support/units.ts";

const { time } = networkHelpers;

describe("CapitalAuction.award", () => {
  it("refuses where nothing is offered", async () => {
    const { auction, terms } = await asked(await admitted());

    await expect(auction.award(1n, terms))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_WrongStatus")
      .withArgs(1n, AUCTION.None);
  });

  it("waits for the last reveal (37)", async () => {
    const { auction, alice, terms, request } = await committed();
    await time.increaseTo(request.commitUntil);
    await unseal(auction, alice, percent(9));

    await time.setNextBlockTimestamp(request.revealUntil - 1n);
    await expect(auction.award(1n, terms))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_TooEarly")
      .withArgs(request.revealUntil, request.revealUntil - 1n);
    await time.setNextBlockTimestamp(request.revealUntil);
    await auction.award(1n, terms);
  });

  it("refuses where nobody has bid", async () => {
    const { auction, terms, request } = await opened();
    await time.increaseTo(request.revealUntil);

    await expect(auction.award(1n, terms))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_NoWinner")
      .withArgs(1n);
  });

  it("refuses where nobody has revealed", async () => {
    const { auction, terms, request } = await committed();
    await time.increaseTo(request.revealUntil);

    await expect(auction.award(1n, terms))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_NoWinner")
      .withArgs(1n);
  });

  it("refuses other terms than were opened", async () => {
    const { auction, terms } = await revealed();
    const { termsHash } = await auction.auctionOf(1n);
    const other = { ...terms, amount: terms.amount + 1n };
    const type = auction.interface.getFunction("award").inputs[1];
    if (type === undefined) throw new Error("an award has terms");
    const given = ethers.keccak256(ethers.AbiCoder.defaultAbiCoder().encode([type], [other]));

    await expect(auction.award(1n, other))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_OtherTerms")
      .withArgs(1n, given, termsHash);
  });

  it("refuses a winner that was dismissed meanwhile", async () => {
    const { auction, guardian, bob, terms } = await revealed();
    await auction.connect(guardian).dismiss(bob);

    await expect(auction.award(1n, terms))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_NotAdmitted")
      .withArgs(bob);
  });

  it("refuses what the origination refuses, and changes nothing", async () => {
    const { auction, financier, escrow, terms } = await revealed();
    await financier.refuse(true);

    await expect(auction.award(1n, terms)).to.be.revertedWithCustomError(financier, "Refused");

    expect((await auction.auctionOf(1n)).status).to.equal(AUCTION.Open);
    const held = await escrow.balanceOf(auction, accountOf(1n));
    expect([held, await auction.forfeitedOf(CLUSTER)]).to.deep.equal([3n * BOND, 0n]);
  });

  it("refuses a second time", async () => {
    const { auction, terms } = await awarded();

    await expect(auction.award(1n, terms))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_WrongStatus")
      .withArgs(1n, AUCTION.Awarded);
  });

  it("still comes after its window, as long as nobody has failed it", async () => {
    const { auction, terms, request } = await revealed();
    await time.increaseTo(request.revealUntil + AWARD_WINDOW + 1n);

    await auction.award(1n, terms);

    expect((await auction.auctionOf(1n)).status).to.equal(AUCTION.Awarded);
  });

  describe("when all is in order", () => {
    it("approves the facility on the best bid, for who bid it", async () => {
      const { auction, financier, bob, stranger, terms } = await revealed();

      await expect(auction.connect(stranger).award(1n, terms))
        .to.emit(auction, "AuctionAwarded")
        .withArgs(1n, CLUSTER, bob, percent(10), BOND);

      const approved = named(await financier.approved());
      expect(approved).to.deep.equal({
        ...terms,
        operator: bob.address,
        debt: { ...terms.debt, yearlyRate: percent(10) },
      });
      expect(await financier.approvals()).to.equal(1n);
    });

    it("hands the winner's bond to its first loss, where it is held", async () => {
      const { auction, escrow, bond, asset, bob, terms } = await revealed();

      const award = auction.award(1n, terms);

      await expect(award)
        .to.emit(escrow, "Transferred")
        // Alice's is left.
        .withArgs(auction, accountOf(1n), bond, stakeAccountOf(CLUSTER, bob.address), BOND, BOND, BOND);
      await expect(award).to.emit(bond, "BondHeld").withArgs(CLUSTER, bob, 1n);
      await expect(award).not.to.emit(asset, "Transfer");
      expect(await bond.bondOf(CLUSTER)).to.equal(BOND);
      expect(await claimable(auction, bob)).to.equal(0n);
      await expect(bond.connect(bob).release(CLUSTER, BOND, bob))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_Held")
        .withArgs(bond, stakeAccountOf(CLUSTER, bob.address), 1n);
    });

    it("forfeits the bond of who did not reveal", async () => {
      const { auction, escrow, carol } = await awarded();

      expect(await auction.forfeitedOf(CLUSTER)).to.equal(BOND);
      expect(await escrow.balanceOf(auction, forfeitedAccountOf(CLUSTER))).to.equal(BOND);
      expect(await claimable(auction, carol)).to.equal(0n);
    });

    it("leaves the loser's bond to the loser", async () => {
      const { auction, alice } = await awarded();

      expect(await claimable(auction, alice)).to.equal(BOND);
    });
  });

  for (const [form, asks, bid, result] of [
    [
      "Lease",
      { debt: { ...PLAIN_TERMS.debt, rent: usdc("300_000") } },
      usdc("280_000"),
      { debt: { ...PLAIN_TERMS.debt, rent: usdc("280_000") } },
    ],
    ["RevenueShare", { vaultShareBps: 9_000n }, 8_500n, { vaultShareBps: 8_500n }],
  ] as const) {
    it(`writes the bid into the terms of a ${form}, and nothing else`, async () => {
      const { auction, financier, curator, alice, ...fixture } = await asked(await admitted());
      const terms = { ...fixture.terms, ...asks, form: FORM[form] };
      const { commitUntil, revealUntil } = fixture.request;
      await auction.connect(curator).open({ ...fixture.request, leastBid: 1n }, terms);
      await seal(auction, alice, bid);
      await time.increaseTo(commitUntil);
      await unseal(auction, alice, bid);
      await time.increaseTo(revealUntil);

      await auction.award(1n, terms);

      expect(named(await financier.approved())).to.deep.equal({ ...terms, ...result, operator: alice.address });
    });
  }
});

describe("CapitalAuction.close", () => {
  it("waits for the last reveal (37)", async () => {
    const { auction, request } = await opened();

    await time.setNextBlockTimestamp(request.revealUntil - 1n);
    await expect(auction.close(1n))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_TooEarly")
      .withArgs(request.revealUntil, request.revealUntil - 1n);
  });

  it("refuses where somebody has won", async () => {
    const { auction, bob } = await revealed();

    await expect(auction.close(1n))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_HasWinner")
      .withArgs(1n, bob);
  });

  it("refuses what has ended", async () => {
    const { auction } = await awarded();

    await expect(auction.close(1n))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_WrongStatus")
      .withArgs(1n, AUCTION.Awarded);
  });

  it("ends it without harm where nobody has bid", async () => {
    const { auction, financier, request, stranger } = await opened();
    await time.increaseTo(request.revealUntil);

    await expect(auction.connect(stranger).close(1n)).to.emit(auction, "AuctionEnded").withArgs(1n, AUCTION.Closed, 0n);

    expect((await auction.auctionOf(1n)).status).to.equal(AUCTION.Closed);
    expect([await financier.approvals(), await auction.forfeitedOf(CLUSTER)]).to.deep.equal([0n, 0n]);
  });

  it("forfeits what was not revealed, and returns what could not win", async () => {
    const { auction, alice, bob, request } = await opened();
    await seal(auction, alice, 1n);
    await seal(auction, bob, percent(10));
    await time.increaseTo(request.commitUntil);
    await unseal(auction, alice, 1n);
    await time.increaseTo(request.revealUntil);

    await expect(auction.close(1n)).to.emit(auction, "AuctionEnded").withArgs(1n, AUCTION.Closed, BOND);

    expect([await claimable(auction, alice), await claimable(auction, bob)]).to.deep.equal([BOND, 0n]);
    expect(await auction.forfeitedOf(CLUSTER)).to.equal(BOND);
  });
});

describe("CapitalAuction.fail", () => {
  it("refuses while the best bid may still be awarded, to the second (37)", async () => {
    const { auction, request } = await revealed();
    const from = request.revealUntil + AWARD_WINDOW;

    await time.setNextBlockTimestamp(from - 1n);
    await expect(auction.fail(1n))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_TooEarly")
      .withArgs(from, from - 1n);
    await time.setNextBlockTimestamp(from);
    await auction.fail(1n);
  });

  it("refuses where nobody has won: that is closed", async () => {
    const { auction } = await opened();
    await time.increase(30n * 86_400n);

    await expect(auction.fail(1n)).to.be.revertedWithCustomError(auction, "CapitalAuction_NoWinner").withArgs(1n);
  });

  it("refuses what has ended", async () => {
    const { auction } = await awarded();

    await expect(auction.fail(1n))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_WrongStatus")
      .withArgs(1n, AUCTION.Awarded);
  });

  it("frees whoever revealed, the best one too, and nobody else", async () => {
    const { auction, financier, alice, bob, carol, stranger, request } = await revealed();
    await financier.refuse(true);
    await time.increaseTo(request.revealUntil + AWARD_WINDOW);

    await expect(auction.connect(stranger).fail(1n))
      .to.emit(auction, "AuctionEnded")
      .withArgs(1n, AUCTION.Failed, BOND);

    for (const [bidder, expected] of [
      [alice, BOND],
      [bob, BOND],
      [carol, 0n],
    ] as const) {
      expect(await claimable(auction, bidder)).to.equal(expected);
    }
    expect(await auction.forfeitedOf(CLUSTER)).to.equal(BOND);
    expect((await auction.auctionOf(1n)).status).to.equal(AUCTION.Failed);
  });
});

describe("CapitalAuction.keep", () => {
  it("refuses what was not awarded", async () => {
    const { auction } = await revealed();

    await expect(auction.keep(1n))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_WrongStatus")
      .withArgs(1n, AUCTION.Open);
  });

  it("refuses while nothing is drawn, until 30 days after the last second for it", async () => {
    const { auction, bond, bob, asset, terms } = await awarded();
    const until = terms.inServiceBy + 30n * 86_400n;

    await time.setNextBlockTimestamp(until);
    await expect(auction.keep(1n))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_NotInService")
      .withArgs(CLUSTER, FACILITY.Approved);
    await time.setNextBlockTimestamp(until + 1n);
    await auction.keep(1n);

    await expect(bond.connect(bob).release(CLUSTER, BOND, bob)).to.changeTokenBalance(ethers, asset, bob, BOND);
  });

  it("refuses while it is drawn and not in service, however long: it may come back undelivered", async () => {
    const { auction, financier, terms } = await awarded();
    await financier.stand(CLUSTER, FACILITY.Drawn);
    await time.increaseTo(terms.inServiceBy + 31n * 86_400n);

    await expect(auction.keep(1n))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_NotInService")
      .withArgs(CLUSTER, FACILITY.Drawn);
  });

  for (const name of ["InService", "Retired", "Resolving"] as const) {
    it(`leaves the bond to the bond's own rules once the facility is ${name}`, async () => {
      const { auction, financier, bond, bob, stranger } = await awarded();
      await financier.stand(CLUSTER, FACILITY[name]);

      const keep = auction.connect(stranger).keep(1n);

      await expect(keep).to.emit(auction, "AuctionEnded").withArgs(1n, AUCTION.Kept, 0n);
      await expect(keep).to.emit(bond, "BondHeld").withArgs(CLUSTER, bob, 0n);
      expect((await auction.auctionOf(1n)).status).to.equal(AUCTION.Kept);
      expect(await bond.bondOf(CLUSTER)).to.equal(BOND);
    });
  }

  it("refuses a second time", async () => {
    const { auction, financier } = await awarded();
    await financier.stand(CLUSTER, FACILITY.InService);
    await auction.keep(1n);

    await expect(auction.keep(1n))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_WrongStatus")
      .withArgs(1n, AUCTION.Kept);
  });
});

describe("CapitalAuction.forfeit", () => {
  it("is the curator's", async () => {
    const { auction, guardian, stranger } = await awarded();

    for (const caller of [guardian, stranger]) {
      await expect(auction.connect(caller).forfeit(1n))
        .to.be.revertedWithCustomError(auction, "AccessManagedUnauthorized")
        .withArgs(caller);
    }
  });

  it("refuses what was not awarded", async () => {
    const { auction, curator } = await revealed();

    await expect(auction.connect(curator).forfeit(1n))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_WrongStatus")
      .withArgs(1n, AUCTION.Open);
  });

  it("refuses in the last second for draws (37)", async () => {
    const { auction, curator, terms } = await awarded();

    await time.setNextBlockTimestamp(terms.inServiceBy);
    await expect(auction.connect(curator).forfeit(1n))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_TooEarly")
      .withArgs(terms.inServiceBy + 1n, terms.inServiceBy);
    await time.setNextBlockTimestamp(terms.inServiceBy + 1n);
    await auction.connect(curator).forfeit(1n);
  });

  it("refuses where something was drawn", async () => {
    const { auction, financier, curator, terms } = await awarded();
    await financier.stand(CLUSTER, FACILITY.Drawn);
    await time.increaseTo(terms.inServiceBy + 1n);

    await expect(auction.connect(curator).forfeit(1n))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_Drawn")
      .withArgs(CLUSTER, FACILITY.Drawn);
  });

  it("takes the bid's bond for the vault, and no more of the operator's", async () => {
    const { auction, bond, asset, bob, curator, terms } = await awarded();
    await bond.connect(bob).post(CLUSTER, 7n);
    await time.increaseTo(terms.inServiceBy + 1n);

    const forfeit = auction.connect(curator).forfeit(1n);

    await expect(forfeit).to.emit(auction, "AuctionEnded").withArgs(1n, AUCTION.Broken, BOND);
    await expect(forfeit).to.emit(bond, "BondSeized").withArgs(CLUSTER, bob, auction, BOND, BOND, 7n);
    await expect(forfeit).to.emit(bond, "BondHeld").withArgs(CLUSTER, bob, 0n);
    await expect(forfeit).not.to.emit(asset, "Transfer");
    expect(await auction.forfeitedOf(CLUSTER)).to.equal(2n * BOND); // with what Carol never opened
    await expect(bond.connect(bob).release(CLUSTER, 7n, bob)).to.changeTokenBalance(ethers, asset, bob, 7n);
    expect(await now()).to.be.greaterThan(terms.inServiceBy);
  });
});
