import { expect } from "chai";
import { DAY, networkHelpers, plainStatement, REPORT_DEADLINE, STATUS } from "../support/statementFixture.ts";

const { time } = networkHelpers;

const fixture = async () => {
  const statement = await plainStatement();
  return { ...statement, deadline: statement.inServiceAt + DAY + REPORT_DEADLINE };
};
const given = () => networkHelpers.loadFixture(fixture);

describe("RevenueOracle.markMissed", () => {
  it("refuses a cluster that is not in service", async () => {
    const { oracle, registry, curator, holder, facts, act } = await given();
    await act(curator, registry, "register", [facts, holder.address]);

    await expect(oracle.markMissed(2)).to.be.revertedWithCustomError(oracle, "RevenueOracle_NotInService").withArgs(2n);
    await expect(oracle.markMissed(3))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_UnknownCluster")
      .withArgs(3n);
  });

  it("refuses in the deadline's last second and marks in the next", async () => {
    const { oracle, stranger, deadline } = await given();

    await time.setNextBlockTimestamp(deadline);
    await expect(oracle.connect(stranger).markMissed(1))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotMissed")
      .withArgs(1n, 1n, deadline, deadline);
    await time.setNextBlockTimestamp(deadline + 1n);
    await expect(oracle.connect(stranger).markMissed(1)).to.emit(oracle, "PeriodMissed").withArgs(1n, 1n, deadline);

    expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Missed);
    const { status, revision } = await oracle.reportOf(1, 1);
    expect([status, revision]).to.deep.equal([STATUS.Missed, 1n]);
    expect(await oracle.progressOf(1)).to.deep.equal([0n, 0n]);
  });

  it("marks a period once only", async () => {
    const { oracle, deadline } = await given();
    await time.increaseTo(deadline);
    await oracle.markMissed(1);

    await expect(oracle.markMissed(1))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_AlreadyMissed")
      .withArgs(1n, 1n);
    expect((await oracle.nextReport(1)).revision).to.equal(1n);
  });

  it("refuses a period whose report was vetoed: it was not silence", async () => {
    const { oracle, guardian, report, deadline } = await given();
    await report();
    await oracle.connect(guardian).veto(1, 1);
    await time.increaseTo(deadline + 30n * DAY);

    await expect(oracle.markMissed(1))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_AlreadyReported")
      .withArgs(1n, 1n);
  });

  describe("given a period was reported", () => {
    it("counts the next one's deadline from its end", async () => {
      const { oracle, report } = await given();
      const made = await report();
      const deadline = made.end + DAY + REPORT_DEADLINE;
      await time.setNextBlockTimestamp(deadline + 1n);

      await expect(oracle.markMissed(1)).to.emit(oracle, "PeriodMissed").withArgs(1n, 2n, deadline);

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Final);
      expect(await oracle.statusOf(1, 2)).to.equal(STATUS.Missed);
      expect(await oracle.statusOf(1, 3)).to.equal(STATUS.None);
    });
  });

  describe("given the report before it is vetoed and replaced", () => {
    it("forgets the mark with the start it was counted from", async () => {
      const { oracle, guardian, inServiceAt, deadline, report } = await given();
      await time.increaseTo(deadline); // so that the first report stays open for two days
      const made = await report({ end: inServiceAt + 3_600n });
      await time.increaseTo(made.end + DAY + REPORT_DEADLINE + 1n);
      await oracle.markMissed(1);
      await oracle.connect(guardian).veto(1, 1);

      await report({ end: inServiceAt + DAY });

      expect(await oracle.statusOf(1, 2)).to.equal(STATUS.None);
      expect((await oracle.nextReport(1)).revision).to.equal(0n);
    });
  });

  describe("given the cluster has retired", () => {
    it("still marks a period that it owes", async () => {
      const { oracle, registry, holder, deadline } = await given();
      await registry.connect(holder).retire(1);
      await time.increaseTo(deadline);

      await expect(oracle.markMissed(1)).to.emit(oracle, "PeriodMissed").withArgs(1n, 1n, deadline);
    });

    it("refuses once its last second has been reported", async () => {
      const { oracle, registry, holder, inServiceAt, report, deadline } = await given();
      await time.setNextBlockTimestamp(inServiceAt + 3_600n);
      await registry.connect(holder).retire(1);
      await report({ end: inServiceAt + 3_600n });
      await time.increaseTo(deadline + 30n * DAY);

      await expect(oracle.markMissed(1))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotInService")
        .withArgs(1n);
    });
  });
});
