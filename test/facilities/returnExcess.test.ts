import { expect } from "chai";
import {
  at,
  COST,
  ethers,
  inService,
  networkHelpers,
  now,
  PERIOD,
  RUN_OFF,
  STATUS,
  WINDOW,
} from "../support/protocol.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

describe("FacilityManager.returnExcess", () => {
  /** Sold at `soldAt`, with 100 more in its lockbox than was ever reported. */
  async function sold() {
    const fixture = await inService();
    const { shares, workouts, inServiceAt, reportAt, payIn, curator, act, buyer } = fixture;
    const submittedAt = inServiceAt + PERIOD + HOUR;
    const report = await reportAt(submittedAt, 1n);
    await payIn(1n, report.gross + usdc("100"));
    await at(submittedAt + WINDOW, () => shares.settle(1n));
    await act(curator, workouts, "offerSale", [1n, buyer.address, COST]);
    const soldAt = (await now()) + 10n;
    await at(soldAt, () => workouts.connect(buyer).buy(1n, COST));
    return { ...fixture, soldAt };
  }

  describe("given the facility is not retired", () => {
    it("reverts with where it stands", async () => {
      const { shares } = await inService();

      await expect(shares.returnExcess(1n))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(1n, STATUS.InService);
    });
  });

  describe("given the last periods may still be reported", () => {
    it("reverts a second before 90 days have passed", async () => {
      const { shares, soldAt } = await sold();

      await expect(at(soldAt + 90n * DAY - 1n, () => shares.returnExcess(1n)))
        .to.be.revertedWithCustomError(shares, "FacilityManager_NothingToReturn")
        .withArgs(1n);
    });
  });

  describe("given 90 days have passed", () => {
    it("is the operator's what was never reported", async () => {
      const { shares, lens, stranger, soldAt } = await sold();
      const { earned } = await lens.facility(1n);

      const excess = at(soldAt + 90n * DAY, () => shares.connect(stranger).returnExcess(1n));

      await expect(excess).to.emit(shares, "ExcessReturned").withArgs(1n, usdc("100"), 0n);
      const after = await lens.facility(1n);
      expect([after.earned, after.lockbox]).to.deep.equal([earned + usdc("100"), 0n]);
    });

    it("says how much it is", async () => {
      const { shares, soldAt } = await sold();
      await networkHelpers.time.increaseTo(soldAt + 90n * DAY);

      expect(await shares.returnExcess.staticCall(1n)).to.equal(usdc("100"));
    });

    it("reverts when nothing is left", async () => {
      const { shares, soldAt } = await sold();
      await at(soldAt + 90n * DAY, () => shares.returnExcess(1n));

      await expect(shares.returnExcess(1n))
        .to.be.revertedWithCustomError(shares, "FacilityManager_NothingToReturn")
        .withArgs(1n);
    });

    it("keeps what is reported and waits to be distributed", async () => {
      const { shares, vault, lens, governor, act, reportAt, soldAt, payIn } = await sold();
      const second = await reportAt(soldAt + HOUR, 1n);
      await at(soldAt + HOUR + 2n * DAY, () => shares.settle(1n));
      const owed = second.gross - usdc("100");
      expect(await lens.receivable(1n)).to.equal(owed);
      // The vault has let its source go: what is paid in for it now stays in the lockbox.
      await networkHelpers.time.increaseTo(soldAt + RUN_OFF);
      await act(governor, vault, "unbindSource", [await shares.getAddress()]);
      await payIn(1n, owed + 7n);

      await expect(shares.returnExcess(1n)).to.emit(shares, "ExcessReturned").withArgs(1n, 7n, 0n);

      const [, , money = 0n] = await shares.wordsOf(1n);
      expect([money % 2n ** 128n, money >> 128n]).to.deep.equal([owed, owed]);
    });

    it("goes to the operator, whoever asks for it", async () => {
      const { shares, lens, asset, operator, stranger, soldAt } = await sold();
      await at(soldAt + 90n * DAY, () => shares.connect(stranger).returnExcess(1n));
      const { earned } = await lens.facility(1n);

      await expect(shares.connect(operator).claimEarnings([1n], operator)).to.changeTokenBalance(
        ethers,
        asset,
        operator,
        earned,
      );
    });
  });
});
