import { expect } from "chai";
import { DAY, networkHelpers, plainStatement, REPORT_DEADLINE, STATUS } from "../support/statementFixture.ts";

const { time } = networkHelpers;

const given = plainStatement;

describe("RevenueOracle.nextReport", () => {
  it("refuses a cluster that is not in service", async () => {
    const { oracle, registry, curator, holder, facts, act } = await given();
    await act(curator, registry, "register", [facts, holder.address]);

    await expect(oracle.nextReport(2)).to.be.revertedWithCustomError(oracle, "RevenueOracle_NotInService").withArgs(2n);
    await expect(oracle.nextReport(3))
      .to.be.revertedWithCustomError(registry, "ClusterRegistry_UnknownCluster")
      .withArgs(3n);
  });

  it("begins with the in-service second", async () => {
    const { oracle, inServiceAt } = await given();

    expect(await oracle.nextReport(1)).to.deep.equal([
      1n,
      0n,
      1n,
      1n,
      inServiceAt,
      inServiceAt + DAY + REPORT_DEADLINE,
    ]);
  });

  it("goes on where the last report ended, with the current set of reporters", async () => {
    const { oracle, quorum, governor, reporters, act, report } = await given();
    const made = await report();
    await act(governor, quorum, "setReporters", [reporters.map(({ address }) => address), 4, []]);

    expect(await oracle.nextReport(1)).to.deep.equal([2n, 0n, 2n, 1n, made.end, made.end + DAY + REPORT_DEADLINE]);
  });

  it("asks for the oldest void report first", async () => {
    const { oracle, guardian, report } = await given();
    const { start } = await oracle.nextReport(1);
    for (let hour = 1n; hour <= 4n; hour++) await report({ end: start + hour * 3_600n });
    await oracle.connect(guardian).veto(1, 4);
    await oracle.connect(guardian).veto(1, 2);
    const period = async () => (await oracle.nextReport(1)).period;

    expect(await period()).to.equal(2n);
    await report({ end: start + 2n * 3_600n });
    expect(await period()).to.equal(4n);
    await report({ end: start + 4n * 3_600n });
    expect(await period()).to.equal(5n);
  });

  it("asks for the newest report where that is void beyond the look-ahead", async () => {
    const { oracle, guardian, report } = await given();
    const { start } = await oracle.nextReport(1);
    for (let minute = 1n; minute <= 34n; minute++) await report({ end: start + minute * 60n });
    await oracle.connect(guardian).veto(1, 34);

    const next = await oracle.nextReport(1);

    expect([next.period, next.revision, next.start]).to.deep.equal([34n, 1n, start + 33n * 60n]);
  });
});

describe("RevenueOracle.statusOf and reportOf", () => {
  it("are none for what was never said", async () => {
    const { oracle } = await given();

    for (const [cluster, period] of [
      [1n, 0n],
      [1n, 1n],
      [9n, 1n],
      [1n, 2n ** 32n - 1n],
    ] as const) {
      expect(await oracle.statusOf(cluster, period)).to.equal(STATUS.None);
      expect((await oracle.reportOf(cluster, period)).status).to.equal(STATUS.None);
    }
  });

  it("turn final in the announced second, for ever", async () => {
    const { oracle, report } = await given();
    const { finalAt } = await report();

    await time.increaseTo(finalAt - 1n);
    expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Pending);
    await time.increaseTo(finalAt);
    expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Final);
    expect(await oracle.reportOf(1, 1)).to.deep.include.members([STATUS.Final, finalAt]);
    await time.increaseTo(finalAt + 1_000n * DAY);
    expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Final);
  });

  it("tell of every period's own moment, latched or not", async () => {
    const { oracle, report } = await given();
    const { start } = await oracle.nextReport(1);
    const made = [
      await report({ end: start + 3_600n }),
      await report({ end: start + 7_200n }),
      await report({ end: start + 10_800n }),
    ];
    await time.increase(DAY);
    const moments = async () => Promise.all(made.map(async ({ period }) => (await oracle.reportOf(1, period)).finalAt));
    const announced = made.map(({ finalAt }) => finalAt);

    expect(await moments()).to.deep.equal(announced);
    await oracle.finalize(1);
    expect(await moments()).to.deep.equal(announced);
  });
});

describe("RevenueOracle.latestFinal", () => {
  it("refuses while there is none", async () => {
    const { oracle, report } = await given();
    const refusal = () =>
      expect(oracle.latestFinal(1)).to.be.revertedWithCustomError(oracle, "RevenueOracle_NoFinalReport").withArgs(1n);

    await refusal();
    const { finalAt } = await report();
    await time.increaseTo(finalAt - 1n);
    await refusal();
  });

  it("tells the newest one and its age since submission, latched or not", async () => {
    const { oracle, reportFinal, report } = await given();
    await reportFinal();
    const second = await reportFinal();
    await report();

    const newest = await oracle.latestFinal(1);
    expect(newest.period).to.equal(2n);
    expect(newest.age).to.equal(BigInt(await time.latest()) - second.submittedAt);
    expect(newest.record).to.deep.equal(await oracle.reportOf(1, 2));
    await oracle.finalize(1);
    expect((await oracle.latestFinal(1)).period).to.equal(2n);
  });
});

describe("RevenueOracle.finalityOf", () => {
  it("counts what stands challenged", async () => {
    const { contradictions, oracle, guardian, reportFinal, report, sign, reporters } = await given();
    await reportFinal();
    const second = await report();
    const lie = { ...second, gross: second.gross - 1n };
    const { signers, signatures } = await sign(lie, reporters.slice(1));

    expect(await oracle.finalityOf(1)).to.deep.equal([1n, 0n]);
    await contradictions.contradict(second, lie, [], signers, signatures);
    expect(await oracle.finalityOf(1)).to.deep.equal([1n, 1n]);
    await oracle.connect(guardian).veto(1, 2);
    expect(await oracle.finalityOf(1)).to.deep.equal([1n, 0n]);
    expect(await oracle.finalityOf(9)).to.deep.equal([0n, 0n]);
  });
});
