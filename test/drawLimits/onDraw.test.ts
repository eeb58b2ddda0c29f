import { expect } from "chai";
import {
  B200,
  clusterId,
  ethers,
  ONE_X32,
  H100,
  idOf,
  LOAN,
  NAV,
  OREGON,
  SCOPE,
  TEXAS,
  drawLimits,
} from "../support/drawLimitsFixture.ts";
import { DAY, usdc } from "../support/units.ts";

describe("DrawLimits.onDraw", () => {
  describe("when anyone but the origination calls", () => {
    it("reverts", async () => {
      const { limiter, curator } = await drawLimits();

      await expect(limiter.connect(curator).onDraw(1n, 1n, 1n, NAV))
        .to.be.revertedWithCustomError(limiter, "DrawLimits_NotOrigination")
        .withArgs(curator);
    });
  });

  describe("given no source of the vault finances the cluster", () => {
    it("reverts, whoever calls", async () => {
      const { financier, limiter, draw, other } = await drawLimits();

      for (const manager of [ethers.ZeroAddress, other.address]) {
        await financier.handOver(manager);
        await expect(draw(1n, 1n)).to.be.revertedWithCustomError(limiter, "DrawLimits_NotFinanced").withArgs(1n);
        await expect(limiter.coverageOf(1n))
          .to.be.revertedWithCustomError(limiter, "DrawLimits_NotFinanced")
          .withArgs(1n);
      }
    });
  });

  describe("given a limit of 40 % of NAV for a cluster", () => {
    it("lets 40 % through, and not a unit more", async () => {
      const { limiter, draw, limit } = await drawLimits();
      await limit({ clusterBps: 4_000n });

      await draw(1n, usdc("4_000_000"));

      await expect(draw(1n, 1n))
        .to.be.revertedWithCustomError(limiter, "DrawLimits_AboveLimit")
        .withArgs(SCOPE.Cluster, clusterId(1n), usdc("4_000_000.000001"), usdc("4_000_000"));
    });

    it("rounds the limit down", async () => {
      const { financier, limiter, draw, limit } = await drawLimits();
      await limit({ clusterBps: 4_000n });
      await financier.setNav(NAV + 4n);

      await expect(draw(1n, usdc("4_000_000.000002")))
        .to.be.revertedWithCustomError(limiter, "DrawLimits_AboveLimit")
        .withArgs(SCOPE.Cluster, clusterId(1n), usdc("4_000_000.000002"), usdc("4_000_000.000001"));
      await draw(1n, usdc("4_000_000.000001"));
    });

    it("counts what depreciation has left, rounded up, not what was drawn", async () => {
      const { limiter, draw, limit, say } = await drawLimits();
      await limit({ clusterBps: 4_000n });
      await draw(1n, usdc("4_000_000"));
      await say(1n, { valueX32: usdc("3_000_000") * ONE_X32 - ONE_X32 + 1n });

      await draw(1n, usdc("1_000_000"));

      expect(await limiter.exposureOf(SCOPE.Cluster, clusterId(1n))).to.equal(usdc("4_000_000"));
      await expect(draw(1n, 1n))
        .to.be.revertedWithCustomError(limiter, "DrawLimits_AboveLimit")
        .withArgs(SCOPE.Cluster, clusterId(1n), usdc("4_000_000.000001"), usdc("4_000_000"));
    });

    it("counts each cluster by itself", async () => {
      const { draw, limit, say } = await drawLimits();
      await limit({ clusterBps: 4_000n });
      await say(2n, {});

      await draw(1n, usdc("4_000_000"));
      await draw(2n, usdc("4_000_000"));
    });
  });

  const scopes = [
    ["operatorBps", SCOPE.Operator, { model: B200, region: OREGON }],
    ["modelBps", SCOPE.Model, { region: OREGON }],
    ["regionBps", SCOPE.Region, { model: B200 }],
  ] as const;
  for (const [field, scope, different] of scopes) {
    describe(`given a limit of 50 % of NAV by ${field}`, () => {
      async function shared() {
        const fixture = await drawLimits();
        const { limit, say, operator, other } = fixture;
        await limit({ [field]: 5_000n });
        await say(2n, { ...different, operator: field === "operatorBps" ? operator : other });
        // Shares nothing with cluster 1.
        await say(3n, { model: B200, region: OREGON, operator: other });
        const id = { operatorBps: await idOf(operator), modelBps: H100, regionBps: TEXAS }[field];
        return { ...fixture, id };
      }

      it("adds up clusters that share it: 50 % through, and not a unit more", async () => {
        const { limiter, draw, id } = await shared();
        await draw(1n, usdc("3_000_000"));
        await draw(2n, usdc("2_000_000"));

        for (const cluster of [1n, 2n]) {
          await expect(draw(cluster, 1n))
            .to.be.revertedWithCustomError(limiter, "DrawLimits_AboveLimit")
            .withArgs(scope, id, usdc("5_000_000.000001"), usdc("5_000_000"));
        }
        expect(await limiter.exposureOf(scope, id)).to.equal(usdc("5_000_000"));
      });

      it("leaves others alone", async () => {
        const { limiter, draw, id } = await shared();
        await draw(1n, usdc("5_000_000"));

        await draw(3n, usdc("5_000_000"));

        expect(await limiter.exposureOf(scope, id)).to.equal(usdc("5_000_000"));
      });

      it("has room again once another cluster's depreciation is looked at", async () => {
        const { limiter, draw, say, id } = await shared();
        await draw(1n, usdc("3_000_000"));
        await draw(2n, usdc("2_000_000"));
        await say(1n, { valueX32: usdc("2_999_999") * ONE_X32 });
        await expect(draw(2n, usdc("1"))).to.be.revertedWithCustomError(limiter, "DrawLimits_AboveLimit");

        await limiter.refresh(1n);
        await draw(2n, usdc("1"));

        expect(await limiter.exposureOf(scope, id)).to.equal(usdc("5_000_000"));
      });
    });
  }

  describe("given limits of 100 %", () => {
    it("limits nothing, whatever the NAV", async () => {
      const { financier, limiter, draw } = await drawLimits();
      await financier.setNav(1n);

      await draw(1n, usdc("8_000_000"));

      expect(await limiter.exposureOf(SCOPE.Cluster, clusterId(1n))).to.equal(usdc("8_000_000"));
    });
  });

  describe("given a limit of zero", () => {
    it("lets nothing through", async () => {
      const { limiter, draw, limit } = await drawLimits();
      await limit({ regionBps: 0n });

      await expect(draw(1n, 1n))
        .to.be.revertedWithCustomError(limiter, "DrawLimits_AboveLimit")
        .withArgs(SCOPE.Region, TEXAS, 1n, 0n);
    });
  });

  describe("given H100s marked at 25,000 and a loan-to-value of 80 %", () => {
    const most = usdc("5_120_000"); // 256 · 25,000 · 80 %
    async function marked() {
      const fixture = await drawLimits();
      await fixture.limit({ maxLoanToValueBps: 8_000n });
      await fixture.limiter.connect(fixture.curator).setMark(H100, usdc("25_000"));
      return fixture;
    }

    it("lets 80 % through, and not a unit more", async () => {
      const { limiter, draw } = await marked();
      await draw(1n, most);

      await expect(draw(1n, 1n))
        .to.be.revertedWithCustomError(limiter, "DrawLimits_AboveLoanToValue")
        .withArgs(1n, most + 1n, most);
    });

    it("judges what was drawn in all, whatever has been repaid of it", async () => {
      const { limiter, draw, say } = await marked();
      await draw(1n, most);
      await say(1n, { valueX32: 0n });

      await expect(draw(1n, 1n))
        .to.be.revertedWithCustomError(limiter, "DrawLimits_AboveLoanToValue")
        .withArgs(1n, most + 1n, most);
    });

    it("leaves models without a mark alone", async () => {
      const { draw, say } = await marked();
      await say(1n, { model: B200 });

      await draw(1n, most + 1n);
    });

    it("does not look at 100 %", async () => {
      const { draw, limit } = await marked();
      await limit({});

      await draw(1n, usdc("10_000_000"));
    });
  });

  describe("given a coverage of 115 % at 60 % of the hours and 25 % running costs", () => {
    const least = 11_500n;
    /** The payment that 82,944 a month cover by exactly 115 %. */
    const payment = (usdc("82_944") * 10_000n) / least;
    async function covered() {
      const fixture = await drawLimits();
      await fixture.limit({ minCoverageBps: least });
      return fixture;
    }

    it("lets a loan through that is covered so, and none whose payment is a unit higher", async () => {
      const { limiter, draw, say } = await covered();
      await say(1n, { ...LOAN, payment });
      await draw(1n, 1n);
      expect(await limiter.coverageOf(1n)).to.equal(least);

      await say(1n, { ...LOAN, payment: payment + 1n });
      await expect(draw(1n, 1n))
        .to.be.revertedWithCustomError(limiter, "DrawLimits_CoverageTooLow")
        .withArgs(1n, least - 1n, least);
    });

    it("asks nothing of a revenue share, which owes nothing", async () => {
      const { limiter, draw } = await covered();

      await draw(1n, 1n);

      expect(await limiter.coverageOf(1n)).to.equal(0n);
    });

    it("takes the plausible least where no price was closed at", async () => {
      const { financier, limiter, draw, say } = await covered();
      await financier.setMinPrice(usdc("0.50"));
      await say(1n, { ...LOAN, priceLow: 0n });

      await expect(draw(1n, 1n))
        .to.be.revertedWithCustomError(limiter, "DrawLimits_CoverageTooLow")
        .withArgs(1n, 5_000n, least);
    });

    it("goes by the GPUs, the length of a period, utilisation and running costs", async () => {
      const { limiter, say, limit } = await covered();
      await say(1n, { ...LOAN, gpuCount: 128n });
      expect(await limiter.coverageOf(1n)).to.equal(5_000n);
      await say(1n, { ...LOAN, period: 15n * DAY });
      expect(await limiter.coverageOf(1n)).to.equal(5_000n);
      await say(1n, LOAN);
      await limit({ utilisationBps: 3_000n });
      expect(await limiter.coverageOf(1n)).to.equal(5_000n);
      await limit({ runningCostBps: 10_000n });
      expect(await limiter.coverageOf(1n)).to.equal(0n);
    });
  });

  describe("when everything is within its limits", () => {
    it("counts the draw in all four scopes, and tells it", async () => {
      const { financier, limiter, draw, operator } = await drawLimits();
      await draw(1n, 5n);

      await expect(draw(1n, 7n)).to.emit(limiter, "ExposureChanged").withArgs(1n, 5n, 12n);

      const ids = [
        [SCOPE.Cluster, clusterId(1n)],
        [SCOPE.Operator, await idOf(operator)],
        [SCOPE.Model, H100],
        [SCOPE.Region, TEXAS],
      ] as const;
      for (const [scope, id] of ids) expect(await limiter.exposureOf(scope, id)).to.equal(12n);
      expect(await limiter.vault()).to.equal(financier);
    });
  });
});
