import { expect } from "chai";
import { approved, COST, ordered } from "../../support/protocol.ts";
import { usdc } from "../../support/units.ts";

describe("FacilityOrigination.lowerApproval", () => {
  describe("when the caller is not the guardian", () => {
    it("reverts with the caller", async () => {
      const { origination, curator, operator } = await approved();

      for (const caller of [curator, operator]) {
        await expect(origination.connect(caller).lowerApproval(1n, 1n))
          .to.be.revertedWithCustomError(origination, "AccessManagedUnauthorized")
          .withArgs(caller);
      }
    });
  });

  describe("given nothing is approved", () => {
    it("reverts", async () => {
      const { origination, guardian } = await ordered();

      await expect(origination.connect(guardian).lowerApproval(1n, 0n))
        .to.be.revertedWithCustomError(origination, "FacilityOrigination_ApprovalNotLower")
        .withArgs(0n, 0n);
    });
  });

  describe("given 3,000,000 of 8,000,000 are drawn", () => {
    async function partlyDrawn() {
      const fixture = await approved();
      await fixture.origination.connect(fixture.operator).draw(1n, usdc("3_000_000"), fixture.operator);
      return fixture;
    }

    for (const { name, amount } of [
      { name: "is what it was", amount: COST },
      { name: "is higher", amount: COST + 1n },
      { name: "is one unit less than what is drawn", amount: usdc("3_000_000") - 1n },
    ]) {
      describe(`when the approval ${name}`, () => {
        it("reverts with both numbers", async () => {
          const { origination, guardian } = await partlyDrawn();

          await expect(origination.connect(guardian).lowerApproval(1n, amount))
            .to.be.revertedWithCustomError(origination, "FacilityOrigination_ApprovalNotLower")
            .withArgs(amount, COST);
        });
      });
    }

    for (const amount of [COST - 1n, usdc("3_000_000")]) {
      describe(`when it falls to ${amount}`, () => {
        it("falls at once, and no more than that can be drawn", async () => {
          const { origination, lens, guardian, operator } = await partlyDrawn();

          await expect(origination.connect(guardian).lowerApproval(1n, amount))
            .to.emit(origination, "ApprovalLowered")
            .withArgs(1n, COST, amount);

          expect((await lens.facility(1n)).approved).to.equal(amount);
          await expect(origination.connect(operator).draw(1n, amount - usdc("3_000_000") + 1n, operator))
            .to.be.revertedWithCustomError(origination, "FacilityOrigination_AboveApproval")
            .withArgs(1n, amount + 1n, amount);
        });
      });
    }
  });
});
