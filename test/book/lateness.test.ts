import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { clusterStory, WEAR } from "../support/clusterStory.ts";
import { ExitLine } from "../support/exitLine.ts";
import { silentStory, unpaidStory } from "../support/lateStory.ts";
import { FINE } from "../support/moneyLaw.ts";
import {
  approved,
  at,
  COST,
  drawn,
  GRACE,
  inService,
  LIFE,
  LINE,
  networkHelpers,
  now,
  PERIOD,
  REPORTING_DELAY,
  SALVAGE,
  STATUS,
  WINDOW,
} from "../support/protocol.ts";
import { ceilDiv, DAY, HOUR, usdc } from "../support/units.ts";

const wholeTokensUp = (fine: bigint): bigint => ceilDiv(fine, usdc("1") * FINE);

describe("FacilityBook, lateness", () => {
  describe("given no report comes", () => {
    it("is not late a second before the last one could have been final", async () => {
      const { book, vault, lateFrom } = await silentStory();

      await networkHelpers.time.increaseTo(lateFrom - 1n);

      const facility = await book.facility(1n);
      expect([facility.deadline, facility.lateSince, facility.lineEnd]).to.deep.equal([lateFrom, 0n, 0n]);
      expect(facility.exitValue).to.equal(facility.value);
      expect((await vault.state()).nextDue).to.equal(lateFrom);
    });

    it("is late from that second on, and nobody needs to call for it", async () => {
      const { book, lateFrom, lineEnd, valueThen, priceAt } = await silentStory();

      await priceAt(lateFrom);

      const facility = await book.facility(1n);
      expect([facility.deadline, facility.lateSince, facility.lineEnd]).to.deep.equal([0n, lateFrom, lineEnd]);
      expect([facility.value, facility.exitValue]).to.deep.equal([valueThen / FINE, valueThen / FINE]);
      for (const after of [1n, 33n * DAY, LINE - 1n, LINE, LINE + 500n * DAY]) await priceAt(lateFrom + after);
      expect((await book.facility(1n)).exitValue).to.equal(0n);
    });

    it("is worth a second of the line a second before its end, and nothing from then on", async () => {
      const { book, law, lineEnd } = await silentStory();
      const last = law.line?.at(lineEnd - 1n) ?? 0n;
      expect(last / FINE).to.be.greaterThan(0n);

      await networkHelpers.time.increaseTo(lineEnd - 1n);
      expect((await book.facility(1n)).exitValue).to.equal(last / FINE);
      await networkHelpers.time.increaseTo(lineEnd);
      expect((await book.facility(1n)).exitValue).to.equal(0n);
    });

    it("is written down by the next function of the book, as of its deadline", async () => {
      const { book, lateFrom, lineEnd, valueThen } = await silentStory();

      const settlement = at(lateFrom + 3n * DAY, () => book.settle(1n));

      await expect(settlement)
        .to.emit(book, "LateSince")
        .withArgs(1n, lateFrom, lineEnd, valueThen / FINE);
      await expect(settlement).to.emit(book, "Synced").withArgs(1n, lineEnd);
      await expect(settlement).not.to.emit(book, "WearStarted"); // that was before
      await expect(at(lateFrom + 4n * DAY, () => book.settle(1n))).not.to.emit(book, "LateSince");
    });

    it("counts as ended from its line's end on: epochs wait for it", async () => {
      const { vault, book, lineEnd, valueThen } = await silentStory();
      const slope = valueThen / LINE;

      await at(lineEnd - 1n, () => book.sync(4n));
      expect((await vault.state()).ended).to.equal(0n);
      await expect(at(lineEnd, () => book.sync(4n)))
        .to.emit(vault, "LatenessTurned")
        .withArgs([valueThen - slope * LINE, -slope, 0n, 1n]);
      expect((await vault.state()).ended).to.equal(1n);
    });

    it("a report that is settled and paid in the deadline's second is too late, and cures it", async () => {
      const { book, vault, law, report, payIn, settle, lateFrom, lineEnd, startOf, valueThen } = await silentStory();
      const made = await report(2n);
      await payIn(1n, made.gross);
      law.line = undefined;

      await settle(lateFrom, { cash: made.gross, report: made, vestFrom: startOf(2n) });

      const [late] = await book.queryFilter(book.filters.LateSince(), "latest");
      expect([...(late?.args ?? [])]).to.deep.equal([1n, lateFrom, lineEnd, valueThen / FINE]);
      const [cured] = await book.queryFilter(book.filters.Cured(), "latest");
      const arrearsUntil = 2n * lateFrom - startOf(2n);
      expect([...(cured?.args ?? [])]).to.deep.equal([1n, arrearsUntil]);
      expect((await vault.state()).watched).to.equal(wholeTokensUp(valueThen) * usdc("1"));
    });

    it("a second earlier it was never late", async () => {
      const { book, vault, law, report, payIn, settle, lateFrom, startOf } = await silentStory();
      const made = await report(2n);
      await payIn(1n, made.gross);
      law.line = undefined;

      await settle(lateFrom - 1n, { cash: made.gross, report: made, vestFrom: startOf(2n) });

      expect(await book.queryFilter(book.filters.LateSince(), "latest")).to.have.length(0);
      expect((await vault.state()).watched).to.equal(0n);
      const { deadline, arrearsUntil } = await book.facility(1n);
      expect([deadline, arrearsUntil]).to.deep.equal([made.end + 30n * DAY + REPORTING_DELAY, 0n]);
    });
  });

  describe("given a report is not paid", () => {
    it("is late when its grace is over, though every report came", async () => {
      const { book, lateFrom, settledAt, reportUntil, priceAt } = await unpaidStory();
      expect(lateFrom).to.equal(settledAt(2n) + GRACE);
      await priceAt(lateFrom - 1n);
      expect((await book.facility(1n)).lateSince).to.equal(0n);
      await reportUntil(lateFrom + 30n * DAY, 3n);

      const { lateSince, oldestUnpaid, settledPeriods } = await book.facility(1n);
      expect([lateSince, oldestUnpaid, settledPeriods]).to.deep.equal([lateFrom, 2n, 3n]);
    });

    it("stays late until the last unit is paid, and the line goes on", async () => {
      const { book, vault, oracle, lateFrom, valueThen, startOf, payIn, settle, law } = await unpaidStory();
      const second = await oracle.reportOf(1n, 2n);
      const t = lateFrom + 10n * DAY;
      await payIn(1n, second.gross - 1n);

      await settle(t, { cash: second.gross - 1n, vestFrom: startOf(2n) });

      expect(await book.queryFilter(book.filters.Cured(), "latest")).to.have.length(0);
      const part = await book.facility(1n);
      expect([part.lateSince, part.lineEnd]).to.deep.equal([lateFrom, lateFrom + LINE]);
      // Watched for as long as what came vests; it is still the facility itself that counts.
      expect((await vault.state()).watched).to.equal(wholeTokensUp(valueThen) * usdc("1"));
      await payIn(1n, 1n);
      law.line = undefined;
      await settle(t + HOUR, { cash: 1n, vestFrom: startOf(2n) });

      const cured = await book.facility(1n);
      const arrearsUntil = 2n * (t + HOUR) - startOf(2n);
      expect([cured.lateSince, cured.arrearsUntil]).to.deep.equal([0n, arrearsUntil]);
    });

    it("is cured by paying, and watched until its arrears have vested, to the second", async () => {
      const { book, vault, lateFrom, cure, fullPeriod, startOf, valueThen } = await unpaidStory();
      const t = lateFrom + DAY;
      await cure(t);
      const arrearsUntil = 2n * t - startOf(2n);
      const { deadline } = await book.facility(1n);
      expect(deadline).to.equal(startOf(3n) + 30n * DAY + REPORTING_DELAY);
      await fullPeriod(3n);

      await at(arrearsUntil - 1n, () => book.sync(4n));
      expect((await vault.state()).watched).to.equal(wholeTokensUp(valueThen) * usdc("1"));
      await expect(at(arrearsUntil, () => book.sync(4n)))
        .to.emit(vault, "LatenessTurned")
        .withArgs([0n, 0n, -wholeTokensUp(valueThen), 0n]);

      expect((await vault.state()).watched).to.equal(0n);
    });

    it("can be late again after a cure, with a line of its own", async () => {
      const { book, law, lateFrom, cure, startOf, priceAt } = await unpaidStory();
      await cure(lateFrom + DAY);
      const again = startOf(3n) + 30n * DAY + REPORTING_DELAY;
      law.line = ExitLine.begin(again, law.valueFineAt(again), WEAR, LINE);

      for (const after of [-1n, 0n, 10n * DAY, LINE]) await priceAt(again + after);

      const { lateSince, lineEnd } = await book.facility(1n);
      expect([lateSince, lineEnd]).to.deep.equal([again, again + LINE]);
    });
  });

  describe("given nobody settled until the grace was over", () => {
    it("is late from the settlement on: no step in the price", async () => {
      const fixture = await inService();
      const { vault, book, depositor, operator, addCluster, reportAt } = fixture;
      await vault.connect(depositor).deposit(usdc("10_000_000"), depositor);
      const cluster = await addCluster({}, { paymentGrace: DAY });
      await book.connect(operator).draw(cluster, COST, operator);
      const start = (await now()) + HOUR;
      await at(start, () => book.connect(operator).commission(cluster, start));
      await reportAt(start + PERIOD + HOUR, cluster);
      const t = start + PERIOD + HOUR + WINDOW + 3n * DAY;
      await networkHelpers.time.increaseTo(t - 2n);
      await book.sync(10n);

      const settlement = at(t, () => book.settle(cluster));

      await expect(settlement)
        .to.emit(book, "LateSince")
        .withArgs(cluster, t, t + LINE, COST);
      await expect(settlement)
        .to.emit(book, "WearStarted")
        .withArgs(cluster, t, t + LIFE, COST, SALVAGE);
      await expect(settlement).not.to.emit(vault, "LossBooked");
      await expect(settlement)
        .to.emit(vault, "LatenessTurned")
        .withArgs([0n, (COST * FINE) / LINE - WEAR, COST / usdc("1"), 0n]);
      const { deadline, exitValue } = await book.facility(cluster);
      expect([deadline, exitValue]).to.deep.equal([0n, COST]);
    });
  });

  describe("given hardware that was never put in service", () => {
    async function overdue() {
      const fixture = await drawn();
      const deadline = fixture.terms.inServiceBy + PERIOD + REPORTING_DELAY;
      return { ...fixture, deadline };
    }

    it("is late at its deadline, and commissioning it does not cure that", async () => {
      const { book, operator, deadline } = await overdue();
      const t = deadline + 2n * DAY;

      const commission = at(t, () => book.connect(operator).commission(1n, t));

      await expect(commission)
        .to.emit(book, "LateSince")
        .withArgs(1n, deadline, deadline + LINE, COST);
      await expect(commission).not.to.emit(book, "Cured");
      await expect(commission).not.to.emit(book, "DeadlineSet");
      const facility = await book.facility(1n);
      expect([facility.status, facility.lateSince, facility.deadline]).to.deep.equal([STATUS.InService, deadline, 0n]);
    });

    it("is cured when its first period has been reported and paid", async () => {
      const { book, operator, deadline, reportAt, payIn } = await overdue();
      const t = deadline + 2n * DAY;
      await at(t, () => book.connect(operator).commission(1n, t));
      const report = await reportAt(t + PERIOD, 1n);
      await payIn(1n, report.gross);
      const paidAt = t + PERIOD + WINDOW;

      const settlement = at(paidAt, () => book.settle(1n));

      await expect(settlement)
        .to.emit(book, "Cured")
        .withArgs(1n, 2n * paidAt - t);
      await expect(settlement)
        .to.emit(book, "DeadlineSet")
        .withArgs(1n, t + 2n * PERIOD + REPORTING_DELAY);
    });

    it("is no longer drawn", async () => {
      const { book, operator, terms, deadline } = await overdue();

      await expect(at(deadline, () => book.connect(operator).draw(1n, 1n, operator)))
        .to.be.revertedWithCustomError(book, "FacilityBook_AboveApproval")
        .withArgs(1n, COST + 1n, COST);
      expect(terms.inServiceBy).to.be.below(deadline);
    });
  });

  describe("given it is written down while it is late", () => {
    it("keeps leavers' part of the value, and the end of the line", async () => {
      const { book, vault, curator, law, lateFrom, lineEnd, actAt, priceAt } = await silentStory();
      const t = lateFrom + 30n * DAY;
      const loss = usdc("1_000_000.000001");
      const before = law.valueFineAt(t);
      const after = before - loss * FINE;
      const line = law.line;
      law.line = line?.cutAt(t, before, after);
      // Wear goes on to the same salvage at the same end.
      const wearUntil = (await book.facility(1n)).wearUntil;
      const wear = (after - SALVAGE * FINE) / (wearUntil - t);
      law.post(t, 0n, -loss * FINE, wear - WEAR, 0n);

      await expect(actAt(t, curator, book, "writeDown", [1n, loss]))
        .to.emit(book, "WrittenDown")
        .withArgs(1n, loss, after / FINE, SALVAGE);

      const facility = await book.facility(1n);
      expect(facility.exitValue).to.equal(((line?.at(t) ?? 0n) * after) / before / FINE);
      expect(facility.lineEnd).to.equal(lineEnd);
      for (const later of [1n, 30n * DAY, 60n * DAY - 1n, 60n * DAY, 61n * DAY]) await priceAt(t + later);
      expect((await vault.state()).ended).to.equal(1n); // seen ahead
      await book.sync(8n);
      expect((await vault.state()).ended).to.equal(1n);
    });

    it("to nothing: leavers lose nothing more by it", async () => {
      const { book, vault, curator, law, lateFrom, actAt } = await silentStory();
      const t = lateFrom + 30n * DAY;
      const value = law.valueFineAt(t) / FINE;

      await actAt(t, curator, book, "writeDown", [1n, value]);

      // Less than a base unit of the value is left, and of that a part: nobody is ever paid it.
      const { nav, totalAssets } = await vault.state();
      expect(nav - totalAssets).to.be.at.most(1n);
      const facility = await book.facility(1n);
      expect([facility.value, facility.exitValue]).to.deep.equal([0n, 0n]);
    });
  });
});

