import { expect } from "chai";
import { drawn, ethers, inService, now, STATUS } from "../support/protocol.ts";
import { usdc } from "../support/units.ts";

describe("FacilityManager.payIn", () => {
  describe("given no facility", () => {
    it("reverts with where it stands", async () => {
      const { shares, operator } = await drawn();

      await expect(shares.connect(operator).payIn(2n, 1n))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(2n, STATUS.None);
    });
  });

  describe("given the cluster is not in service", () => {
    it("reverts with where it stands", async () => {
      const { shares, operator } = await drawn();

      await expect(shares.connect(operator).payIn(1n, 1n))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(1n, STATUS.Drawn);
    });
  });

  describe("given another manager accounts for the cluster", () => {
    it("reverts: it knows no such facility", async () => {
      const { loans, operator } = await inService();

      await expect(loans.connect(operator).payIn(1n, 1n))
        .to.be.revertedWithCustomError(loans, "FacilityManager_WrongStatus")
        .withArgs(1n, STATUS.None);
    });
  });

  describe("given the cluster is in service", () => {
    describe("when nothing is paid", () => {
      it("reverts", async () => {
        const { shares, operator } = await inService();

        await expect(shares.connect(operator).payIn(1n, 0n)).to.be.revertedWithCustomError(
          shares,
          "FacilityManager_ZeroAmount",
        );
      });
    });

    describe("when the payer has not approved it", () => {
      it("reverts with the token's error", async () => {
        const { shares, asset, stranger } = await inService();
        await asset.connect(stranger).approve(shares, 6n);

        await expect(shares.connect(stranger).payIn(1n, 7n))
          .to.be.revertedWithCustomError(asset, "ERC20InsufficientAllowance")
          .withArgs(shares, 6n, 7n);
      });
    });

    describe("when anyone pays", () => {
      it("lies in the lockbox, and is nobody's income yet", async () => {
        const { shares, vault, lens, asset, stranger } = await inService();
        const { nav } = await vault.state();

        const payment = shares.connect(stranger).payIn(1n, usdc("100"));

        await expect(payment).to.emit(shares, "PaidIn").withArgs(1n, stranger, usdc("100"), usdc("100"));
        await expect(payment).to.changeTokenBalances(ethers, asset, [stranger, shares], [-usdc("100"), usdc("100")]);
        await expect(payment).not.to.emit(vault, "Posted");
        const { lockbox, distributed, earned } = await lens.facility(1n);
        expect([lockbox, distributed, earned]).to.deep.equal([usdc("100"), 0n, 0n]);
        expect((await vault.state()).nav).to.equal(nav);
      });
    });

    describe("when more is paid", () => {
      it("adds up", async () => {
        const { shares, stranger, operator } = await inService();
        await shares.connect(stranger).payIn(1n, usdc("100"));

        await expect(shares.connect(operator).payIn(1n, 1n))
          .to.emit(shares, "PaidIn")
          .withArgs(1n, operator, 1n, usdc("100") + 1n);
      });
    });

    describe("when tokens are sent without payIn", () => {
      it("they are in no lockbox", async () => {
        const { shares, lens, asset, stranger } = await inService();

        await asset.connect(stranger).transfer(shares, usdc("5"));

        expect((await lens.facility(1n)).lockbox).to.equal(0n);
      });
    });

    describe("when the vault is paused", () => {
      it("pays in all the same", async () => {
        const { shares, vault, guardian, operator } = await inService();
        await vault.connect(guardian).pause();

        await expect(shares.connect(operator).payIn(1n, 1n)).to.emit(shares, "PaidIn").withArgs(1n, operator, 1n, 1n);
      });
    });
  });

  describe("given the facility has ended", () => {
    it("takes what is still owed for its last days", async () => {
      const { shares, workouts, lens, curator, buyer, operator, act } = await inService();
      await act(curator, workouts, "offerSale", [1n, buyer.address, usdc("1")]);
      await workouts.connect(buyer).buy(1n, usdc("1"));
      expect((await lens.facility(1n)).retiredAt).to.equal(await now());

      await expect(shares.connect(operator).payIn(1n, 3n)).to.emit(shares, "PaidIn").withArgs(1n, operator, 3n, 3n);
    });
  });
});
