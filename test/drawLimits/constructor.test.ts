import { expect } from "chai";
import { ethers, limitsOf, NO_LIMITS, drawLimits, type Limits } from "../support/drawLimitsFixture.ts";

/** The most that each field takes. */
const MOST: Limits = {
  clusterBps: 10_000n,
  operatorBps: 10_000n,
  modelBps: 10_000n,
  regionBps: 10_000n,
  maxLoanToValueBps: 10_000n,
  minCoverageBps: 50_000n,
  utilisationBps: 10_000n,
  runningCostBps: 10_000n,
};

describe("DrawLimits.constructor", () => {
  for (const [field, most] of Object.entries(MOST)) {
    describe(`when ${field} is ${most + 1n}`, () => {
      it("reverts with the most", async () => {
        const { limiter, manager, financier } = await drawLimits();

        await expect(
          ethers.deployContract("DrawLimits", [manager, financier, financier, { ...NO_LIMITS, [field]: most + 1n }]),
        )
          .to.be.revertedWithCustomError(limiter, "DrawLimits_LimitOutOfRange")
          .withArgs(ethers.encodeBytes32String(field), most + 1n, most);
      });
    });
  }

  it("takes the most of each, and nothing at all", async () => {
    const { manager, financier } = await drawLimits();
    const none = Object.fromEntries(Object.keys(MOST).map((field) => [field, 0n])) as Limits;

    for (const limits of [MOST, none]) {
      const limiter = await ethers.deployContract("DrawLimits", [manager, financier, financier, limits]);
      expect(await limitsOf(limiter)).to.deep.equal(limits);
    }
  });

  it("knows its vault, and tells its limits", async () => {
    const { limiter, manager, financier } = await drawLimits();

    expect(await limiter.vault()).to.equal(financier);
    expect(await limiter.authority()).to.equal(manager);
    await expect(limiter.deploymentTransaction())
      .to.emit(limiter, "LimitsChanged")
      .withArgs(
        Object.values(NO_LIMITS).map(() => 0n),
        Object.values(NO_LIMITS),
      );
  });
});
