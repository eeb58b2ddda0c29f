import { expect } from "chai";
import { tickUp } from "../support/facilityCurve.ts";
import { at, inServiceMonthly, MONTH, REPORT_DEADLINE, REPORTING_DELAY } from "../support/protocol.ts";
import { signReport, submitReport } from "../support/reports.ts";
import {
  DAY,
  ethers,
  H100,
  H100_BOUNDS,
  LONG_WINDOW,
  networkHelpers,
  plainStatement,
  usdc,
  WINDOW,
} from "../support/statementFixture.ts";

const { time } = networkHelpers;

const given = plainStatement;

const HOUR = 3_600n;

describe("A period is judged by the rules and the hardware of its own time", () => {
  it("57 a long window made longer in mid-period does not touch the report of that period", async () => {
    const { oracle, governor, ripe, report, inServiceAt } = await given();
    const timings = { window: WINDOW, longWindow: 4n * DAY, reportDeadline: 3n * DAY };
    const lengthen = await ripe(governor, oracle, "setTimings", [timings]);
    const { start } = await oracle.nextReport(1n);
    expect(start).to.equal(inServiceAt);
    await lengthen(); // the first period has begun long ago

    const late = await report(); // after its report deadline: the long window

    expect(late.finalAt - late.submittedAt).to.equal(LONG_WINDOW);
  });

  it("57 who reported in time and paid at once is not late, though the long window grew in mid-period", async () => {
    const { oracle, shares, lens, governor, reportAt, payIn, actAt, inServiceAt } = await inServiceMonthly();
    const first = await reportAt(inServiceAt + MONTH + HOUR, 1n);
    await payIn(1n, first.gross);
    await at(inServiceAt + MONTH + HOUR + WINDOW, () => shares.settle(1n));
    const longer = { window: WINDOW, longWindow: 4n * DAY, reportDeadline: REPORT_DEADLINE };
    await actAt(inServiceAt + MONTH + 15n * DAY, governor, oracle, "setTimings", [longer]);
    const end = inServiceAt + 2n * MONTH;

    const second = await reportAt(end + 2n * DAY, 1n, { gross: 2n * first.gross }); // a jump: the long window
    await payIn(1n, second.gross);
    const { finalAt } = await oracle.reportOf(1n, 2n);
    await at(finalAt, () => shares.settle(1n));

    expect(finalAt).to.equal(end + 2n * DAY + LONG_WINDOW);
    expect((await lens.facility(1n)).delinquentSince).to.equal(0n);
  });

  it("57 a window made shorter in mid-period brings no deadline of that period forward", async () => {
    const { oracle, registry, shares, lens, governor, stranger, reportAt, payIn, actAt, inServiceAt } =
      await inServiceMonthly();
    const end = inServiceAt + MONTH;
    const { gross } = await reportAt(end + HOUR, 1n);
    await payIn(1n, gross - 1n);
    await at(end + HOUR + WINDOW, () => shares.settle(1n)); // the second period has begun
    const { maxPeriod } = await registry.hardware(1n);
    const shorter = { window: WINDOW, longWindow: WINDOW, reportDeadline: DAY };
    await actAt(end + 12n * DAY, governor, oracle, "setTimings", [shorter]);
    await shares.connect(stranger).refreshReportingDelay();
    expect(await shares.reportingDelay()).to.equal(DAY + WINDOW);

    await payIn(1n, 1n); // nothing but the second report is awaited any more

    expect((await lens.facility(1n)).deadline).to.equal(tickUp(end + maxPeriod + REPORTING_DELAY));
    const report = await reportAt(end + MONTH + HOUR, 1n);
    await payIn(1n, report.gross);
    await at(end + MONTH + HOUR + LONG_WINDOW, () => shares.settle(1n)); // the third has begun after the change
    expect((await lens.facility(1n)).deadline).to.equal(tickUp(end + MONTH + maxPeriod + DAY + WINDOW));
  });

  it("57 a vetoed period is refilled under the band that held when it began", async () => {
    const { oracle, bounds, governor, guardian, reporters, ripe, report, reportFinal } = await given();
    const dear = { ...H100_BOUNDS, minPrice: usdc(3) };
    const raise = await ripe(governor, bounds, "setBounds", [H100, dear]);
    const { end } = await reportFinal();
    const told = await report({ end: end + DAY });
    await oracle.connect(guardian).veto(1n, 2n);
    await raise(); // 2.25 a GPU-hour was true, and is below the band now

    const truth = { ...told, revision: 1n, gross: told.gross - 1_000_000n };
    await expect(submitReport(oracle, truth, reporters.slice(0, 3))).to.emit(oracle, "ReportSubmitted");
  });

  it("57 the GPUs that count are those of each second, for losses in order and crowded together", async () => {
    const { oracle, registry, bounds, holder, reporters, nextReport, inServiceAt } = await given();
    const lose = async (second: bigint, ...counts: bigint[]) => {
      await time.setNextBlockTimestamp(second);
      await ethers.provider.send("evm_setAutomine", [false]);
      for (const count of counts) await registry.connect(holder).retireGpus(1n, count);
      await networkHelpers.mine();
      await ethers.provider.send("evm_setAutomine", [true]);
    };
    await lose(inServiceAt + 2n * HOUR, 6n);
    await lose(inServiceAt + 2n * HOUR + 1n, 20n, 30n); // two in a second
    await lose(inServiceAt + 20n * HOUR, 100n);

    const installed = 256n * 2n * HOUR + 250n + 200n * (18n * HOUR - 1n) + 100n * 4n * HOUR;
    const most = { ...(await nextReport()), gpuSecondsAvailable: installed };
    const beyond = { ...most, gpuSecondsAvailable: installed + 1n };
    const refused = await signReport(oracle, beyond, reporters.slice(0, 3));
    await expect(oracle.submit(beyond, refused.signers, refused.signatures))
      .to.be.revertedWithCustomError(bounds, "ReportBounds_AvailableAboveInstalled")
      .withArgs(installed + 1n, installed);
    await expect(submitReport(oracle, most, reporters.slice(0, 3))).to.emit(oracle, "ReportSubmitted");
  });

  it("57 a loss after a period's end leaves its report what it was, signatures in flight too", async () => {
    const { oracle, registry, holder, reporters, nextReport } = await given();
    const signed = await nextReport();
    const { signers, signatures } = await signReport(oracle, signed, reporters.slice(0, 3));

    await registry.connect(holder).retireGpus(1n, 156n);

    await expect(oracle.submit(signed, signers, signatures)).to.emit(oracle, "ReportSubmitted");
  });
});
