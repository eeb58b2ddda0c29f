import { expect } from "chai";
import { silentStory } from "../support/delinquencyStory.ts";
import { tickUp } from "../support/facilityCurve.ts";
import { at, LONG_WINDOW, REPORT_DEADLINE } from "../support/protocol.ts";
import { buildReport } from "../support/reports.ts";
import { DEPOSITS, WITHDRAWALS } from "../support/statuses.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

const ZERO = { gpuSecondsSold: 0n, gross: 0n, energyWh: 0n, energyCost: 0n, otherOpex: 0n };

describe("Story: reporters who stay silent", () => {
  /** The second period is marked missed; then the cluster is late, and nobody has reported. */
  async function missed() {
    const story = await silentStory();
    const { oracle, registry, stranger, startOf, delinquentFrom } = story;
    const deadline = startOf(3n) + REPORT_DEADLINE;
    expect(tickUp(deadline + LONG_WINDOW)).to.equal(delinquentFrom);
    await expect(at(deadline + 1n, () => oracle.connect(stranger).markMissed(1n)))
      .to.emit(oracle, "PeriodMissed")
      .withArgs(1n, 2n, deadline);
    return { ...story, zero: await buildReport(oracle, registry, 1n, ZERO) };
  }

  it("a zero set by the governor, with its delay and the long window, cures what was late", async () => {
    const { vault, vaultLens, oracle, governor, delinquentFrom, startOf, actAt, settle, priceAt, zero, shares, lens } =
      await missed();
    const admittedAt = delinquentFrom + 10n * DAY;
    const admission = actAt(admittedAt, governor, oracle, "reportZero", [zero]);
    await expect(admission).to.emit(oracle, "ReportSubmitted");
    const { finalAt } = await oracle.reportOf(1n, 2n);
    expect(finalAt).to.equal(admittedAt + LONG_WINDOW);
    await priceAt(finalAt - 2n);
    expect((await lens.facility(1n)).delinquentSince).to.equal(delinquentFrom);

    await settle(finalAt, { cash: 0n, report: zero, finalAt, vestFrom: startOf(2n) });

    // Nothing came in: no income keeps deposits shut.
    const [cured] = await shares.queryFilter(shares.filters.Cured(), "latest");
    expect([...(cured?.args ?? [])]).to.deep.equal([1n]);
    const { delinquentValue, restrictedLocked } = await vault.state();
    expect([delinquentValue, restrictedLocked]).to.deep.equal([0n, 0n]);
    expect(await vaultLens.depositStatus()).to.equal(DEPOSITS.Open);
    expect(await vaultLens.withdrawStatus()).to.equal(WITHDRAWALS.Open);
    expect((await lens.facility(1n)).oldestUnpaid).to.equal(3n);
  });

  it("a late report takes the long window, and cures when it is paid", async () => {
    const { vault, oracle, law, delinquentFrom, startOf, reportAt, payIn, settle, shares } = await missed();
    const reportedAt = delinquentFrom + DAY;
    const report = await reportAt(reportedAt, 1n);
    const { finalAt } = await oracle.reportOf(1n, 2n);
    expect(finalAt).to.equal(reportedAt + LONG_WINDOW);
    await payIn(1n, report.gross);

    const { toVault } = await settle(finalAt, { cash: report.gross, report, finalAt, vestFrom: startOf(2n) });

    const [cured] = await shares.queryFilter(shares.filters.Cured(), "latest");
    expect([...(cured?.args ?? [])]).to.deep.equal([1n]);
    expect((await vault.state()).restrictedLocked).to.equal(toVault - law.fee.owed);
  });

  it("the governor can't write anything but a zero, nor for a period that was not missed", async () => {
    const { oracle, governor, delinquentFrom, actAt, zero } = await missed();
    for (const [hours, bill] of [
      [0n, { otherOpex: 1n }],
      [1n, { energyCost: 1n }],
      [2n, { energyWh: 1n }],
      [3n, { gpuSecondsSold: 1n }],
      [4n, { gross: usdc("1") }],
    ] as const) {
      await expect(
        actAt(delinquentFrom + 11n * DAY * (hours + 1n) + hours * HOUR, governor, oracle, "reportZero", [
          { ...zero, ...bill },
        ]),
      )
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotZero")
        .withArgs(1n, 2n);
    }
    await expect(actAt(delinquentFrom + 80n * DAY, governor, oracle, "reportZero", [{ ...zero, period: 3n }]))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotSilent")
      .withArgs(1n, 3n);
  });

  it("nor before anybody has marked it missed", async () => {
    const { oracle, registry, governor, act } = await silentStory();
    const zero = await buildReport(oracle, registry, 1n, ZERO);

    await expect(act(governor, oracle, "reportZero", [zero]))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotSilent")
      .withArgs(1n, 2n);
  });
});
