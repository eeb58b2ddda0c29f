import { expect } from "chai";
import { at, COST, ethers, inService, now, PERIOD, WINDOW } from "../support/protocol.ts";
import { HOUR, usdc } from "../support/units.ts";

const RESERVE = usdc("5_000");

describe("FacilityManager.claimEarnings", () => {
  /** The first period is reported, paid and settled: the operator has earned its costs and its part. */
  async function withEarnings() {
    const fixture = await inService();
    const { shares, inServiceAt, reportAt, payIn, lens } = fixture;
    const end = inServiceAt + PERIOD;
    const report = await reportAt(end + HOUR, 1n);
    await payIn(1n, report.gross);
    await at(end + HOUR + WINDOW, () => shares.settle(1n));
    const { earned } = await lens.facility(1n);
    return { ...fixture, report, earned };
  }

  /** Two facilities of the operator that have both earned, and a third that has not. */
  async function withThree() {
    const fixture = await withEarnings();
    const { origination, shares, vault, lens, depositor, operator, addCluster, reportAt, payIn } = fixture;
    await vault.connect(depositor).deposit(usdc("20_000_000"), depositor);
    const [second, third] = [await addCluster(), await addCluster()];
    for (const cluster of [second, third]) await origination.connect(operator).draw(cluster, COST, operator);
    const start = (await now()) + HOUR;
    await at(start, () => origination.connect(operator).commission(second, start));
    const report = await reportAt(start + PERIOD, second);
    await payIn(second, report.gross);
    await at(start + PERIOD + WINDOW, () => shares.settle(second));
    const earnedThere = (await lens.facility(second)).earned;
    expect(earnedThere).to.be.greaterThan(0n);
    return { ...fixture, second, third, earnedThere };
  }

  describe("when the caller does not operate a cluster", () => {
    it("reverts with cluster, caller and operator", async () => {
      const { shares, stranger, operator } = await withEarnings();

      await expect(shares.connect(stranger).claimEarnings([1n], stranger))
        .to.be.revertedWithCustomError(shares, "FacilityManager_NotOperator")
        .withArgs(1n, stranger, operator);
    });
  });

  describe("when one of several clusters is none of its own", () => {
    it("reverts with that one, and pays for none", async () => {
      const { shares, lens, operator, earned } = await withEarnings();

      await expect(shares.connect(operator).claimEarnings([1n, 9n], operator))
        .to.be.revertedWithCustomError(shares, "FacilityManager_NotOperator")
        .withArgs(9n, operator, ethers.ZeroAddress);
      expect((await lens.facility(1n)).earned).to.equal(earned);
    });
  });

  describe("given nothing has been earned", () => {
    it("reverts with the cluster", async () => {
      const { shares, operator } = await inService();

      await expect(shares.connect(operator).claimEarnings([1n], operator))
        .to.be.revertedWithCustomError(shares, "FacilityManager_NothingEarned")
        .withArgs(1n);
    });

    it("reverts when it is so of one of several", async () => {
      const { shares, operator, third } = await withThree();

      await expect(shares.connect(operator).claimEarnings([1n, third], operator))
        .to.be.revertedWithCustomError(shares, "FacilityManager_NothingEarned")
        .withArgs(third);
    });
  });

  describe("when a cluster is named twice", () => {
    it("reverts with it: nothing is paid twice", async () => {
      const { shares, operator } = await withEarnings();

      await expect(shares.connect(operator).claimEarnings([1n, 1n], operator))
        .to.be.revertedWithCustomError(shares, "FacilityManager_NothingEarned")
        .withArgs(1n);
    });
  });

  describe("given the operator has earned", () => {
    it("is running costs and a fifth of the rest, after the reserve", async () => {
      const { report, earned } = await withEarnings();
      const costs = report.energyCost + report.otherOpex;

      expect(earned).to.equal(costs + ((report.gross - costs - RESERVE) * 2_000n) / 10_000n);
    });

    it("goes to the receiver the operator names, once", async () => {
      const { shares, lens, asset, operator, stranger, earned } = await withEarnings();
      const before = await asset.balanceOf(shares);

      const claim = shares.connect(operator).claimEarnings([1n], stranger);

      await expect(claim).to.emit(shares, "EarningsClaimed").withArgs(1n, stranger, earned);
      await expect(claim).to.changeTokenBalances(ethers, asset, [shares, stranger], [-earned, earned]);
      // What is left here is the facility's reserve.
      expect(before - earned).to.equal(RESERVE);
      expect((await lens.facility(1n)).earned).to.equal(0n);
      await expect(shares.connect(operator).claimEarnings([1n], stranger))
        .to.be.revertedWithCustomError(shares, "FacilityManager_NothingEarned")
        .withArgs(1n);
    });

    it("says how much it is", async () => {
      const { shares, operator, earned } = await withEarnings();

      expect(await shares.connect(operator).claimEarnings.staticCall([1n], operator)).to.equal(earned);
    });

    it("is paid of several clusters at once, each in an event of its own", async () => {
      const { shares, asset, operator, other, second, earned, earnedThere } = await withThree();

      const claim = shares.connect(operator).claimEarnings([second, 1n], other);

      await expect(claim).to.emit(shares, "EarningsClaimed").withArgs(1n, other, earned);
      await expect(claim).to.emit(shares, "EarningsClaimed").withArgs(second, other, earnedThere);
      const sum = earned + earnedThere;
      await expect(claim).to.changeTokenBalances(ethers, asset, [shares, other], [-sum, sum]);
    });

    it("of one leaves that of another where it is", async () => {
      const { shares, lens, operator, second, earnedThere } = await withThree();

      await shares.connect(operator).claimEarnings([1n], operator);

      expect((await lens.facility(second)).earned).to.equal(earnedThere);
    });

    it("cannot go to the zero address", async () => {
      const { shares, asset, operator } = await withEarnings();

      await expect(shares.connect(operator).claimEarnings([1n], ethers.ZeroAddress))
        .to.be.revertedWithCustomError(asset, "ERC20InvalidReceiver")
        .withArgs(ethers.ZeroAddress);
    });

    it("can be claimed while the vault is paused", async () => {
      const { shares, vault, guardian, operator, earned } = await withEarnings();
      await vault.connect(guardian).pause();

      await expect(shares.connect(operator).claimEarnings([1n], operator))
        .to.emit(shares, "EarningsClaimed")
        .withArgs(1n, operator, earned);
    });
  });

  describe("when no cluster is named", () => {
    it("pays nothing", async () => {
      const { shares, asset, stranger } = await withEarnings();

      const claim = shares.connect(stranger).claimEarnings([], stranger);

      await expect(claim).to.changeTokenBalance(ethers, asset, stranger, 0n);
      await expect(claim).not.to.emit(shares, "EarningsClaimed");
    });
  });
});
