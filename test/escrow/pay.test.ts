import { expect } from "chai";
import { accountOf } from "../support/custody.ts";
import { AWARD, DISPUTE, escrowAround, ethers, funded, ID, STAKE } from "../support/escrowFixture.ts";
import { usdc } from "../support/units.ts";

const PART = usdc("2_500");

describe("CollateralEscrow, out of an account", () => {
  for (const name of ["pay", "release"] as const) {
    describe(name, () => {
      describe("when it is more than there is", () => {
        it("reverts with both", async () => {
          const { escrow, custodian, receiver } = await funded();

          await expect(escrow.connect(custodian)[name](ID, receiver, STAKE + 1n))
            .to.be.revertedWithCustomError(escrow, "CollateralEscrow_AboveBalance")
            .withArgs(custodian, ID, STAKE + 1n, STAKE);
        });
      });

      describe("when the account is another custodian's", () => {
        it("reverts: the caller's own of that name is empty", async () => {
          const { escrow, other, receiver } = await funded();

          await expect(escrow.connect(other)[name](ID, receiver, 1n))
            .to.be.revertedWithCustomError(escrow, "CollateralEscrow_AboveBalance")
            .withArgs(other, ID, 1n, 0n);
        });
      });

      describe("when there is enough", () => {
        it("leaves for the receiver, and is owed no more", async () => {
          const { escrow, asset, custodian, receiver } = await funded();

          const payment = escrow.connect(custodian)[name](ID, receiver, PART);

          await expect(payment)
            .to.emit(escrow, "Paid")
            .withArgs(custodian, ID, receiver, PART, STAKE - PART);
          await expect(payment).to.changeTokenBalances(ethers, asset, [escrow, receiver], [-PART, PART]);
          expect([await escrow.balanceOf(custodian, ID), await escrow.totalOwed()]).to.deep.equal([
            STAKE - PART,
            STAKE - PART,
          ]);
        });
      });

      describe("given the token refuses the receiver", () => {
        it("only that payment fails (17)", async () => {
          const { escrow, asset, custodian, payer, receiver, stranger } = await escrowAround("MockBlocklistToken", [6]);
          const token = await ethers.getContractAt("MockBlocklistToken", asset);
          await escrow.connect(custodian).deposit(ID, payer, STAKE);
          await token.setBlocked(receiver, true);

          await expect(escrow.connect(custodian)[name](ID, receiver, STAKE))
            .to.be.revertedWithCustomError(token, "Blocked")
            .withArgs(receiver);
          await escrow.connect(custodian)[name](ID, stranger, STAKE);

          expect(await escrow.totalOwed()).to.equal(0n);
        });
      });
    });
  }

  describe("given holds for two reasons", () => {
    async function held() {
      const fixture = await funded();
      await fixture.escrow.connect(fixture.custodian).hold(ID, DISPUTE);
      await fixture.escrow.connect(fixture.custodian).hold(ID, AWARD);
      return fixture;
    }

    it("is paid all the same: it may be taken", async () => {
      const { escrow, custodian, receiver } = await held();

      await escrow.connect(custodian).pay(ID, receiver, STAKE);

      expect(await escrow.balanceOf(custodian, ID)).to.equal(0n);
    });

    it("is not released until the last one is lifted", async () => {
      const { escrow, custodian, payer } = await held();
      const refused = (holds: bigint) =>
        expect(escrow.connect(custodian).release(ID, payer, 1n))
          .to.be.revertedWithCustomError(escrow, "CollateralEscrow_Held")
          .withArgs(custodian, ID, holds);

      await refused(2n);
      await escrow.connect(custodian).unhold(ID, AWARD);
      await refused(1n);
      await escrow.connect(custodian).unhold(ID, DISPUTE);

      await escrow.connect(custodian).release(ID, payer, STAKE);
      expect(await escrow.balanceOf(custodian, ID)).to.equal(0n);
    });

    it("keeps no other account", async () => {
      const { escrow, custodian, payer } = await held();
      await escrow.connect(custodian).deposit(accountOf(2n), payer, 5n);

      await escrow.connect(custodian).release(accountOf(2n), payer, 5n);

      expect(await escrow.balanceOf(custodian, accountOf(2n))).to.equal(0n);
    });
  });
});
