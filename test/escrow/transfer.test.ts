import { expect } from "chai";
import { accountOf } from "../support/custody.ts";
import { AWARD, ethers, funded, ID, STAKE } from "../support/escrowFixture.ts";
import { usdc } from "../support/units.ts";

const GIFT = usdc("3_000");

describe("CollateralEscrow.transfer", () => {
  describe("when it goes to who is no custodian", () => {
    for (const who of ["stranger", "admin", "payer"] as const) {
      it(`reverts: the ${who} could never move it`, async () => {
        const fixture = await funded();
        const { escrow, custodian } = fixture;

        await expect(escrow.connect(custodian).transfer(ID, fixture[who], ID, 1n))
          .to.be.revertedWithCustomError(escrow, "CollateralEscrow_NotCustodian")
          .withArgs(fixture[who]);
      });
    }
  });

  describe("when it is more than there is", () => {
    it("reverts with both", async () => {
      const { escrow, custodian, other } = await funded();

      await expect(escrow.connect(custodian).transfer(ID, other, ID, STAKE + 1n))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_AboveBalance")
        .withArgs(custodian, ID, STAKE + 1n, STAKE);
    });
  });

  describe("when the account is another custodian's", () => {
    it("reverts: the caller's own of that name is empty", async () => {
      const { escrow, other } = await funded();

      await expect(escrow.connect(other).transfer(ID, other, ID, 1n))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_AboveBalance")
        .withArgs(other, ID, 1n, 0n);
    });
  });

  describe("when it goes to another custodian", () => {
    it("is that one's, and no token moves", async () => {
      const { escrow, asset, custodian, other } = await funded();

      const transfer = escrow.connect(custodian).transfer(ID, other, accountOf(7n), GIFT);

      await expect(transfer)
        .to.emit(escrow, "Transferred")
        .withArgs(custodian, ID, other, accountOf(7n), GIFT, STAKE - GIFT, GIFT);
      await expect(transfer).not.to.emit(asset, "Transfer");
      expect([await escrow.balanceOf(custodian, ID), await escrow.balanceOf(other, accountOf(7n))]).to.deep.equal([
        STAKE - GIFT,
        GIFT,
      ]);
      expect(await escrow.totalOwed()).to.equal(STAKE);
    });

    it("cannot be taken back", async () => {
      const { escrow, custodian, other } = await funded();
      await escrow.connect(custodian).transfer(ID, other, ID, STAKE);

      await expect(escrow.connect(custodian).pay(ID, custodian, 1n))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_AboveBalance")
        .withArgs(custodian, ID, 1n, 0n);
    });
  });

  describe("when it goes to another account of the caller", () => {
    it("lies there", async () => {
      const { escrow, custodian } = await funded();

      await escrow.connect(custodian).transfer(ID, custodian, accountOf(2n), GIFT);

      expect([await escrow.balanceOf(custodian, ID), await escrow.balanceOf(custodian, accountOf(2n))]).to.deep.equal([
        STAKE - GIFT,
        GIFT,
      ]);
    });
  });

  describe("when it goes to the very same account", () => {
    it("changes nothing", async () => {
      const { escrow, custodian } = await funded();

      await expect(escrow.connect(custodian).transfer(ID, custodian, ID, GIFT))
        .to.emit(escrow, "Transferred")
        .withArgs(custodian, ID, custodian, ID, GIFT, STAKE - GIFT, STAKE);

      expect([await escrow.balanceOf(custodian, ID), await escrow.totalOwed()]).to.deep.equal([STAKE, STAKE]);
    });
  });

  describe("given the account is held", () => {
    it("goes all the same: a hold is against its return", async () => {
      const { escrow, custodian, other } = await funded();
      await escrow.connect(custodian).hold(ID, AWARD);

      await escrow.connect(custodian).transfer(ID, other, ID, STAKE);

      expect([await escrow.balanceOf(other, ID), await escrow.holdsOn(other, ID)]).to.deep.equal([STAKE, 0n]);
    });
  });
});

describe("CollateralEscrow.credit", () => {
  describe("when it is nobody's", () => {
    it("reverts", async () => {
      const { escrow, custodian } = await funded();

      await expect(escrow.connect(custodian).credit(ID, ethers.ZeroAddress, 1n)).to.be.revertedWithCustomError(
        escrow,
        "CollateralEscrow_ZeroAddress",
      );
    });
  });

  describe("when it is more than there is", () => {
    it("reverts with both", async () => {
      const { escrow, custodian, winner } = await funded();

      await expect(escrow.connect(custodian).credit(ID, winner, STAKE + 1n))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_AboveBalance")
        .withArgs(custodian, ID, STAKE + 1n, STAKE);
    });
  });

  describe("when there is enough", () => {
    it("is the account's credit, and no token moves", async () => {
      const { escrow, asset, custodian, winner } = await funded();

      const credit = escrow.connect(custodian).credit(ID, winner, GIFT);

      await expect(credit)
        .to.emit(escrow, "Credited")
        .withArgs(custodian, ID, winner, GIFT, STAKE - GIFT);
      await expect(credit).not.to.emit(asset, "Transfer");
      expect([await escrow.balanceOf(custodian, ID), await escrow.creditOf(winner)]).to.deep.equal([
        STAKE - GIFT,
        GIFT,
      ]);
      expect(await escrow.totalOwed()).to.equal(STAKE);
    });

    it("adds up over custodians", async () => {
      const { escrow, custodian, other, payer, winner } = await funded();
      await escrow.connect(other).deposit(ID, payer, 4n);

      await escrow.connect(custodian).credit(ID, winner, 3n);
      await escrow.connect(other).credit(ID, winner, 4n);

      expect(await escrow.creditOf(winner)).to.equal(7n);
    });
  });

  describe("given the account is held", () => {
    it("is credited all the same", async () => {
      const { escrow, custodian, winner } = await funded();
      await escrow.connect(custodian).hold(ID, AWARD);

      await escrow.connect(custodian).credit(ID, winner, STAKE);

      expect(await escrow.creditOf(winner)).to.equal(STAKE);
    });
  });
});
