import { expect } from "chai";
import {
  B200,
  clusterId,
  ethers,
  ONE_X32,
  H100,
  idOf,
  OREGON,
  SCOPE,
  TEXAS,
  drawLimits,
} from "../support/drawLimitsFixture.ts";
import { usdc } from "../support/units.ts";

describe("DrawLimits.refresh", () => {
  /** Two clusters of one operator, drawn for eight and one million. */
  async function drawn() {
    const fixture = await drawLimits();
    await fixture.say(2n, { model: B200, region: OREGON });
    await fixture.draw(1n, usdc("8_000_000"));
    await fixture.draw(2n, usdc("1_000_000"));
    return fixture;
  }

  describe("when nobody knows the cluster", () => {
    it("reverts", async () => {
      const { financier, limiter } = await drawn();
      const registry = await ethers.getContractAt("ClusterRegistry", financier);

      await expect(limiter.refresh(3n))
        .to.be.revertedWithCustomError(registry, "ClusterRegistry_UnknownCluster")
        .withArgs(3n);
    });
  });

  describe("given no source of the vault finances the cluster", () => {
    it("reverts: what it counts for stays", async () => {
      const { financier, limiter, say, other } = await drawn();
      await say(1n, { valueX32: 0n });

      for (const manager of [ethers.ZeroAddress, other.address]) {
        await financier.handOver(manager);
        for (const call of [() => limiter.refresh(1n), () => limiter.exposureOf(SCOPE.Cluster, clusterId(1n))]) {
          await expect(call()).to.be.revertedWithCustomError(limiter, "DrawLimits_NotFinanced").withArgs(1n);
        }
      }
      expect(await limiter.exposureOf(SCOPE.Model, H100)).to.equal(usdc("8_000_000"));
    });
  });

  describe("given a value that has fallen", () => {
    it("lowers what it counts for, rounded up, in all four scopes, whoever asks", async () => {
      const { limiter, say, stranger, operator } = await drawn();
      await say(1n, { valueX32: usdc("6_000_000") * ONE_X32 - ONE_X32 + 1n });

      expect(await limiter.refresh.staticCall(1n)).to.equal(usdc("6_000_000"));
      await expect(limiter.connect(stranger).refresh(1n))
        .to.emit(limiter, "ExposureChanged")
        .withArgs(1n, usdc("8_000_000"), usdc("6_000_000"));

      expect(await limiter.exposureOf(SCOPE.Cluster, clusterId(1n))).to.equal(usdc("6_000_000"));
      expect(await limiter.exposureOf(SCOPE.Model, H100)).to.equal(usdc("6_000_000"));
      expect(await limiter.exposureOf(SCOPE.Region, TEXAS)).to.equal(usdc("6_000_000"));
      expect(await limiter.exposureOf(SCOPE.Operator, await idOf(operator))).to.equal(usdc("7_000_000"));
      expect(await limiter.exposureOf(SCOPE.Cluster, clusterId(2n))).to.equal(usdc("1_000_000"));
    });

    it("lowers it to nothing in the end", async () => {
      const { limiter, say, operator } = await drawn();
      await say(1n, { valueX32: 0n });

      await limiter.refresh(1n);

      expect(await limiter.exposureOf(SCOPE.Cluster, clusterId(1n))).to.equal(0n);
      expect(await limiter.exposureOf(SCOPE.Operator, await idOf(operator))).to.equal(usdc("1_000_000"));
    });
  });

  describe("given a value that is the same, or higher than what was drawn here", () => {
    for (const value of [usdc("8_000_000"), usdc("9_000_000")]) {
      it(`leaves it at what was drawn, with a value of ${value}`, async () => {
        const { limiter, say } = await drawn();
        await say(1n, { valueX32: value * ONE_X32 });

        await expect(limiter.refresh(1n)).not.to.emit(limiter, "ExposureChanged");

        expect(await limiter.exposureOf(SCOPE.Cluster, clusterId(1n))).to.equal(usdc("8_000_000"));
      });
    }
  });
});
