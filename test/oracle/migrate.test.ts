import { expect } from "chai";
import { DAY, ethers, networkHelpers, plainStatement, STATUS } from "../support/statementFixture.ts";

const { time } = networkHelpers;

const fixture = async () => {
  const statement = await plainStatement();
  await time.increase(20n * DAY);
  return statement;
};
const given = () => networkHelpers.loadFixture(fixture);

describe("RevenueOracle.migrate", () => {
  it("refuses a cluster that has a report here", async () => {
    const { oracle, governor, act, inServiceAt, report } = await given();
    await report();

    await expect(act(governor, oracle, "migrate", [1, 5, inServiceAt + 1n]))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_AlreadyStarted")
      .withArgs(1n);
  });

  it("refuses period 0", async () => {
    const { oracle, governor, act, inServiceAt } = await given();

    await expect(act(governor, oracle, "migrate", [1, 0, inServiceAt]))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_WrongPeriod")
      .withArgs(1n, 0n, 1n);
  });

  it("refuses a cluster that is not in service", async () => {
    const { oracle, registry, governor, curator, holder, facts, act, inServiceAt } = await given();
    await act(curator, registry, "register", [facts, holder.address]);

    await expect(act(governor, oracle, "migrate", [2, 5, inServiceAt]))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotInService")
      .withArgs(2n);
  });

  it("refuses a start before service or in the future", async () => {
    const { oracle, governor, ripe, act, inServiceAt } = await given();

    await expect(act(governor, oracle, "migrate", [1, 5, inServiceAt - 1n]))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_WrongStart")
      .withArgs(inServiceAt - 1n, inServiceAt);
    const start = BigInt(await time.latest()) + 11n * DAY;
    const migrate = await ripe(governor, oracle, "migrate", [1, 5, start]);
    await time.setNextBlockTimestamp(start - 1n);
    await expect(migrate())
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_PeriodNotOver")
      .withArgs(start, start - 1n);
    await time.setNextBlockTimestamp(start);
    await migrate();

    expect((await oracle.nextReport(1)).start).to.equal(start);
  });

  describe("when the cluster is new here", () => {
    it("goes on where the other oracle stopped", async () => {
      const { oracle, governor, act, inServiceAt, report } = await given();
      const start = inServiceAt + 4n * DAY;

      await expect(act(governor, oracle, "migrate", [1, 5, start]))
        .to.emit(oracle, "ClusterMigrated")
        .withArgs(1n, 5n, start);

      const next = await oracle.nextReport(1);
      expect([next.period, next.revision, next.start]).to.deep.equal([5n, 0n, start]);
      expect(await oracle.progressOf(1)).to.deep.equal([4n, 4n]);
      const made = await report();
      await time.increaseTo(made.finalAt);
      expect((await oracle.finalReport(1, 5)).isFinal).to.equal(true);
    });

    it("can be put right until the first report is here", async () => {
      const { oracle, governor, act, inServiceAt, report } = await given();
      await oracle.markMissed(1);
      await act(governor, oracle, "migrate", [1, 7, inServiceAt + 6n * DAY]);
      await act(governor, oracle, "migrate", [1, 5, inServiceAt + 4n * DAY]);

      expect(await oracle.progressOf(1)).to.deep.equal([4n, 4n]);
      expect((await oracle.nextReport(1)).start).to.equal(inServiceAt + 4n * DAY);
      await report();
      await expect(act(governor, oracle, "migrate", [1, 7, inServiceAt + 6n * DAY]))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_AlreadyStarted")
        .withArgs(1n);
    });

    it("claims nothing of the periods it has not seen", async () => {
      const { oracle, governor, act, inServiceAt, reporters, nextReport, sign } = await given();
      await act(governor, oracle, "migrate", [1, 5, inServiceAt + 4n * DAY]);

      expect(await oracle.statusOf(1, 4)).to.equal(STATUS.None);
      expect((await oracle.reportOf(1, 4)).contentHash).to.equal(ethers.ZeroHash);
      expect(await oracle.finalityOf(1)).to.deep.equal([0n, 0n]);
      await expect(oracle.latestFinal(1))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NoFinalReport")
        .withArgs(1n);
      const older = await nextReport({ period: 4n });
      const { signers, signatures } = await sign(older, reporters);
      await expect(oracle.submit(older, signers, signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_AlreadyReported")
        .withArgs(1n, 4n);
    });
  });
});
