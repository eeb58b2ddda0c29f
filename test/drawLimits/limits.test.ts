import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { limitsOf, NO_LIMITS, drawLimits, type Limits } from "../support/drawLimitsFixture.ts";

const SET: Limits = {
  clusterBps: 4_000n,
  operatorBps: 5_000n,
  modelBps: 8_000n,
  regionBps: 6_000n,
  maxLoanToValueBps: 8_000n,
  minCoverageBps: 11_500n,
  utilisationBps: 6_000n,
  runningCostBps: 2_500n,
};

/** The direction in which each is stricter. */
const STRICTER = {
  clusterBps: -1n,
  operatorBps: -1n,
  modelBps: -1n,
  regionBps: -1n,
  maxLoanToValueBps: -1n,
  minCoverageBps: 1n,
  utilisationBps: -1n,
  runningCostBps: 1n,
} as const;

/** The governor has set limits. */
async function limited() {
  const fixture = await drawLimits();
  await fixture.limiter.connect(fixture.governor).setLimits(SET);
  return fixture;
}

describe("DrawLimits.setLimits", () => {
  describe("when anyone but the governor calls", () => {
    it("reverts (42)", async () => {
      const { limiter, curator } = await drawLimits();

      await expect(limiter.connect(curator).setLimits(SET))
        .to.be.revertedWithCustomError(limiter, "AccessManagedUnauthorized")
        .withArgs(curator);
    });
  });

  describe("when one is out of range", () => {
    it("reverts with the most", async () => {
      const { limiter, governor } = await drawLimits();

      await expect(limiter.connect(governor).setLimits({ ...SET, regionBps: 10_001n }))
        .to.be.revertedWithCustomError(limiter, "DrawLimits_LimitOutOfRange")
        .withArgs(encodeBytes32String("regionBps"), 10_001n, 10_000n);
    });
  });

  it("sets them, stricter or looser, and tells old and new", async () => {
    const { limiter, governor } = await drawLimits();

    await expect(limiter.connect(governor).setLimits(SET))
      .to.emit(limiter, "LimitsChanged")
      .withArgs(Object.values(NO_LIMITS), Object.values(SET));
    expect(await limitsOf(limiter)).to.deep.equal(SET);
    await expect(limiter.connect(governor).setLimits(NO_LIMITS))
      .to.emit(limiter, "LimitsChanged")
      .withArgs(Object.values(SET), Object.values(NO_LIMITS));
    expect(await limitsOf(limiter)).to.deep.equal(NO_LIMITS);
  });
});

describe("DrawLimits.lowerLimits", () => {
  describe("when anyone but guardian and curator calls", () => {
    it("reverts (42)", async () => {
      const { limiter, governor } = await limited();

      await expect(limiter.connect(governor).lowerLimits(SET))
        .to.be.revertedWithCustomError(limiter, "AccessManagedUnauthorized")
        .withArgs(governor);
    });
  });

  for (const [field, step] of Object.entries(STRICTER) as [keyof Limits, bigint][]) {
    describe(`when ${field} is looser by one`, () => {
      it("reverts with what there is, however strict the others are", async () => {
        const { limiter, guardian } = await limited();
        const others = Object.fromEntries(
          (Object.entries(SET) as [keyof Limits, bigint][]).map(([name, value]) => [name, value + STRICTER[name]]),
        ) as Limits;

        await expect(limiter.connect(guardian).lowerLimits({ ...others, [field]: SET[field] - step }))
          .to.be.revertedWithCustomError(limiter, "DrawLimits_LimitNotStricter")
          .withArgs(encodeBytes32String(field), SET[field] - step, SET[field]);
      });
    });

    describe(`when ${field} is stricter by one`, () => {
      it("is in force at once, and the others stay", async () => {
        const { limiter, guardian } = await limited();
        const stricter = { ...SET, [field]: SET[field] + step };

        await expect(limiter.connect(guardian).lowerLimits(stricter))
          .to.emit(limiter, "LimitsChanged")
          .withArgs(Object.values(SET), Object.values(stricter));

        expect(await limitsOf(limiter)).to.deep.equal(stricter);
      });
    });
  }

  describe("when a coverage beyond all bounds is asked for", () => {
    it("reverts with the most", async () => {
      const { limiter, guardian } = await limited();

      await expect(limiter.connect(guardian).lowerLimits({ ...SET, minCoverageBps: 50_001n }))
        .to.be.revertedWithCustomError(limiter, "DrawLimits_LimitOutOfRange")
        .withArgs(encodeBytes32String("minCoverageBps"), 50_001n, 50_000n);
    });
  });
});
