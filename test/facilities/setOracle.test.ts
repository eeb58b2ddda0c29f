import { expect } from "chai";
import type { Addressable } from "ethers";
import { tickUp } from "../support/facilityCurve.ts";
import {
  deployed,
  ethers,
  inService,
  LONG_WINDOW,
  PERIOD,
  REPORT_DEADLINE,
  REPORTING_DELAY,
  WINDOW,
} from "../support/protocol.ts";
import { DAY } from "../support/units.ts";

type Fixture = Awaited<ReturnType<typeof deployed>>;

async function anotherOracle(
  { accessManager, registry, quorum }: Pick<Fixture, "accessManager" | "registry" | "quorum">,
  decimals: number,
  reportDeadline = REPORT_DEADLINE,
) {
  const bounds = await ethers.deployContract("ReportBounds", [accessManager, decimals, 3_000]);
  const timings = { window: WINDOW, longWindow: LONG_WINDOW, reportDeadline };
  const wiring = [accessManager, registry, quorum, bounds] as const;
  return ethers.deployContract("RevenueOracle", [...wiring, decimals, timings, ethers.ZeroAddress]);
}

/** The governor has the managers of revenue shares hear another oracle. */
async function replace({ shares, origination, governor, act }: Fixture, oracle: Addressable) {
  return act(governor, origination, "setOracle", [await shares.getAddress(), await oracle.getAddress()]);
}

describe("FacilityManager.setOracle", () => {
  describe("when the caller is not the origination", () => {
    it("reverts with the caller, whoever that is", async () => {
      const { shares, oracle, governor } = await deployed();

      await expect(shares.connect(governor).setOracle(oracle))
        .to.be.revertedWithCustomError(shares, "FacilityManager_NotOrigination")
        .withArgs(governor);
    });
  });
});

describe("FacilityOrigination.setOracle", () => {
  describe("when the caller is not the governor", () => {
    it("reverts with the caller", async () => {
      const { origination, shares, oracle, curator } = await deployed();

      await expect(origination.connect(curator).setOracle(shares, oracle))
        .to.be.revertedWithCustomError(origination, "AccessManagedUnauthorized")
        .withArgs(curator);
    });
  });

  describe("when the oracle counts in another asset's decimals", () => {
    it("reverts with them", async () => {
      const fixture = await deployed();
      const oracle = await anotherOracle(fixture, 18);

      await expect(replace(fixture, oracle))
        .to.be.revertedWithCustomError(fixture.origination, "FacilityManager_WrongAsset")
        .withArgs(18n);
    });
  });

  describe("when the oracle reads another registry", () => {
    it("reverts with both", async () => {
      const fixture = await deployed();
      const { accessManager, origination } = fixture;
      const registry = await ethers.deployContract("ClusterRegistry", [accessManager]);
      const oracle = await anotherOracle({ ...fixture, registry }, 6);

      await expect(replace(fixture, oracle))
        .to.be.revertedWithCustomError(origination, "FacilityManager_OtherRegistry")
        .withArgs(registry, fixture.registry);
    });
  });

  describe("when the oracle counts in the asset's decimals", () => {
    it("replaces the one before, and says both; another manager keeps its own", async () => {
      const fixture = await deployed();
      const { shares, loans, oracle } = fixture;
      const replacement = await anotherOracle(fixture, 6);

      const replacing = replace(fixture, replacement);

      await expect(replacing).to.emit(shares, "OracleReplaced").withArgs(oracle, replacement);
      await expect(replacing).not.to.emit(shares, "ReportingDelayChanged");
      expect(await shares.oracle()).to.equal(replacement);
      expect(await loans.oracle()).to.equal(oracle);
    });
  });

  describe("when the oracle has other timings", () => {
    it("reckons with them from then on", async () => {
      const fixture = await deployed();
      const { shares } = fixture;
      const replacement = await anotherOracle(fixture, 6, 5n * DAY);

      await expect(replace(fixture, replacement))
        .to.emit(shares, "ReportingDelayChanged")
        .withArgs(REPORTING_DELAY, 5n * DAY + LONG_WINDOW);
      expect(await shares.reportingDelay()).to.equal(5n * DAY + LONG_WINDOW);
    });
  });

  describe("given a report that only the old oracle knows", () => {
    it("asks the new one, and takes nothing in", async () => {
      const fixture = await inService();
      const { shares, lens, inServiceAt, reportAt } = fixture;
      await reportAt(inServiceAt + PERIOD, 1n);
      const replacement = await anotherOracle(fixture, 6);
      await replace(fixture, replacement);

      await shares.settle(1n);

      expect((await lens.facility(1n)).settledPeriods).to.equal(0n);
    });
  });
});

describe("FacilityManager.refreshReportingDelay", () => {
  async function slowed() {
    const fixture = await inService();
    const { oracle, governor, act } = fixture;
    await act(governor, oracle, "setTimings", [{ window: WINDOW, longWindow: LONG_WINDOW, reportDeadline: 6n * DAY }]);
    return fixture;
  }

  describe("given the timings are those reckoned with", () => {
    it("says them, and nothing changes", async () => {
      const { shares, stranger } = await inService();

      expect(await shares.refreshReportingDelay.staticCall()).to.equal(REPORTING_DELAY);
      await expect(shares.connect(stranger).refreshReportingDelay()).not.to.emit(shares, "ReportingDelayChanged");
    });
  });

  describe("given the oracle's timings have changed", () => {
    it("still reckons with the old ones until anyone refreshes them", async () => {
      const { shares, stranger } = await slowed();
      expect(await shares.reportingDelay()).to.equal(REPORTING_DELAY);

      await expect(shares.connect(stranger).refreshReportingDelay())
        .to.emit(shares, "ReportingDelayChanged")
        .withArgs(REPORTING_DELAY, 6n * DAY + LONG_WINDOW);

      expect(await shares.reportingDelay()).to.equal(6n * DAY + LONG_WINDOW);
    });

    it("moves no deadline that is set: it counts from the next one on", async () => {
      const { shares, lens, inServiceAt } = await slowed();

      await expect(shares.refreshReportingDelay()).not.to.emit(shares, "DeadlineSet");

      // The governor's delay is longer than the period, its delays and the grid.
      expect((await lens.facility(1n)).delinquentSince).to.equal(tickUp(inServiceAt + PERIOD + REPORTING_DELAY));
    });
  });
});
