import { expect } from "chai";
import { waterfall, wearPerSecond } from "../support/bookLaw.ts";
import { FINE, TICK } from "../support/moneyLaw.ts";
import {
  at,
  COST,
  DEPOSIT,
  drawn,
  ethers,
  FEE_BPS,
  GRACE,
  inService,
  LIFE,
  LONG_WINDOW,
  networkHelpers,
  PERIOD,
  REPORT_DEADLINE,
  REPORTING_DELAY,
  SALVAGE,
  STATUS,
  WINDOW,
} from "../support/protocol.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

const SLOPE = wearPerSecond(COST, SALVAGE, LIFE);
const BPS = 10_000n;
const RESERVE = usdc("5_000");

describe("FacilityBook.settle", () => {
  /** The first period is reported an hour after its end; `finalAt` is the first second in which it can be settled. */
  async function reported(changes = {}) {
    const fixture = await inService();
    const submittedAt = fixture.inServiceAt + PERIOD + HOUR;
    const report = await fixture.reportAt(submittedAt, 1n, changes);
    return { ...fixture, report, finalAt: submittedAt + WINDOW };
  }

  describe("given the cluster is not in service", () => {
    it("reverts with where it stands", async () => {
      const { book } = await drawn();

      await expect(book.settle(1n))
        .to.be.revertedWithCustomError(book, "FacilityBook_WrongStatus")
        .withArgs(1n, STATUS.Drawn);
    });
  });

  describe("given no report is final", () => {
    describe("when there is cash in the lockbox", () => {
      it("distributes nothing: nothing was reported", async () => {
        const { book, vault, payIn, inServiceAt } = await inService();
        await payIn(1n, usdc("1_000"));

        const settle = book.settle(1n);

        await expect(settle)
          .to.emit(book, "Settled")
          .withArgs(1n, 0n, waterfall(0n, { vaultShareBps: 8_000n }).lines, inServiceAt, 0n, 0n);
        await expect(settle).not.to.emit(vault, "Posted");
        await expect(settle).not.to.emit(book, "Credited");
        expect((await book.facility(1n)).lockbox).to.equal(usdc("1_000"));
      });
    });

    describe("when the window ends in the next second", () => {
      it("takes no report in", async () => {
        const { book, finalAt } = await reported();

        await at(finalAt - 1n, () => book.settle(1n));
        expect((await book.facility(1n)).settledPeriods).to.equal(0n);
      });
    });
  });

  describe("given a final report, paid in full", () => {
    async function paid() {
      const fixture = await reported();
      const { report } = fixture;
      await fixture.payIn(1n, report.gross);
      // Profit is all that comes in while nothing has worn.
      const split = waterfall(
        report.gross,
        { energy: report.energyCost, other: report.otherOpex, reserveRoom: RESERVE, vaultShareBps: 8_000n },
        (toVault) => (toVault * FEE_BPS) / BPS,
      );
      const [, , , energy, other, , , , fee, toVault, toOperator] = split.lines;
      return { ...fixture, split, energy, other, fee, toVault, toOperator, settle: () => fixture.book.settle(1n) };
    }

    it("takes the report in, and emits every line", async () => {
      const { book, finalAt, split, settle, inServiceAt } = await paid();

      await expect(at(finalAt, settle)).to.emit(book, "Settled").withArgs(1n, 1n, split.lines, inServiceAt, 0n, 0n);
    });

    it("returns the lines, which add up to the cash", async () => {
      const { book, finalAt, split, report } = await paid();
      await networkHelpers.time.increaseTo(finalAt);

      const lines = await book.settle.staticCall(1n);

      expect([...lines]).to.deep.equal(split.lines);
      const [cash, ...parts] = lines;
      expect(cash).to.equal(report.gross);
      expect(parts.reduce((sum, part) => sum + part, 0n)).to.equal(cash);
    });

    it("credits operator and fee recipient, who pull", async () => {
      const { book, finalAt, settle, operator, feeRecipient, energy, other, toOperator, fee } = await paid();

      const settlement = at(finalAt, settle);

      await expect(settlement)
        .to.emit(book, "Credited")
        .withArgs(operator, energy + other + toOperator);
      await expect(settlement).to.emit(book, "Credited").withArgs(feeRecipient, fee);
      expect(await book.creditOf(operator)).to.equal(energy + other + toOperator);
      expect(await book.creditOf(feeRecipient)).to.equal(fee);
    });

    it("moves the vault's part to the vault, where it vests from the period's start until now", async () => {
      const { book, vault, asset, finalAt, settle, toVault, inServiceAt } = await paid();

      const settlement = at(finalAt, settle);

      await expect(settlement).to.changeTokenBalances(ethers, asset, [book, vault], [-toVault, toVault]);
      await expect(settlement)
        .to.emit(vault, "Posted")
        .withArgs(toVault, 0n, SLOPE, finalAt - inServiceAt);
      await expect(settlement)
        .to.emit(vault, "IncomeLocked")
        .withArgs(toVault * FINE, toVault * FINE, (2n * finalAt - inServiceAt) * TICK);
      expect((await vault.state()).nav).to.equal(DEPOSIT);
    });

    it("starts wear in that second", async () => {
      const { book, vault, finalAt, report, settle } = await paid();

      await expect(at(finalAt, settle))
        .to.emit(book, "WearStarted")
        .withArgs(1n, finalAt, finalAt + LIFE, COST, SALVAGE);

      const facility = await book.facility(1n);
      const nextReportBy = report.end + PERIOD + REPORTING_DELAY;
      expect([facility.wearFrom, facility.wearUntil]).to.deep.equal([finalAt, finalAt + LIFE]);
      expect(facility.deadline).to.equal(nextReportBy);
      expect((await vault.state()).nextDue).to.equal(nextReportBy);
      await networkHelpers.time.increaseTo(finalAt + 33n * DAY);
      const worn = (COST * FINE - SLOPE * 33n * DAY) / FINE;
      expect((await book.facility(1n)).value).to.equal(worn);
      expect(await vault.value()).to.equal(worn);
    });

    it("remembers what was reported, distributed, received and held back", async () => {
      const { book, finalAt, settle, report, toVault } = await paid();

      await at(finalAt, settle);

      const facility = await book.facility(1n);
      expect(facility.lockbox).to.equal(0n);
      expect(facility.reported).to.equal(report.gross);
      expect(facility.distributed).to.equal(report.gross);
      expect(facility.received).to.equal(toVault);
      expect(facility.reserve).to.equal(RESERVE);
      expect([facility.carriedEnergy, facility.carriedOther]).to.deep.equal([0n, 0n]);
      expect([facility.settledPeriods, facility.oldestUnpaid]).to.deep.equal([1n, 2n]);
      expect(await book.receivable(1n)).to.equal(0n);
    });

    it("counts income before the fee, and the profit it was taken on", async () => {
      const { book, finalAt, settle, toVault, fee, feeRecipient } = await paid();

      await at(finalAt, settle);

      expect([...(await book.performance())]).to.deep.equal([
        FEE_BPS,
        feeRecipient.address,
        toVault + fee,
        toVault + fee,
      ]);
    });

    it("does nothing a second time", async () => {
      const { book, vault, finalAt, settle } = await paid();
      await at(finalAt, settle);

      const again = at(finalAt + 1n, settle);

      await expect(again)
        .to.emit(book, "Settled")
        .withArgs(1n, 0n, waterfall(0n, { vaultShareBps: 8_000n }).lines, finalAt - HOUR - WINDOW, 0n, 0n);
      await expect(again).not.to.emit(vault, "Posted");
    });

    it("works while the vault is paused", async () => {
      const { vault, guardian, finalAt, settle, toVault } = await paid();
      await vault.connect(guardian).pause();

      await at(finalAt, settle);

      expect((await vault.state()).cash).to.equal(DEPOSIT - COST + toVault);
    });
  });

  describe("given less cash than the running costs", () => {
    it("pays energy first, then the other costs, and carries the rest", async () => {
      const { book, vault, report, finalAt, payIn, operator, inServiceAt } = await reported();
      const cash = report.energyCost + 7n;
      await payIn(1n, cash);
      const split = waterfall(cash, {
        energy: report.energyCost,
        other: report.otherOpex,
        reserveRoom: RESERVE,
        vaultShareBps: 8_000n,
      });
      expect([split.carriedEnergy, split.carriedOther]).to.deep.equal([0n, report.otherOpex - 7n]);

      const settlement = at(finalAt, () => book.settle(1n));

      await expect(settlement)
        .to.emit(book, "Settled")
        .withArgs(1n, 1n, split.lines, inServiceAt, 0n, report.otherOpex - 7n);
      expect(await book.creditOf(operator)).to.equal(cash);
      expect(await book.receivable(1n)).to.equal(report.gross - cash);
      await expect(settlement).not.to.emit(vault, "IncomeLocked");
    });

    it("moves the start of wear to the end of the payment's grace or the next report's deadline", async () => {
      const { book, vault, report, finalAt, payIn } = await reported();
      await payIn(1n, 1n);
      const reportBy = report.end + PERIOD + REPORT_DEADLINE + LONG_WINDOW;
      const paymentBy = finalAt + GRACE;
      const deadline = reportBy < paymentBy ? reportBy : paymentBy;

      await expect(at(finalAt, () => book.settle(1n)))
        .to.emit(book, "DeadlineSet")
        .withArgs(1n, deadline);

      expect(deadline).to.equal(paymentBy);
      expect((await book.facility(1n)).deadline).to.equal(deadline);
      expect((await vault.state()).nextDue).to.equal(deadline);
    });
  });

  describe("given nobody settled until the first report's deadline had passed", () => {
    it("wears from that deadline on", async () => {
      const { book, report, finalAt } = await reported();
      const t = finalAt + GRACE;
      const deadlineBefore = report.start + PERIOD + REPORT_DEADLINE + LONG_WINDOW;
      expect(t).to.be.greaterThan(deadlineBefore);

      await expect(at(t, () => book.settle(1n)))
        .to.emit(book, "WearStarted")
        .withArgs(1n, deadlineBefore, deadlineBefore + LIFE, COST, SALVAGE);
    });
  });

  describe("given more cash than was reported", () => {
    it("leaves the excess in the lockbox", async () => {
      const { book, report, finalAt, payIn } = await reported();
      await payIn(1n, report.gross + usdc("123"));

      await at(finalAt, () => book.settle(1n));

      const facility = await book.facility(1n);
      expect([facility.lockbox, facility.distributed]).to.deep.equal([usdc("123"), report.gross]);
      expect(await book.receivable(1n)).to.equal(0n);
    });
  });

  describe("given a valid report of nothing", () => {
    it("starts wear, carries the running costs, and locks nothing", async () => {
      const { book, vault, report, finalAt, inServiceAt } = await reported({ gpuSecondsSold: 0n, gross: 0n });

      const settlement = at(finalAt, () => book.settle(1n));

      await expect(settlement)
        .to.emit(book, "Settled")
        .withArgs(
          1n,
          1n,
          waterfall(0n, { vaultShareBps: 8_000n }).lines,
          inServiceAt,
          report.energyCost,
          report.otherOpex,
        );
      await expect(settlement)
        .to.emit(book, "WearStarted")
        .withArgs(1n, finalAt, finalAt + LIFE, COST, SALVAGE);
      await expect(settlement).not.to.emit(vault, "IncomeLocked");
      expect((await book.facility(1n)).oldestUnpaid).to.equal(2n);
    });
  });
});
