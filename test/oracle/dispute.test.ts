import { expect } from "chai";
import { DAY, ethers, networkHelpers, plainStatement, STATUS } from "../support/statementFixture.ts";

const { time } = networkHelpers;
/** Until a dispute is decided at the latest. */
const WEEK = 7n * DAY;

/** Period 1 is pending; `judge` acts as the contract that holds the role of disputes. */
const fixture = async () => {
  const statement = await plainStatement();
  const made = await statement.report();
  const address = await statement.disputes.getAddress();
  await networkHelpers.impersonateAccount(address);
  await networkHelpers.setBalance(address, 10n ** 18n);
  return { ...statement, made, judge: await ethers.getSigner(address) };
};
const given = () => networkHelpers.loadFixture(fixture);

const disputed = async () => {
  const statement = await given();
  await statement.oracle.connect(statement.judge).dispute(1, 1, WEEK);
  return statement;
};

describe("RevenueOracle.dispute", () => {
  it("refuses what is not pending: never reported, void, disputed, final", async () => {
    const { oracle, guardian, judge, made } = await given();
    const refusal = (period: bigint, status: bigint) =>
      expect(oracle.connect(judge).dispute(1, period, WEEK))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen")
        .withArgs(1n, period, status);
    const snapshot = await networkHelpers.takeSnapshot();

    await refusal(2n, STATUS.None);
    await oracle.connect(judge).dispute(1, 1, WEEK);
    await refusal(1n, STATUS.Disputed);
    await oracle.connect(guardian).veto(1, 1);
    await refusal(1n, STATUS.Void);
    await snapshot.restore();
    await time.increaseTo(made.finalAt);
    await refusal(1n, STATUS.Final);
  });

  it("refuses what a second quorum challenges already", async () => {
    const { contradictions, oracle, judge, made, sign, reporters } = await given();
    const lie = { ...made, gross: made.gross - 1n };
    const { signers, signatures } = await sign(lie, reporters.slice(1));
    await contradictions.contradict(made, lie, [], signers, signatures);

    await expect(oracle.connect(judge).dispute(1, 1, WEEK))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen")
      .withArgs(1n, 1n, STATUS.Challenged);
  });

  it("is heard in the window's last second and refused in the next (37)", async () => {
    const { oracle, judge, made } = await given();
    const snapshot = await networkHelpers.takeSnapshot();

    await time.setNextBlockTimestamp(made.finalAt);
    await expect(oracle.connect(judge).dispute(1, 1, WEEK))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen")
      .withArgs(1n, 1n, STATUS.Final);
    await snapshot.restore();
    await time.setNextBlockTimestamp(made.finalAt - 1n);
    await oracle.connect(judge).dispute(1, 1, WEEK);

    expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Disputed);
  });

  describe("when the report is pending", () => {
    it("stands disputed, and counts among the challenged", async () => {
      const { oracle, judge, made } = await given();

      await expect(oracle.connect(judge).dispute(1, 1, WEEK))
        .to.emit(oracle, "ReportDisputed")
        .withArgs(1n, 1n, 0n);

      const { status, finalAt } = await oracle.reportOf(1, 1);
      expect([status, finalAt]).to.deep.equal([STATUS.Disputed, made.finalAt]);
      expect(await oracle.finalityOf(1)).to.deep.equal([0n, 1n]);
    });
  });

  describe("given a disputed report", () => {
    it("never becomes final, nor does what comes after it", async () => {
      const { oracle, report } = await disputed();
      const second = await report();
      await time.increaseTo(second.finalAt + 100n * DAY);

      expect([await oracle.statusOf(1, 1), await oracle.statusOf(1, 2)]).to.deep.equal([
        STATUS.Disputed,
        STATUS.Pending,
      ]);
      expect(await oracle.finalize.staticCall(1)).to.equal(0n);
      expect((await oracle.finalReport(1, 1)).isFinal).to.equal(false);
    });

    it("can't be contradicted by a second quorum, nor replaced", async () => {
      const { contradictions, oracle, made, sign, reporters } = await disputed();
      const lie = { ...made, gross: made.gross - 1n };
      const other = await sign(lie, reporters.slice(1));

      await expect(contradictions.contradict(made, lie, [], other.signers, other.signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen")
        .withArgs(1n, 1n, STATUS.Disputed);
      const next = { ...lie, revision: 1n };
      const { signers, signatures } = await sign(next);
      await expect(oracle.submit(next, signers, signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_AlreadyReported")
        .withArgs(1n, 1n);
    });

    it("can't be upheld by the governor", async () => {
      const { oracle, governor, act } = await disputed();

      await expect(act(governor, oracle, "uphold", [1, 1]))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotChallenged")
        .withArgs(1n, 1n, STATUS.Disputed);
    });

    it("can't be vetoed once its own window is over: the arbiter decides", async () => {
      const { oracle, guardian, made } = await disputed();
      await time.setNextBlockTimestamp(made.finalAt);

      await expect(oracle.connect(guardian).veto(1, 1))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_WindowOver")
        .withArgs(1n, 1n, made.finalAt);
    });

    it("can be vetoed by the guardian before, and nothing stands challenged any more", async () => {
      const { oracle, guardian } = await disputed();

      await expect(oracle.connect(guardian).veto(1, 1)).to.emit(oracle, "ReportVetoed").withArgs(1n, 1n, 0n);

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Void);
      expect(await oracle.finalityOf(1)).to.deep.equal([0n, 0n]);
    });
  });
});

describe("RevenueOracle.endDispute", () => {
  it("refuses what is not disputed: never reported, pending, void", async () => {
    const { oracle, guardian, judge } = await given();
    const refusal = (period: bigint, status: bigint) =>
      expect(oracle.connect(judge).endDispute(1, period, true))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotDisputed")
        .withArgs(1n, period, status);

    await refusal(2n, STATUS.None);
    await refusal(1n, STATUS.Pending);
    await oracle.connect(guardian).veto(1, 1);
    await refusal(1n, STATUS.Void);
  });

  it("refuses what a second quorum challenges: that is the governor's", async () => {
    const { contradictions, oracle, judge, made, sign, reporters } = await given();
    const lie = { ...made, gross: made.gross - 1n };
    const { signers, signatures } = await sign(lie, reporters.slice(1));
    await contradictions.contradict(made, lie, [], signers, signatures);

    await expect(oracle.connect(judge).endDispute(1, 1, true))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotDisputed")
      .withArgs(1n, 1n, STATUS.Challenged);
  });

  describe("when the report stands", () => {
    it("is final in that second", async () => {
      const { oracle, judge } = await disputed();
      const decidedAt = BigInt(await time.latest()) + 7n * DAY;
      await time.setNextBlockTimestamp(decidedAt);

      await expect(oracle.connect(judge).endDispute(1, 1, true))
        .to.emit(oracle, "DisputeSettled")
        .withArgs(1n, 1n, 0n, true, decidedAt);

      expect(await oracle.finalityOf(1)).to.deep.equal([1n, 0n]);
      const { status, finalAt } = await oracle.reportOf(1, 1);
      expect([status, finalAt]).to.deep.equal([STATUS.Final, decidedAt]);
      expect(await oracle.progressOf(1)).to.deep.equal([1n, 1n]);
    });

    it("is not final before its own window ends, and waits for earlier ones", async () => {
      const { oracle, judge, made, report } = await disputed();
      const second = await report();
      await oracle.connect(judge).dispute(1, 2, WEEK);
      const early = oracle.connect(judge).endDispute(1, 2, true);
      await expect(early).to.emit(oracle, "DisputeSettled").withArgs(1n, 2n, 0n, true, second.finalAt);
      await time.increaseTo(second.finalAt + DAY);
      expect(await oracle.statusOf(1, 2)).to.equal(STATUS.Pending);

      await oracle.connect(judge).endDispute(1, 1, true);

      const decidedAt = BigInt(await time.latest());
      expect((await oracle.reportOf(1, 1)).finalAt).to.equal(decidedAt);
      expect(await oracle.statusOf(1, 2)).to.equal(STATUS.Final);
      expect(decidedAt).to.be.greaterThan(made.finalAt);
    });
  });

  describe("when the report falls", () => {
    it("is void, and its next revision is awaited", async () => {
      const { oracle, judge, made, report } = await disputed();

      await expect(oracle.connect(judge).endDispute(1, 1, false))
        .to.emit(oracle, "DisputeSettled")
        .withArgs(1n, 1n, 0n, false, 0n);

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Void);
      expect(await oracle.finalityOf(1)).to.deep.equal([0n, 0n]);
      const next = await oracle.nextReport(1);
      expect([next.period, next.revision, next.start]).to.deep.equal([1n, 1n, made.start]);
      await report();
      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Pending);
    });
  });
});
