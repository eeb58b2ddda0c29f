import { expect } from "chai";
import { network } from "hardhat";
import { deployStatement, STATUS } from "../support/statementFixture.ts";

const connection = await network.create();
const { networkHelpers } = connection;
const { time } = networkHelpers;

const fixture = async () => {
  const statement = await deployStatement(connection);
  const made = await statement.report();
  return { ...statement, made };
};
const given = () => networkHelpers.loadFixture(fixture);

const NOTHING = [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, `0x${"00".repeat(32)}`];

describe("RevenueOracle.take", () => {
  it("refuses anyone but the cluster's keeper", async () => {
    const { oracle, registry, stranger, holder } = await given();

    await expect(oracle.connect(stranger).take(1, 1))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotKeeper")
      .withArgs(1n, stranger.address);
    await registry.connect(holder).transferFrom(holder.address, stranger.address, 1);
    await expect(oracle.connect(stranger).take(1, 1))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotKeeper")
      .withArgs(1n, stranger.address);
  });

  it("refuses any period but the next unsettled one", async () => {
    const { oracle, holder, made, report } = await given();
    await report({ end: made.end + 3_600n });
    const refusal = (period: bigint, expected: bigint) =>
      expect(oracle.connect(holder).take(1, period))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_WrongPeriod")
        .withArgs(1n, period, expected);

    await refusal(0n, 1n);
    await refusal(2n, 1n);
    await time.increaseTo(made.finalAt);
    await oracle.connect(holder).take(1, 1);
    await refusal(1n, 2n);
  });

  describe("given the period is not final", () => {
    it("takes nothing and changes nothing: never reported, pending, void, missed", async () => {
      const { oracle, holder, guardian, made } = await given();
      const nothing = async (period: bigint) => {
        const { settled } = await oracle.progressOf(1);
        expect(await oracle.connect(holder).take.staticCall(1, period)).to.deep.equal([false, NOTHING]);
        await expect(oracle.connect(holder).take(1, period)).not.to.emit(oracle, "ReportSettled");
        expect((await oracle.progressOf(1)).settled).to.equal(settled);
      };

      await nothing(1n);
      await nothing(2n);
      await nothing(2n ** 32n - 1n);
      const snapshot = await networkHelpers.takeSnapshot();
      await oracle.connect(guardian).veto(1, 1);
      await nothing(1n);
      await snapshot.restore();
      await time.increaseTo(made.finalAt);
      await oracle.connect(holder).take(1, 1);
      await nothing(2n);
    });
  });

  describe("given the window's end", () => {
    it("takes nothing in the second before, and takes the report in that second (37)", async () => {
      const { oracle, holder, made } = await given();

      await time.setNextBlockTimestamp(made.finalAt - 1n);
      await expect(oracle.connect(holder).take(1, 1)).not.to.emit(oracle, "ReportSettled");
      await time.setNextBlockTimestamp(made.finalAt);
      await expect(oracle.connect(holder).take(1, 1)).to.emit(oracle, "ReportSettled").withArgs(1n, 1n);
    });
  });

  describe("when the period is final", () => {
    it("hands over the report and settles it for ever", async () => {
      const { oracle, holder, guardian, made } = await given();
      await time.increaseTo(made.finalAt);
      const kept = await oracle.reportOf(1, 1);

      const { taken, record } = await oracle.connect(holder).take.staticCall(1, 1);
      await oracle.connect(holder).take(1, 1);

      expect(taken).to.equal(true);
      expect([record.status, ...record.slice(1)]).to.deep.equal([STATUS.Settled, ...kept.slice(1)]);
      expect(await oracle.progressOf(1)).to.deep.equal([1n, 1n]);
      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Settled);
      await expect(oracle.connect(guardian).veto(1, 1)).to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen");
    });

    it("is latched by it as the price that later ones are compared with", async () => {
      const { oracle, holder, made, report } = await given();
      await time.increaseTo(made.finalAt);
      await oracle.connect(holder).take(1, 1);

      const next = await report({ gross: made.gross * 2n });

      expect(next.finalAt - next.submittedAt).to.equal(2n * 86_400n);
    });
  });

  describe("given an earlier report stood vetoed and was replaced", () => {
    it("tells the moment the later one really became final", async () => {
      const { oracle, holder, guardian, report } = await networkHelpers.loadFixture(plain);
      const { start } = await oracle.nextReport(1);
      const first = await report({ end: start + 3_600n });
      const second = await report({ end: first.end + 3_600n });
      await oracle.connect(guardian).veto(1, 1);
      const replacement = await report({ end: first.end });
      await time.increaseTo(replacement.finalAt);

      await oracle.connect(holder).take(1, 1);
      const { record } = await oracle.connect(holder).take.staticCall(1, 2);

      await expect(oracle.connect(holder).take(1, 2))
        .to.emit(oracle, "FinalityMoved")
        .withArgs(1n, 2n, second.finalAt, replacement.finalAt);
      expect(record.finalAt).to.equal(replacement.finalAt);
      expect((await oracle.reportOf(1, 2)).finalAt).to.equal(replacement.finalAt);
    });
  });
});

const plain = () => deployStatement(connection);
