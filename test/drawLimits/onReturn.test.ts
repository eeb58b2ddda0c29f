import { expect } from "chai";
import { clusterId, H100, idOf, ONE_X32, SCOPE, TEXAS, drawLimits } from "../support/drawLimitsFixture.ts";
import { usdc } from "../support/units.ts";

describe("DrawLimits.onReturn", () => {
  /** A cluster drawn for eight million. */
  async function drawn() {
    const fixture = await drawLimits();
    await fixture.draw(1n, usdc("8_000_000"));
    return fixture;
  }

  describe("when anyone but the origination calls", () => {
    it("reverts", async () => {
      const { limiter, curator } = await drawn();

      await expect(limiter.connect(curator).onReturn(1n, 1n, 1n))
        .to.be.revertedWithCustomError(limiter, "DrawLimits_NotOrigination")
        .withArgs(curator);
    });
  });

  describe("given the cluster counts for all that was drawn", () => {
    it("counts for as much less, in all four scopes", async () => {
      const { limiter, giveBack, operator } = await drawn();

      await expect(giveBack(1n, usdc("3_000_000")))
        .to.emit(limiter, "ExposureChanged")
        .withArgs(1n, usdc("8_000_000"), usdc("5_000_000"));

      const ids = [
        [SCOPE.Cluster, clusterId(1n)],
        [SCOPE.Operator, await idOf(operator)],
        [SCOPE.Model, H100],
        [SCOPE.Region, TEXAS],
      ] as const;
      for (const [scope, id] of ids) expect(await limiter.exposureOf(scope, id)).to.equal(usdc("5_000_000"));
    });

    it("counts for nothing once all has come back, and for all of what is drawn then", async () => {
      const { limiter, draw, giveBack } = await drawn();

      await giveBack(1n, usdc("8_000_000"));
      expect(await limiter.exposureOf(SCOPE.Cluster, clusterId(1n))).to.equal(0n);
      await draw(1n, usdc("1_000_000"));

      expect(await limiter.exposureOf(SCOPE.Cluster, clusterId(1n))).to.equal(usdc("1_000_000"));
      expect(await limiter.exposureOf(SCOPE.Model, H100)).to.equal(usdc("1_000_000"));
    });
  });

  describe("given a value that had been written down", () => {
    it("counts for what is left of it, never for less", async () => {
      const { limiter, say, giveBack } = await drawn();
      await say(1n, { valueX32: usdc("2_000_000") * ONE_X32 });
      await limiter.refresh(1n);

      await giveBack(1n, usdc("6_000_000"));

      expect(await limiter.exposureOf(SCOPE.Cluster, clusterId(1n))).to.equal(usdc("500_000"));
      expect(await limiter.exposureOf(SCOPE.Region, TEXAS)).to.equal(usdc("500_000"));
    });
  });
});
