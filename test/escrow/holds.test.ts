import { expect } from "chai";
import { accountOf } from "../support/custody.ts";
import { AWARD, DISPUTE, empty, ID } from "../support/escrowFixture.ts";

describe("CollateralEscrow.hold", () => {
  it("counts by reason, and in all", async () => {
    const { escrow, custodian } = await empty();

    await expect(escrow.connect(custodian).hold(ID, DISPUTE))
      .to.emit(escrow, "HoldsChanged")
      .withArgs(custodian, ID, DISPUTE, 1n);
    await escrow.connect(custodian).hold(ID, DISPUTE);
    expect(await escrow.connect(custodian).hold.staticCall(ID, AWARD)).to.equal(3n);
    await expect(escrow.connect(custodian).hold(ID, AWARD))
      .to.emit(escrow, "HoldsChanged")
      .withArgs(custodian, ID, AWARD, 3n);

    expect([
      await escrow.holdsOn(custodian, ID),
      await escrow.holdsFor(custodian, ID, DISPUTE),
      await escrow.holdsFor(custodian, ID, AWARD),
    ]).to.deep.equal([3n, 2n, 1n]);
  });

  it("is of this account of this custodian, and of none else", async () => {
    const { escrow, custodian, other } = await empty();

    await escrow.connect(custodian).hold(ID, DISPUTE);

    expect([await escrow.holdsOn(other, ID), await escrow.holdsOn(custodian, accountOf(2n))]).to.deep.equal([0n, 0n]);
  });
});

describe("CollateralEscrow.unhold", () => {
  describe("given no hold for this reason", () => {
    it("reverts, though another one is there", async () => {
      const { escrow, custodian } = await empty();
      await escrow.connect(custodian).hold(ID, DISPUTE);

      await expect(escrow.connect(custodian).unhold(ID, AWARD))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_NotHeld")
        .withArgs(custodian, ID, AWARD);
    });

    it("reverts for a custodian that did not lay it", async () => {
      const { escrow, custodian, other } = await empty();
      await escrow.connect(custodian).hold(ID, DISPUTE);

      await expect(escrow.connect(other).unhold(ID, DISPUTE))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_NotHeld")
        .withArgs(other, ID, DISPUTE);
    });
  });

  describe("given holds for two reasons", () => {
    it("lifts one of its own reason", async () => {
      const { escrow, custodian } = await empty();
      await escrow.connect(custodian).hold(ID, DISPUTE);
      await escrow.connect(custodian).hold(ID, AWARD);

      expect(await escrow.connect(custodian).unhold.staticCall(ID, AWARD)).to.equal(1n);
      await expect(escrow.connect(custodian).unhold(ID, AWARD))
        .to.emit(escrow, "HoldsChanged")
        .withArgs(custodian, ID, AWARD, 1n);

      expect([
        await escrow.holdsFor(custodian, ID, DISPUTE),
        await escrow.holdsFor(custodian, ID, AWARD),
      ]).to.deep.equal([1n, 0n]);
    });
  });
});