describe("FacilityBook.setLineLength", () => {
  describe("given no facility", () => {
    it("reverts with where it stands", async () => {
      const { book, curator, act } = await drawn();

      await expect(act(curator, book, "setLineLength", [2n, 30n * DAY]))
        .to.be.revertedWithCustomError(book, "FacilityBook_WrongStatus")
        .withArgs(2n, STATUS.None);
    });
  });

  for (const length of [7n * DAY - 1n, 365n * DAY + 1n]) {
    describe(`when the length is ${length}`, () => {
      it("reverts with its range", async () => {
        const { book, curator, act } = await drawn();

        await expect(act(curator, book, "setLineLength", [1n, length]))
          .to.be.revertedWithCustomError(book, "FacilityBook_TermOutOfRange")
          .withArgs(encodeBytes32String("lineLength"), length, 7n * DAY, 365n * DAY);
      });
    });
  }

  describe("given the facility is late", () => {
    it("reverts with since when, though nobody had written it down", async () => {
      const { book, curator, lateFrom, actAt } = await silentStory();

      await expect(actAt(lateFrom, curator, book, "setLineLength", [1n, 365n * DAY]))
        .to.be.revertedWithCustomError(book, "FacilityBook_Late")
        .withArgs(1n, lateFrom);
    });
  });

  describe("given it is not late yet", () => {
    for (const length of [7n * DAY, 365n * DAY]) {
      it(`plans a line of ${length / DAY} days, to the second before it begins`, async () => {
        const { book, vault, curator, law, lateFrom, actAt, priceAt, valueThen } = await silentStory();
        const [, before] = await book.outlook();

        await expect(actAt(lateFrom - 1n, curator, book, "setLineLength", [1n, length]))
          .to.emit(book, "LineLengthChanged")
          .withArgs(1n, LINE, length);

        const [, lastEnd] = await book.outlook();
        // Line and resolution: what was promised is never sooner.
        expect(lastEnd - before).to.equal(length > LINE ? 2n * (length - LINE) : 0n);
        expect((await book.facility(1n)).lineLength).to.equal(length);
        law.line = ExitLine.begin(lateFrom, valueThen, WEAR, length);
        for (const after of [0n, 3n * DAY, length - 1n, length]) await priceAt(lateFrom + after);
        await book.sync(1n);
        expect((await vault.state()).nextDue).to.equal(lateFrom + length);
      });
    }

    it("is bounded by the wear: what wears faster is worth nothing sooner", async () => {
      const { book, operator, addCluster, vault, depositor } = await inService();
      await vault.connect(depositor).deposit(usdc("10_000_000"), depositor);
      // Worn to nothing in thirty days: the line is no flatter than that.
      const cluster = await addCluster({ usefulLife: 30n * DAY, salvage: 0n });
      await book.connect(operator).draw(cluster, COST, operator);
      const start = (await now()) + HOUR;
      await at(start, () => book.connect(operator).commission(cluster, start));
      const lateFrom = start + PERIOD + REPORTING_DELAY;
      const wear = (COST * FINE) / (30n * DAY);
      const line = ExitLine.begin(lateFrom, COST * FINE, wear, LINE);

      await networkHelpers.time.increaseTo(lateFrom + 12n * DAY);

      const facility = await book.facility(cluster);
      expect(facility.lineEnd).to.equal(line.until);
      expect(line.until - lateFrom).to.equal(30n * DAY);
      expect(facility.exitValue).to.equal(line.at(lateFrom + 12n * DAY) / FINE);
      expect(facility.value - facility.exitValue).to.be.at.most(1n);
    });
  });

  it("works for a facility of which nothing is drawn", async () => {
    const { book, curator, act } = await approved();

    await act(curator, book, "setLineLength", [1n, 7n * DAY]);

    expect((await book.facility(1n)).lineLength).to.equal(7n * DAY);
  });
});

describe("FacilityBook, a facility of daily reports", () => {
  it("is late six days after its last period, and stays so while reports come and no money", async () => {
    const { book, law, fullPeriod, report, settle, settledAt, startOf } = await clusterStory();
    await fullPeriod(1n);
    const second = await report(2n);
    await settle(settledAt(2n), { cash: 0n, report: second, vestFrom: startOf(2n) });
    const lateFrom = settledAt(2n) + GRACE;
    law.line = ExitLine.begin(lateFrom, law.valueFineAt(lateFrom), WEAR, LINE);

    for (let period = 3n; period <= 10n; ++period) {
      const made = await report(period);
      await settle(settledAt(period), { cash: 0n, report: made, vestFrom: startOf(2n) });
    }

    expect((await book.facility(1n)).lateSince).to.equal(lateFrom);
  });
});
