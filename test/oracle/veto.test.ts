import { expect } from "chai";
import { DAY, networkHelpers, plainStatement, REPORT_DEADLINE, STATUS } from "../support/statementFixture.ts";

const { time } = networkHelpers;

const fixture = async () => {
  const statement = await plainStatement();
  const made = await statement.report();
  return { ...statement, made };
};
const given = () => networkHelpers.loadFixture(fixture);

describe("RevenueOracle.veto", () => {
  it("refuses what is not open: never reported, missed, void, final", async () => {
    const { oracle, guardian, made } = await given();
    const refusal = (period: bigint, status: bigint) =>
      expect(oracle.connect(guardian).veto(1, period))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen")
        .withArgs(1n, period, status);

    await refusal(0n, STATUS.None);
    await refusal(2n, STATUS.None);
    const snapshot = await networkHelpers.takeSnapshot();
    await oracle.connect(guardian).veto(1, 1);
    await refusal(1n, STATUS.Void);
    await snapshot.restore();
    await time.increaseTo(made.finalAt);
    await refusal(1n, STATUS.Final);
    await time.increaseTo(made.end + DAY + REPORT_DEADLINE + 1n);
    await oracle.markMissed(1);
    await refusal(2n, STATUS.Missed);
  });

  it("is heard in the window's last second and refused in the next (37)", async () => {
    const { oracle, guardian, made } = await given();
    const snapshot = await networkHelpers.takeSnapshot();

    await time.setNextBlockTimestamp(made.finalAt);
    await expect(oracle.connect(guardian).veto(1, 1))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen")
      .withArgs(1n, 1n, STATUS.Final);
    await snapshot.restore();
    await time.setNextBlockTimestamp(made.finalAt - 1n);
    await oracle.connect(guardian).veto(1, 1);

    expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Void);
  });

  describe("when the report is pending", () => {
    it("voids it; the period awaits its next revision", async () => {
      const { oracle, guardian, made } = await given();

      await expect(oracle.connect(guardian).veto(1, 1)).to.emit(oracle, "ReportVetoed").withArgs(1n, 1n, 0n);

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Void);
      const next = await oracle.nextReport(1);
      expect([next.period, next.revision, next.start]).to.deep.equal([1n, 1n, made.start]);
      await time.increaseTo(made.finalAt + DAY);
      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Void);
    });
  });

  describe("when the report stands challenged", () => {
    it("voids it, and nothing stands challenged any more", async () => {
      const { contradictions, oracle, guardian, made, sign, reporters } = await given();
      const lie = { ...made, gross: made.gross - 1n };
      const { signers, signatures } = await sign(lie, reporters.slice(1));
      await contradictions.contradict(made, lie, [], signers, signatures);
      await time.increaseTo(made.finalAt + 30n * DAY); // long after its window

      await oracle.connect(guardian).veto(1, 1);

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Void);
      expect(await oracle.finalityOf(1)).to.deep.equal([0n, 0n]);
    });
  });

  describe("given the window has passed but an earlier period is not final", () => {
    it("is refused: what holds a report up gives nobody more time to doubt it (59)", async () => {
      const { oracle, guardian, report } = await plainStatement();
      const { start } = await oracle.nextReport(1);
      const first = await report({ end: start + 3_600n });
      const second = await report({ end: first.end + 3_600n });
      await oracle.connect(guardian).veto(1, 1);
      const replacement = await report({ end: first.end });
      const snapshot = await networkHelpers.takeSnapshot();

      await time.setNextBlockTimestamp(second.finalAt);
      await expect(oracle.connect(guardian).veto(1, 2))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_WindowOver")
        .withArgs(1n, 2n, second.finalAt);
      expect((await oracle.reportOf(1, 2)).finalAt).to.equal(replacement.finalAt);
      await snapshot.restore();
      await time.setNextBlockTimestamp(second.finalAt - 1n);
      await oracle.connect(guardian).veto(1, 2);

      expect(await oracle.statusOf(1, 2)).to.equal(STATUS.Void);
    });
  });

  describe("given it has vetoed the period before", () => {
    it("reverts with how often it was", async () => {
      const { oracle, clock, guardian, report } = await given();
      await oracle.connect(guardian).veto(1, 1);
      await report();

      await expect(oracle.connect(guardian).veto(1, 1))
        .to.be.revertedWithCustomError(clock, "ReportClock_WrongVeto")
        .withArgs(1n, 1n, 1n);
    });
  });
});

describe("RevenueOracle.vetoAgain", () => {
  it("refuses the arbiter before the guardian's veto", async () => {
    const { oracle, clock, arbiter } = await given();

    await expect(oracle.connect(arbiter).vetoAgain(1, 1))
      .to.be.revertedWithCustomError(clock, "ReportClock_WrongVeto")
      .withArgs(1n, 1n, 0n);
  });

  it("voids the revision after it, and no third one", async () => {
    const { oracle, clock, guardian, arbiter, report } = await given();
    await oracle.connect(guardian).veto(1, 1);
    await report();

    await expect(oracle.connect(arbiter).vetoAgain(1, 1)).to.emit(oracle, "ReportVetoed").withArgs(1n, 1n, 1n);

    expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Void);
    await report();
    await expect(oracle.connect(arbiter).vetoAgain(1, 1))
      .to.be.revertedWithCustomError(clock, "ReportClock_WrongVeto")
      .withArgs(1n, 1n, 2n);
  });
});
