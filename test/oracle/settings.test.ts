import { expect } from "chai";
import { network } from "hardhat";
import { DAY, deployStatement, LONG_WINDOW, REPORT_DEADLINE, WINDOW } from "../support/statementFixture.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;

const fixture = () => deployStatement(connection);
const given = () => networkHelpers.loadFixture(fixture);

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

  it("leaves pending reports their window", async () => {
    const { oracle, governor, ripe, report } = await given();
    const setTimings = await ripe(governor, oracle, "setTimings", [{ ...TIMINGS, window: 60n, longWindow: 60n }]);
    const { start } = await oracle.nextReport(1);
    const pending = await report({ end: start + 3_600n });

    await setTimings();
    const next = await report({ end: start + 7_200n });

    expect((await oracle.reportOf(1, 1)).finalAt).to.equal(pending.finalAt);
    expect(next.finalAt).to.equal(pending.finalAt); // never before the earlier one
    await time.increaseTo(pending.finalAt);
    const last = await report();
    expect(last.finalAt - last.submittedAt).to.equal(60n);
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
    const { oracle, manager, bounds, governor, act, nextReport, sign } = await given();
    const next = await ethers.deployContract("ReportBounds", [manager, 6, 0]);

    await expect(act(governor, oracle, "setBounds", [await next.getAddress()]))
      .to.emit(oracle, "BoundsReplaced")
      .withArgs(await bounds.getAddress(), await next.getAddress());

    expect(await oracle.bounds()).to.equal(await next.getAddress());
    expect(await oracle.timings()).to.deep.equal(Object.values(TIMINGS));
    const report = await nextReport();
    const { signers, signatures } = await sign(report);
    await expect(oracle.submit(report, signers, signatures)).to.be.revertedWithCustomError(
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
