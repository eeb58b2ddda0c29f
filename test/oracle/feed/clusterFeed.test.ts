import { expect } from "chai";
import { submitReport, withNothingSold } from "../../support/reports.ts";
import { DAY, ethers, networkHelpers, plainStatement, usdc } from "../../support/statementFixture.ts";

const { time } = networkHelpers;

const PRICE = 0;
const UTILISATION = 1;
const MAX_AGE = 3n * DAY;

/** The four faces of cluster 1. */
const fixture = async () => {
  const statement = await plainStatement();
  const face = (metric: number, strict: boolean, maxAge = strict ? MAX_AGE : 0n) =>
    ethers.deployContract("ClusterFeed", [statement.oracle, 1n, metric, strict, maxAge]);
  return {
    ...statement,
    face,
    price: await face(PRICE, false),
    strictPrice: await face(PRICE, true),
    utilisation: await face(UTILISATION, false),
    strictUtilisation: await face(UTILISATION, true),
  };
};
const given = () => networkHelpers.loadFixture(fixture);

describe("ClusterFeed", () => {
  it("introduces itself", async () => {
    const { oracle, price, strictPrice, utilisation } = await given();

    expect(await price.decimals()).to.equal(8n);
    expect(await price.version()).to.equal(1n);
    expect(await price.description()).to.equal("Cluster 1: rent per GPU-hour sold");
    expect(await utilisation.description()).to.equal("Cluster 1: share of GPU-hours sold");
    expect(await price.oracle()).to.equal(await oracle.getAddress());
    expect(await price.cluster()).to.equal(1n);
    expect([await price.metric(), await utilisation.metric()]).to.deep.equal([0n, 1n]);
    expect([await price.strict(), await strictPrice.strict()]).to.deep.equal([false, true]);
    expect([await price.maxAge(), await strictPrice.maxAge()]).to.deep.equal([0n, MAX_AGE]);
  });

  it("refuses to be strict without a greatest age", async () => {
    const { face, price } = await given();

    await expect(face(PRICE, true, 0n)).to.be.revertedWithCustomError(price, "ClusterFeed_NoMaxAge");
  });

  describe("given a final report", () => {
    it("tells price and utilisation with 8 decimals, the period and the second of submission", async () => {
      const { price, strictPrice, utilisation, strictUtilisation, reportFinal } = await given();
      const { start, submittedAt } = await reportFinal();

      for (const face of [price, strictPrice]) {
        expect(await face.latestRoundData()).to.deep.equal([1n, 225_000_000n, start, submittedAt, 1n]);
      }
      for (const face of [utilisation, strictUtilisation]) {
        expect(await face.latestRoundData()).to.deep.equal([1n, 80_000_000n, start, submittedAt, 1n]);
      }
    });

    it("rounds down", async () => {
      const { price, utilisation, reportFinal } = await given();
      const made = await reportFinal({ gpuSecondsSold: 7n, gross: 9_999n });

      expect((await price.latestRoundData()).answer).to.equal((9_999n * 3_600n * 10n ** 8n) / (7n * 10n ** 6n));
      expect((await utilisation.latestRoundData()).answer).to.equal((7n * 10n ** 8n) / made.gpuSecondsAvailable);
    });

    it("keeps showing it while the next one is pending", async () => {
      const { strictPrice, reportFinal, report } = await given();
      await reportFinal();
      await report({ gross: usdc(12_000) });

      expect((await strictPrice.latestRoundData()).id).to.equal(1n);
    });
  });

  describe("given there is no final report (40)", () => {
    it("is strict: reverts", async () => {
      const { strictPrice, strictUtilisation, report } = await given();
      await report();

      for (const face of [strictPrice, strictUtilisation]) {
        await expect(face.latestRoundData())
          .to.be.revertedWithCustomError(face, "ClusterFeed_NoFinalReport")
          .withArgs(1n);
      }
    });

    it("is plain: shows no round, updated never", async () => {
      const { price } = await given();

      expect(await price.latestRoundData()).to.deep.equal([0n, 0n, 0n, 0n, 0n]);
    });
  });

  describe("given the newest final report is old (40)", () => {
    it("is strict: answers in the last second of its age and reverts in the next", async () => {
      const { strictPrice, reportFinal } = await given();
      const { submittedAt } = await reportFinal();

      await time.increaseTo(submittedAt + MAX_AGE);
      expect((await strictPrice.latestRoundData()).updatedAt).to.equal(submittedAt);
      await time.increaseTo(submittedAt + MAX_AGE + 1n);
      await expect(strictPrice.latestRoundData())
        .to.be.revertedWithCustomError(strictPrice, "ClusterFeed_TooOld")
        .withArgs(1n, 1n, MAX_AGE + 1n, MAX_AGE);
    });

    it("is plain: shows its age", async () => {
      const { price, reportFinal } = await given();
      const { submittedAt } = await reportFinal();
      await time.increase(1_000n * DAY);

      expect((await price.latestRoundData()).updatedAt).to.equal(submittedAt);
    });
  });

  describe("given a report of the cluster stands challenged (40)", () => {
    const challenged = async () => {
      const statement = await given();
      const { contradictions, oracle, guardian, reportFinal, report, sign, reporters } = statement;
      const first = await reportFinal();
      const second = await report();
      const lie = { ...second, gross: second.gross - 1n };
      const { signers, signatures } = await sign(lie, reporters.slice(1));
      await contradictions.contradict(second, lie, [], signers, signatures);
      return { ...statement, first, veto: () => oracle.connect(guardian).veto(1, 2) };
    };

    it("is strict: reverts until it is resolved", async () => {
      const { strictPrice, veto } = await challenged();

      await expect(strictPrice.latestRoundData())
        .to.be.revertedWithCustomError(strictPrice, "ClusterFeed_Challenged")
        .withArgs(1n, 1n);
      await veto();

      expect((await strictPrice.latestRoundData()).id).to.equal(1n);
    });

    it("is plain: shows the final one before it", async () => {
      const { price, first } = await challenged();

      expect((await price.latestRoundData()).updatedAt).to.equal(first.submittedAt);
    });
  });

  describe("given the period sold nothing", () => {
    const idle = async (offered: boolean) => {
      const statement = await given();
      const { oracle, nextReport, reporters } = statement;
      const report = withNothingSold(await nextReport());
      await submitReport(oracle, offered ? report : { ...report, gpuSecondsAvailable: 0n }, reporters);
      await time.increaseTo((await oracle.reportOf(1, 1)).finalAt);
      return statement;
    };

    it("has no price: the strict face reverts, the plain one shows 0", async () => {
      const { price, strictPrice } = await idle(true);

      await expect(strictPrice.latestRoundData())
        .to.be.revertedWithCustomError(strictPrice, "ClusterFeed_NothingSold")
        .withArgs(1n, 1n);
      await expect(strictPrice.getRoundData(1)).to.be.revertedWithCustomError(strictPrice, "ClusterFeed_NothingSold");
      expect((await price.latestRoundData()).answer).to.equal(0n);
    });

    it("has a utilisation of 0, on both faces", async () => {
      const { utilisation, strictUtilisation } = await idle(true);

      expect((await utilisation.latestRoundData()).answer).to.equal(0n);
      expect((await strictUtilisation.latestRoundData()).answer).to.equal(0n);
    });

    it("has none when nothing was on offer: the strict face reverts, the plain one shows 0", async () => {
      const { utilisation, strictUtilisation } = await idle(false);

      await expect(strictUtilisation.latestRoundData())
        .to.be.revertedWithCustomError(strictUtilisation, "ClusterFeed_NothingAvailable")
        .withArgs(1n, 1n);
      expect((await utilisation.latestRoundData()).answer).to.equal(0n);
    });
  });

  describe("when a round is asked for", () => {
    it("answers for final periods, latched or not, old or not", async () => {
      const { price, strictPrice, reportFinal } = await given();
      const first = await reportFinal();
      const second = await reportFinal({ gross: first.gross * 2n });
      await time.increase(100n * DAY);

      for (const face of [price, strictPrice]) {
        expect(await face.getRoundData(1)).to.deep.equal([1n, 225_000_000n, first.start, first.submittedAt, 1n]);
        expect(await face.getRoundData(2)).to.deep.equal([2n, 450_000_000n, second.start, second.submittedAt, 2n]);
      }
    });

    it("refuses periods that are pending, void or never were", async () => {
      const { oracle, guardian, price, strictPrice, report } = await given();
      await report();
      const refusal = async (round: bigint) => {
        for (const face of [price, strictPrice]) {
          await expect(face.getRoundData(round))
            .to.be.revertedWithCustomError(face, "ClusterFeed_NoSuchRound")
            .withArgs(1n, round);
        }
      };

      for (const round of [0n, 1n, 2n, 2n ** 32n, 2n ** 32n + 1n, 2n ** 80n - 1n]) await refusal(round);
      await oracle.connect(guardian).veto(1, 1);
      await refusal(1n);
    });
  });
});
