import { expect } from "chai";
import { ZeroHash } from "ethers";
import { B200, H100, drawLimits } from "../support/drawLimitsFixture.ts";
import { usdc } from "../support/units.ts";

const MARK = usdc("25_000");

/** H100s are marked at 25,000. */
async function marked() {
  const fixture = await drawLimits();
  await fixture.limiter.connect(fixture.curator).setMark(H100, MARK);
  return fixture;
}

describe("DrawLimits.setMark", () => {
  describe("when anyone but the curator calls", () => {
    it("reverts (42)", async () => {
      const { limiter, guardian } = await drawLimits();

      await expect(limiter.connect(guardian).setMark(H100, MARK))
        .to.be.revertedWithCustomError(limiter, "AccessManagedUnauthorized")
        .withArgs(guardian);
    });
  });

  describe("when no model is named", () => {
    it("reverts", async () => {
      const { limiter, curator } = await drawLimits();

      await expect(limiter.connect(curator).setMark(ZeroHash, MARK))
        .to.be.revertedWithCustomError(limiter, "DrawLimits_UnknownModel")
        .withArgs(ZeroHash);
    });
  });

  for (const [what, mark] of [
    ["higher", MARK + 1n],
    ["lower", MARK - 1n],
    ["the largest there is", 2n ** 128n - 1n],
    ["none any more", 0n],
  ] as const) {
    it(`marks a model at another price: ${what}`, async () => {
      const { limiter, curator } = await marked();

      await expect(limiter.connect(curator).setMark(H100, mark))
        .to.emit(limiter, "MarkChanged")
        .withArgs(H100, MARK, mark);

      expect([await limiter.markOf(H100), await limiter.markOf(B200)]).to.deep.equal([mark, 0n]);
    });
  }
});

describe("DrawLimits.lowerMark", () => {
  describe("when anyone but the guardian calls", () => {
    it("reverts (42)", async () => {
      const { limiter, curator } = await marked();

      await expect(limiter.connect(curator).lowerMark(H100, MARK - 1n))
        .to.be.revertedWithCustomError(limiter, "AccessManagedUnauthorized")
        .withArgs(curator);
    });
  });

  for (const [what, mark] of [
    ["the same", MARK],
    ["a higher one", MARK + 1n],
    ["none, which would lift a limit", 0n],
  ] as const) {
    describe(`when it is ${what}`, () => {
      it("reverts with the one there is", async () => {
        const { limiter, guardian } = await marked();

        await expect(limiter.connect(guardian).lowerMark(H100, mark))
          .to.be.revertedWithCustomError(limiter, "DrawLimits_MarkNotLower")
          .withArgs(H100, mark, MARK);
      });
    });
  }

  describe("given a model without a mark", () => {
    it("reverts: the first one is the curator's", async () => {
      const { limiter, guardian } = await marked();

      await expect(limiter.connect(guardian).lowerMark(B200, 1n))
        .to.be.revertedWithCustomError(limiter, "DrawLimits_MarkNotLower")
        .withArgs(B200, 1n, 0n);
    });
  });

  for (const mark of [MARK - 1n, 1n]) {
    it(`lowers it at once, here to ${mark}`, async () => {
      const { limiter, guardian } = await marked();

      await expect(limiter.connect(guardian).lowerMark(H100, mark))
        .to.emit(limiter, "DrawMarkLowered")
        .withArgs(H100, MARK, mark);

      expect([await limiter.drawMarkOf(H100), await limiter.markOf(H100)]).to.deep.equal([mark, MARK]);
    });
  }

  it("lowers it again, and never back", async () => {
    const { limiter, guardian } = await marked();
    await limiter.connect(guardian).lowerMark(H100, MARK - 2n);

    await expect(limiter.connect(guardian).lowerMark(H100, MARK - 1n))
      .to.be.revertedWithCustomError(limiter, "DrawLimits_MarkNotLower")
      .withArgs(H100, MARK - 1n, MARK - 2n);
    await limiter.connect(guardian).lowerMark(H100, 1n);

    expect(await limiter.drawMarkOf(H100)).to.equal(1n);
  });

  it("lasts until the curator marks the model anew", async () => {
    const { limiter, curator, guardian } = await marked();
    await limiter.connect(guardian).lowerMark(H100, 1n);

    await limiter.connect(curator).setMark(H100, MARK);

    expect([await limiter.drawMarkOf(H100), await limiter.markOf(H100)]).to.deep.equal([MARK, MARK]);
  });
});
