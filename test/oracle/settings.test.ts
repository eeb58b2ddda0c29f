import { expect } from "chai";
import { buildReport, submitReport } from "../support/reports.ts";
import {
  DAY,
  ethers,
  LONG_WINDOW,
  networkHelpers,
  plainStatement,
  REPORT_DEADLINE,
  WINDOW,
} from "../support/statementFixture.ts";

const { time } = networkHelpers;

const given = plainStatement;

const field = (name: string) => ethers.encodeBytes32String(name);
const TIMINGS = { window: WINDOW, longWindow: LONG_WINDOW, reportDeadline: REPORT_DEADLINE };

describe("RevenueOracle.setTimings", () => {
  for (const [name, minimum, maximum, others] of [
    ["window", 60n, 4n * DAY, { longWindow: 4n * DAY }],
    ["longWindow", WINDOW, 4n * DAY, {}],
    ["reportDeadline", 3_600n, 7n * DAY, {}],
  ] as const) {
    it(`takes ${name} from ${minimum} to ${maximum} s and nothing beyond`, async () => {
      const { oracle, governor, act } = await given();

      for (const value of [minimum - 1n, maximum + 1n]) {
        await expect(act(governor, oracle, "setTimings", [{ ...TIMINGS, ...others, [name]: value }]))
          .to.be.revertedWithCustomError(oracle, "RevenueOracle_TimingOutOfRange")
          .withArgs(field(name), value, minimum, maximum);
      }
      for (const value of [minimum, maximum]) {
        await act(governor, oracle, "setTimings", [{ ...TIMINGS, ...others, [name]: value }]);
        expect((await oracle.timings())[name]).to.equal(value);
      }
    });
  }

  it("emits old and new", async () => {
    const { oracle, governor, act } = await given();
    const next = { window: 60n, longWindow: 60n, reportDeadline: 3_600n };

    await expect(act(governor, oracle, "setTimings", [next]))
      .to.emit(oracle, "TimingsChanged")
      .withArgs(Object.values(TIMINGS), Object.values(next));
    expect(await oracle.timings()).to.deep.equal(Object.values(next));
  });

  it("leaves reports of periods that have begun their window, pending or not", async () => {
    const { oracle, registry, governor, ripe, report, reporters, startCluster } = await given();
    const setTimings = await ripe(governor, oracle, "setTimings", [{ ...TIMINGS, window: 60n, longWindow: 60n }]);
    const { start } = await oracle.nextReport(1);
    const pending = await report({ end: start + 3_600n });

    await setTimings();
    const next = await report({ end: start + 7_200n });

    expect((await oracle.reportOf(1, 1)).finalAt).to.equal(pending.finalAt);
    expect(next.finalAt - next.submittedAt).to.equal(LONG_WINDOW);
    await time.increaseTo(next.finalAt);
    const last = await report();
    expect(last.finalAt - last.submittedAt).to.equal(LONG_WINDOW); // it is late

    const begun = await buildReport(oracle, registry, await startCluster());
    await time.increaseTo(begun.end);
    await submitReport(oracle, begun, reporters);
    const { submittedAt, finalAt } = await oracle.reportOf(2, 1);
    expect(finalAt - submittedAt).to.equal(60n);
  });

  it("judges what is late, and missed, by the deadline of the period's start, and tells so", async () => {
    const { oracle, registry, bounds, governor, ripe, inServiceAt, startCluster } = await given();
    const next = { window: 60n, longWindow: 60n, reportDeadline: 3_600n };
    const setTimings = await ripe(governor, oracle, "setTimings", [next]);
    const cluster = await startCluster();
    const { start, deadline } = await oracle.nextReport(cluster);
    const set = start + 5n;

    await time.setNextBlockTimestamp(set);
    await setTimings();

    expect(await oracle.settingsAt(inServiceAt)).to.deep.equal([await bounds.getAddress(), Object.values(TIMINGS)]);
    expect(await oracle.settingsAt(set - 1n)).to.deep.equal([await bounds.getAddress(), Object.values(TIMINGS)]);
    expect(await oracle.settingsAt(set)).to.deep.equal([await bounds.getAddress(), Object.values(next)]);
    expect((await oracle.nextReport(cluster)).deadline).to.equal(deadline);
    await time.increaseTo(deadline - 1n);
    await expect(oracle.markMissed(cluster))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotMissed")
      .withArgs(cluster, 1n, deadline, deadline);
    await oracle.markMissed(cluster);
    expect(await time.latest()).to.equal(deadline + 1n);
    expect((await registry.hardware(cluster)).inServiceAt).to.equal(start);
  });
});

describe("RevenueOracle.setBounds", () => {
  it("refuses bounds of an asset with other decimals", async () => {
    const { oracle, manager, governor, act } = await given();
    const bounds = await ethers.deployContract("ReportBounds", [manager, 18, 0]);

    await expect(act(governor, oracle, "setBounds", [await bounds.getAddress()]))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_WrongDecimals")
      .withArgs(18, 6);
  });

  it("replaces the bounds, keeps the timings and emits old and new", async () => {
    const { oracle, registry, manager, bounds, governor, act, report, sign, startCluster } = await given();
    const next = await ethers.deployContract("ReportBounds", [manager, 6, 0]);

    await expect(act(governor, oracle, "setBounds", [await next.getAddress()]))
      .to.emit(oracle, "BoundsReplaced")
      .withArgs(await bounds.getAddress(), await next.getAddress());

    expect(await oracle.bounds()).to.equal(await next.getAddress());
    expect(await oracle.timings()).to.deep.equal(Object.values(TIMINGS));
    await report(); // its period began before
    const begun = await buildReport(oracle, registry, await startCluster());
    await time.increaseTo(begun.end);
    const { signers, signatures } = await sign(begun);
    await expect(oracle.submit(begun, signers, signatures)).to.be.revertedWithCustomError(
      next,
      "ReportBounds_UnknownModel",
    );
  });
});

describe("RevenueOracle's construction", () => {
  it("keeps what it was given", async () => {
    const { oracle, registry, quorum, bounds } = await given();

    expect(await oracle.registry()).to.equal(await registry.getAddress());
    expect(await oracle.quorum()).to.equal(await quorum.getAddress());
    expect(await oracle.bounds()).to.equal(await bounds.getAddress());
    expect(await oracle.assetDecimals()).to.equal(6n);
    expect(await oracle.sequencerFeed()).to.equal(ethers.ZeroAddress);
    expect(await oracle.timings()).to.deep.equal(Object.values(TIMINGS));
  });

  it("obeys the same rules as every later change, and wants a feed that is a contract", async () => {
    const { oracle, manager, registry, quorum, bounds, stranger } = await given();
    const deploy = (decimals: number, timings: typeof TIMINGS, feed: string) =>
      ethers.deployContract("RevenueOracle", [manager, registry, quorum, bounds, decimals, timings, feed]);

    await expect(deploy(18, TIMINGS, ethers.ZeroAddress))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_WrongDecimals")
      .withArgs(6, 18);
    await expect(deploy(6, { ...TIMINGS, window: 59n }, ethers.ZeroAddress))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_TimingOutOfRange")
      .withArgs(field("window"), 59n, 60n, 4n * DAY);
    await expect(deploy(6, TIMINGS, stranger.address)).to.revert(ethers);
  });
});
