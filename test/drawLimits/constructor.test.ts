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
        const { desk, manager, financier } = await drawLimits();

        await expect(
          ethers.deployContract("DrawLimits", [manager, financier, financier, { ...NO_LIMITS, [field]: most + 1n }]),
        )
          .to.be.revertedWithCustomError(desk, "DrawLimits_LimitOutOfRange")
          .withArgs(ethers.encodeBytes32String(field), most + 1n, most);
      });
    });
  }

  it("takes the most of each, and nothing at all", async () => {
    const { manager, financier } = await drawLimits();
    const none = Object.fromEntries(Object.keys(MOST).map((field) => [field, 0n])) as Limits;

    for (const limits of [MOST, none]) {
      const desk = await ethers.deployContract("DrawLimits", [manager, financier, financier, limits]);
      expect(await limitsOf(desk)).to.deep.equal(limits);
    }
  });

  it("knows its vault, and tells its limits", async () => {
    const { desk, manager, financier } = await drawLimits();

    expect(await desk.vault()).to.equal(financier);
    expect(await desk.authority()).to.equal(manager);
    await expect(desk.deploymentTransaction())
      .to.emit(desk, "LimitsChanged")
      .withArgs(
        Object.values(NO_LIMITS).map(() => 0n),
        Object.values(NO_LIMITS),
      );
  });
});
