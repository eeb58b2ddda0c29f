import { expect } from "chai";
import { eventsIn } from "../../scripts/lib/events.ts";
import { lineOf, SLOPE, VALUE } from "../support/curve.ts";
import { tickUp } from "../support/facilityCurve.ts";
import { waterfall } from "../support/facilityLaw.ts";
import { ONE_X32, TICK as STEP } from "../support/moneyLaw.ts";
import {
  at,
  COST,
  DEPOSIT,
  drawn,
  ethers,
  GRACE,
  inService,
  LIFE,
  networkHelpers,
  PERIOD,
  REPORTING_DELAY,
  SALVAGE,
  STATUS,
  TICK,
} from "../support/protocol.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

const RESERVE = usdc("5_000");
const NOTHING = waterfall(0n, { vaultShareBps: 8_000n }).lines;

describe("RevenueShareManager.settle", () => {
  /** The first period is reported an hour after its end; `finalAt` is the first second in which it can be settled. */
  async function reported(changes = {}) {
    const fixture = await inService();
    const submittedAt = fixture.inServiceAt + PERIOD + HOUR;
    const report = await fixture.reportAt(submittedAt, 1n, changes);
    const split = waterfall(report.gross, {
      energy: report.energyCost,
      other: report.otherOpex,
      reserveRoom: RESERVE,
      vaultShareBps: 8_000n,
    });
    const { finalAt } = await fixture.oracle.reportOf(1n, 1n);
    // Depreciation that starts with the settlement in that second.
    const until = tickUp(finalAt + LIFE);
    const line = lineOf(VALUE, SALVAGE * ONE_X32, until - finalAt);
    return { ...fixture, report, split, finalAt, until, line };
  }

  /** And paid in full. */
  async function paid() {
    const fixture = await reported();
    await fixture.payIn(1n, fixture.report.gross);
    return { ...fixture, settle: () => fixture.shares.settle(1n) };
  }

  describe("given no facility", () => {
    it("reverts with where it stands", async () => {
      const { shares } = await drawn();

      await expect(shares.settle(2n))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(2n, STATUS.None);
    });
  });

  describe("given the cluster is not in service", () => {
    it("reverts with where it stands", async () => {
      const { shares } = await drawn();

      await expect(shares.settle(1n))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(1n, STATUS.Drawn);
    });
  });

  describe("given no report is final", () => {
    describe("when there is cash in the lockbox", () => {
      it("distributes nothing: nothing was reported", async () => {
        const { shares, vault, lens, payIn, inServiceAt } = await inService();
        await payIn(1n, usdc("1_000"));

        const settle = shares.settle(1n);

        await expect(settle).to.emit(shares, "Settled").withArgs(1n, 0n, NOTHING, inServiceAt, 0n, 0n);
        await expect(settle).not.to.emit(vault, "Posted");
        const { lockbox, earned } = await lens.facility(1n);
        expect([lockbox, earned]).to.deep.equal([usdc("1_000"), 0n]);
      });
    });

    describe("when the window ends in the next second", () => {
      it("takes no report in", async () => {
        const { shares, lens, finalAt } = await reported();

        await at(finalAt - 1n, () => shares.settle(1n));
        expect((await lens.facility(1n)).settledPeriods).to.equal(0n);
      });
    });
  });

  describe("given a final report, paid in full", () => {
    it("takes the report in, and emits every line", async () => {
      const { shares, finalAt, split, settle, inServiceAt } = await paid();

      await expect(at(finalAt, settle)).to.emit(shares, "Settled").withArgs(1n, 1n, split.lines, inServiceAt, 0n, 0n);
    });

    it("tells lines that add up to the cash", async () => {
      const { shares, finalAt, settle, report } = await paid();

      const receipt = await (await at(finalAt, settle)).wait();

      const [settled] = eventsIn(shares, shares.filters.Settled, receipt?.logs ?? []);
      const [cash = 0n, ...parts] = settled?.lines ?? [];
      expect(cash).to.equal(report.gross);
      expect(parts.reduce((sum, part) => sum + part, 0n)).to.equal(cash);
    });

    it("is for anyone to call", async () => {
      const { shares, finalAt, stranger, lens } = await paid();

      await at(finalAt, () => shares.connect(stranger).settle(1n));

      expect((await lens.facility(1n)).settledPeriods).to.equal(1n);
    });

    it("keeps what the operator has earned, who pulls", async () => {
      const { lens, asset, operator, finalAt, settle, split } = await paid();

      const settlement = at(finalAt, settle);

      await expect(settlement).to.changeTokenBalance(ethers, asset, operator, 0n);
      expect((await lens.facility(1n)).earned).to.equal(split.costs + split.toOperator);
    });

    it("moves the vault's part to the vault, where it vests from the period's start until now", async () => {
      const { shares, vault, asset, finalAt, settle, split, line, inServiceAt } = await paid();
      const { toVault } = split;

      const settlement = at(finalAt, settle);

      await expect(settlement).to.changeTokenBalances(ethers, asset, [shares, vault], [-toVault, toVault]);
      await expect(settlement)
        .to.emit(vault, "Posted")
        .withArgs(
          shares,
          toVault,
          0n, // the first rent pays no fee: it is all locked
          -line.rest,
          line.slope,
          finalAt - inServiceAt,
          toVault * ONE_X32 - line.rest,
          (2n * finalAt - inServiceAt) * STEP,
        );
      await expect(settlement).not.to.emit(vault, "RestrictedLocked");
      await expect(settlement).not.to.emit(vault, "LossBooked");
      const { cash, nav } = await vault.state();
      expect([cash, nav]).to.deep.equal([DEPOSIT - COST + toVault, DEPOSIT - 1n]);
    });

    it("starts depreciation in that second, to the tick in which its life ends", async () => {
      const { shares, vault, lens, finalAt, until, line, settle } = await paid();
      expect(finalAt % TICK).not.to.equal(0n);
      expect([until % TICK, until - finalAt - LIFE < TICK]).to.deep.equal([0n, true]);

      await expect(at(finalAt, settle))
        .to.emit(shares, "DepreciationStarted")
        .withArgs(1n, finalAt, until, line.slope, SALVAGE);

      const facility = await lens.facility(1n);
      expect([facility.depreciatesUntil, facility.slope]).to.deep.equal([until, line.slope]);
      for (const t of [finalAt + 1n, finalAt + 33n * DAY]) {
        await networkHelpers.time.increaseTo(t);
        const value = line.salvage + line.slope * (until - t);
        expect(await shares.valueX32(1n)).to.equal(value);
        expect((await vault.state()).value).to.equal(value / ONE_X32);
      }
    });

    it("reaches salvage in the last second, and stays there", async () => {
      const { shares, vault, finalAt, until, line, settle } = await paid();
      await at(finalAt, settle);

      await networkHelpers.time.increaseTo(until - 1n);
      expect(await shares.valueX32(1n)).to.equal(SALVAGE * ONE_X32 + line.slope);
      expect((await vault.state()).value).to.equal((SALVAGE * ONE_X32 + line.slope) / ONE_X32);
      for (const t of [until, until + 400n * DAY]) {
        await networkHelpers.time.increaseTo(t);
        expect(await shares.valueX32(1n)).to.equal(SALVAGE * ONE_X32);
        expect((await vault.state()).value).to.equal(SALVAGE);
      }
    });

    it("moves the deadline to that of the next report, on the grid", async () => {
      const { shares, vault, lens, finalAt, report, settle, inServiceAt } = await paid();
      const deadline = tickUp(report.end + PERIOD + REPORTING_DELAY);

      await expect(at(finalAt, settle)).to.emit(shares, "DeadlineSet").withArgs(1n, deadline);

      expect((await lens.facility(1n)).deadline).to.equal(deadline);
      // Where the deadline lay before: the vault looks too early, never too late.
      expect((await vault.state()).nextKink).to.equal(tickUp(inServiceAt + PERIOD + REPORTING_DELAY));
      await networkHelpers.time.increaseTo(deadline - 1n);
      expect((await vault.state()).delinquentValue).to.equal(0n);
    });

    it("remembers what was reported, distributed, received and held back", async () => {
      const { shares, lens, finalAt, settle, report, split } = await paid();

      await at(finalAt, settle);

      const facility = await lens.facility(1n);
      expect([facility.lockbox, facility.reported, facility.distributed]).to.deep.equal([
        0n,
        report.gross,
        report.gross,
      ]);
      expect([facility.received, facility.reserve]).to.deep.equal([split.toVault, RESERVE]);
      expect([facility.carriedEnergy, facility.carriedOther]).to.deep.equal([0n, 0n]);
      expect([facility.settledPeriods, facility.oldestUnpaid, facility.reportedUntil]).to.deep.equal([
        1n,
        2n,
        report.end,
      ]);
      expect(await lens.receivable(1n)).to.equal(0n);
      expect((await shares.outlook())[0]).to.equal(0n);
    });

    it("does nothing a second time", async () => {
      const { shares, vault, report, finalAt, settle } = await paid();
      await at(finalAt, settle);

      const again = at(finalAt + 1n, settle);

      await expect(again).to.emit(shares, "Settled").withArgs(1n, 0n, NOTHING, report.end, 0n, 0n);
      await expect(again).not.to.emit(vault, "Posted");
      await expect(again).not.to.emit(shares, "DepreciationStarted");
    });

    it("works while the vault is paused", async () => {
      const { vault, guardian, finalAt, settle, split } = await paid();
      await vault.connect(guardian).pause();

      await at(finalAt, settle);

      expect((await vault.state()).cash).to.equal(DEPOSIT - COST + split.toVault);
    });
  });

  describe("given less cash than the running costs", () => {
    it("pays energy first, then the other costs, and carries the rest", async () => {
      const { shares, vault, lens, report, finalAt, payIn, inServiceAt } = await reported();
      const cash = report.energyCost + 7n;
      await payIn(1n, cash);
      const split = waterfall(cash, { energy: report.energyCost, other: report.otherOpex, vaultShareBps: 8_000n });
      expect([split.carriedEnergy, split.carriedOther]).to.deep.equal([0n, report.otherOpex - 7n]);

      const settlement = at(finalAt, () => shares.settle(1n));

      await expect(settlement)
        .to.emit(shares, "Settled")
        .withArgs(1n, 1n, split.lines, inServiceAt, 0n, report.otherOpex - 7n);
      const { earned, carriedOther, oldestUnpaid } = await lens.facility(1n);
      expect([earned, carriedOther, oldestUnpaid]).to.deep.equal([cash, report.otherOpex - 7n, 1n]);
      expect(await lens.receivable(1n)).to.equal(report.gross - cash);
      expect((await vault.state()).locked).to.equal(0n);
    });

    it("starts no depreciation: its first period is not paid", async () => {
      const { shares, report, finalAt, payIn } = await reported();
      await payIn(1n, report.gross - 1n);

      await expect(at(finalAt, () => shares.settle(1n))).not.to.emit(shares, "DepreciationStarted");

      expect(await shares.valueX32(1n)).to.equal(VALUE);
    });

    it("sets the deadline to the end of the payment's grace, if that is sooner, on the grid", async () => {
      const { shares, vault, lens, report, finalAt, payIn } = await reported();
      await payIn(1n, 1n);
      const deadline = tickUp(finalAt + GRACE);
      expect(deadline).to.be.below(tickUp(report.end + PERIOD + REPORTING_DELAY));

      await expect(at(finalAt, () => shares.settle(1n)))
        .to.emit(shares, "DeadlineSet")
        .withArgs(1n, deadline);

      expect((await lens.facility(1n)).deadline).to.equal(deadline);
      await networkHelpers.time.increaseTo(deadline - 1n);
      expect((await vault.state()).delinquentValue).to.equal(0n);
      await networkHelpers.time.increaseTo(deadline);
      expect((await vault.state()).delinquentValue).to.equal(COST);
    });

    it("pays what was carried over first of all, when more comes", async () => {
      const { shares, lens, report, finalAt, payIn, payInAt, inServiceAt } = await reported();
      await payIn(1n, 7n);
      await at(finalAt, () => shares.settle(1n));
      const rest = report.gross - 7n;
      const split = waterfall(rest, {
        energyCarried: report.energyCost - 7n,
        otherCarried: report.otherOpex,
        reserveRoom: RESERVE,
        vaultShareBps: 8_000n,
      });

      await expect(payInAt(finalAt + HOUR, 1n, rest))
        .to.emit(shares, "Settled")
        .withArgs(1n, 0n, split.lines, inServiceAt, 0n, 0n);

      const { earned, carriedEnergy, carriedOther } = await lens.facility(1n);
      expect([earned, carriedEnergy, carriedOther]).to.deep.equal([7n + split.costs + split.toOperator, 0n, 0n]);
    });
  });

  describe("given nobody settled until the first report's deadline had passed", () => {
    it("depreciates from that deadline on", async () => {
      const { shares, report, finalAt } = await reported();
      const deadline = tickUp(report.start + PERIOD + REPORTING_DELAY);
      const t = finalAt + GRACE + DAY;
      expect(t).to.be.greaterThan(deadline);

      const settlement = at(t, () => shares.settle(1n));

      await expect(settlement)
        .to.emit(shares, "DepreciationStarted")
        .withArgs(1n, deadline, deadline + LIFE, SLOPE, SALVAGE);
      // Its rent is past its grace as well: it stays delinquent, from its first deadline on.
      await expect(settlement).not.to.emit(shares, "DeadlineSet");
      await expect(settlement).not.to.emit(shares, "Cured");
    });

    it("cures it as soon as it has been reported, while its rent is within the grace", async () => {
      const { shares, lens, report, finalAt } = await reported();
      const t = tickUp(report.start + PERIOD + REPORTING_DELAY) + 7n;
      const graceEnd = tickUp(finalAt + GRACE);
      expect(t).to.be.below(graceEnd);

      const settlement = at(t, () => shares.settle(1n));

      await expect(settlement).to.emit(shares, "Cured").withArgs(1n);
      await expect(settlement).to.emit(shares, "DeadlineSet").withArgs(1n, graceEnd);
      const { delinquentSince, deadline } = await lens.facility(1n);
      expect([delinquentSince, deadline]).to.deep.equal([0n, graceEnd]);
    });
  });

  describe("given more cash than was reported", () => {
    it("leaves the excess in the lockbox", async () => {
      const { shares, lens, report, finalAt, payIn } = await reported();
      await payIn(1n, report.gross + usdc("123"));

      await at(finalAt, () => shares.settle(1n));

      const facility = await lens.facility(1n);
      expect([facility.lockbox, facility.distributed]).to.deep.equal([usdc("123"), report.gross]);
      expect(await lens.receivable(1n)).to.equal(0n);
    });
  });

  describe("given a valid report of nothing", () => {
    it("starts depreciation, carries the running costs, and locks nothing", async () => {
      const fixture = await reported({ gpuSecondsSold: 0n, gross: 0n });
      const { shares, vault, lens, report, finalAt, inServiceAt, until, line } = fixture;

      const settlement = at(finalAt, () => shares.settle(1n));

      await expect(settlement)
        .to.emit(shares, "Settled")
        .withArgs(1n, 1n, NOTHING, inServiceAt, report.energyCost, report.otherOpex);
      await expect(settlement).to.emit(shares, "DepreciationStarted").withArgs(1n, finalAt, until, line.slope, SALVAGE);
      await expect(settlement).to.emit(vault, "LossBooked").withArgs(line.rest, 0n);
      expect((await vault.state()).locked).to.equal(0n);
      expect((await lens.facility(1n)).oldestUnpaid).to.equal(2n);
    });
  });

  describe("given a facility that was sold", () => {
    it("still distributes the rent of its last days, which is no restricted income", async () => {
      const { shares, vault, lens, workouts, curator, buyer, act, report, finalAt, payIn } = await reported();
      await payIn(1n, report.gross);
      await act(curator, workouts, "offerSale", [1n, buyer.address, COST]);
      await workouts.connect(buyer).buy(1n, COST);
      expect(finalAt).to.be.below(BigInt(await networkHelpers.time.latest()));

      const settlement = shares.settle(1n);

      await expect(settlement).to.emit(vault, "Posted");
      await expect(settlement).not.to.emit(vault, "RestrictedLocked");
      await expect(settlement).not.to.emit(shares, "DepreciationStarted");
      const { status, distributed, value, reserve } = await lens.facility(1n);
      expect([status, distributed, value, reserve]).to.deep.equal([STATUS.Retired, report.gross, 0n, 0n]);
    });
  });
});
