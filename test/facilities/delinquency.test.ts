import { expect } from "chai";
import { clusterStory } from "../support/clusterStory.ts";
import { nextTick, SLOPE, VALUE } from "../support/curve.ts";
import { FacilityCurve, tickUp } from "../support/facilityCurve.ts";
import { silentStory, unpaidStory } from "../support/delinquencyStory.ts";
import { ONE_X32, TICK as STEP } from "../support/moneyLaw.ts";
import {
  at,
  COST,
  drawn,
  GRACE,
  inService,
  LIFE,
  MARKDOWN,
  MONTH,
  networkHelpers,
  now,
  PERIOD,
  REPORTING_DELAY,
  SALVAGE,
  STATUS,
  TICK,
  WINDOW,
} from "../support/protocol.ts";
import { ceilDiv, DAY, HOUR, usdc } from "../support/units.ts";

const tokensUp = (x32: bigint): bigint => ceilDiv(x32, usdc("1") * ONE_X32);

describe("FacilityManager, delinquency", () => {
  describe("given no report comes", () => {
    it("is not delinquent a second before the grid's next after the last one could have been final", async () => {
      const { lens, vault, delinquentFrom, startOf } = await silentStory();
      const lastFinal = startOf(2n) + MONTH + REPORTING_DELAY;
      expect([delinquentFrom % TICK, delinquentFrom - lastFinal < TICK]).to.deep.equal([0n, true]);

      await networkHelpers.time.increaseTo(delinquentFrom - 1n);

      const facility = await lens.facility(1n);
      expect([facility.deadline, facility.delinquentSince, facility.markedDownAt]).to.deep.equal([
        delinquentFrom,
        0n,
        0n,
      ]);
      expect(facility.exitValue).to.equal(facility.value);
      const { delinquentValue, unrealisedLoss } = await vault.state();
      expect([delinquentValue, unrealisedLoss]).to.deep.equal([0n, 0n]);
    });

    it("is delinquent from that second on, and nobody needs to call for it", async () => {
      const { lens, shares, delinquentFrom, markedDownAt, valueThen, priceAt } = await silentStory();

      await priceAt(delinquentFrom);

      const facility = await lens.facility(1n);
      expect([facility.deadline, facility.delinquentSince, facility.markedDownAt]).to.deep.equal([
        0n,
        delinquentFrom,
        markedDownAt,
      ]);
      expect([...(await shares.statusOf(1n))]).to.deep.equal([STATUS.InService, delinquentFrom, 0n, 0n]);
      expect([facility.value, facility.exitValue]).to.deep.equal([valueThen / ONE_X32, valueThen / ONE_X32]);
      for (const after of [1n, 33n * DAY, MARKDOWN - 1n, MARKDOWN, MARKDOWN + 500n * DAY]) {
        await priceAt(delinquentFrom + after);
      }
      expect((await lens.facility(1n)).exitValue).to.equal(0n);
    });

    it("is worth a second of the markdown a second before its end, and nothing from then on", async () => {
      const { lens, law, markedDownAt } = await silentStory();
      const last = law.curveOf().exitAt(markedDownAt - 1n);
      expect(last / ONE_X32).to.be.greaterThan(0n);

      await networkHelpers.time.increaseTo(markedDownAt - 1n);
      expect((await lens.facility(1n)).exitValue).to.equal(last / ONE_X32);
      await networkHelpers.time.increaseTo(markedDownAt);
      expect((await lens.facility(1n)).exitValue).to.equal(0n);
    });

    it("needs no function of a manager: a settlement says nothing new of it", async () => {
      const { shares, vault, delinquentFrom, markedDownAt } = await silentStory();

      const settlement = at(delinquentFrom + 3n * DAY, () => shares.settle(1n));

      await expect(settlement).not.to.emit(shares, "DepreciationStarted"); // that was before
      await expect(settlement).not.to.emit(shares, "DeadlineSet");
      await expect(settlement).not.to.emit(vault, "Posted");
      await vault.accrue(4n);
      expect((await vault.state()).nextKink).to.equal(markedDownAt);
    });

    it("a report that is settled and paid in the deadline's second is too late, and cures it", async () => {
      const { shares, vault, report, payIn, settle, delinquentFrom, startOf } = await silentStory();
      const made = await report(2n);
      await payIn(1n, made.gross);

      const { toVault } = await settle(delinquentFrom, { cash: made.gross, report: made, vestFrom: startOf(2n) });

      expect(await shares.queryFilter(shares.filters.Cured(1n), "latest")).to.have.length(1);
      const [restricted] = await vault.queryFilter(vault.filters.RestrictedLocked(), "latest");
      const [posted] = await vault.queryFilter(vault.filters.Posted(), "latest");
      const fee = posted?.args.fee ?? 0n;
      const vestEnd = (2n * delinquentFrom - startOf(2n)) * STEP;
      expect([...(restricted?.args ?? [])]).to.deep.equal([(toVault - fee) * ONE_X32, vestEnd]);
      const { delinquentValue, restrictedLocked } = await vault.state();
      expect([delinquentValue, restrictedLocked]).to.deep.equal([0n, toVault - fee]);
    });

    it("a second earlier it was never delinquent", async () => {
      const { shares, vault, lens, report, payIn, settle, delinquentFrom, startOf } = await silentStory();
      const made = await report(2n);
      await payIn(1n, made.gross);

      await settle(delinquentFrom - 1n, { cash: made.gross, report: made, vestFrom: startOf(2n) });

      expect(await shares.queryFilter(shares.filters.Cured(), "latest")).to.have.length(0);
      expect(await vault.queryFilter(vault.filters.RestrictedLocked(), "latest")).to.have.length(0);
      const { delinquentValue, restrictedLocked } = await vault.state();
      expect([delinquentValue, restrictedLocked]).to.deep.equal([0n, 0n]);
      expect((await lens.facility(1n)).deadline).to.equal(tickUp(made.end + MONTH + REPORTING_DELAY));
    });
  });

  describe("given a report is not paid", () => {
    it("is delinquent when its grace is over, on the grid, though every report came", async () => {
      const { lens, delinquentFrom, settledAt, reportUntil, priceAt } = await unpaidStory();
      expect(delinquentFrom).to.equal(tickUp(settledAt(2n) + GRACE));
      await priceAt(delinquentFrom - 1n);
      expect((await lens.facility(1n)).delinquentSince).to.equal(0n);
      await reportUntil(delinquentFrom + 30n * DAY, 3n);

      const { delinquentSince, oldestUnpaid, settledPeriods } = await lens.facility(1n);
      expect([delinquentSince, oldestUnpaid, settledPeriods]).to.deep.equal([delinquentFrom, 2n, 3n]);
    });

    it("stays so until the last unit is paid, and the markdown goes on", async () => {
      const { shares, vault, lens, oracle, delinquentFrom, markedDownAt, valueThen, startOf, settle } =
        await unpaidStory();
      const second = await oracle.reportOf(1n, 2n);
      const t = delinquentFrom + 10n * DAY;

      await settle(t, { pays: second.gross - 1n, cash: second.gross - 1n, vestFrom: startOf(2n) });

      expect(await shares.queryFilter(shares.filters.Cured(), "latest")).to.have.length(0);
      const part = await lens.facility(1n);
      expect([part.delinquentSince, part.markedDownAt]).to.deep.equal([delinquentFrom, markedDownAt]);
      expect((await vault.state()).delinquentValue).to.equal(tokensUp(valueThen) * usdc("1"));
      await settle(t + HOUR, { pays: 1n, cash: 1n, vestFrom: startOf(2n) });

      expect((await lens.facility(1n)).delinquentSince).to.equal(0n);
      expect((await vault.state()).delinquentValue).to.equal(0n);
    });

    it("can be delinquent again after a cure, with a markdown of its own", async () => {
      const { lens, delinquentFrom, cure, startOf, priceAt } = await unpaidStory();
      await cure(delinquentFrom + DAY);
      const again = tickUp(startOf(3n) + MONTH + REPORTING_DELAY);

      for (const after of [-1n, 0n, 10n * DAY, MARKDOWN]) await priceAt(again + after);

      const { delinquentSince, markedDownAt } = await lens.facility(1n);
      expect([delinquentSince, markedDownAt]).to.deep.equal([again, again + MARKDOWN]);
    });

    it("can be cured after its markdown has ended: what it is worth comes back to leavers", async () => {
      const { vault, lens, markedDownAt, reportUntil, facility, settle, startOf } = await unpaidStory();
      const t = markedDownAt + 3n * DAY + 7n;
      await reportUntil(t, 3n);

      await settle(t, { pays: facility.owed, cash: facility.owed, vestFrom: startOf(2n) });

      const { unrealisedLoss, delinquentValue } = await vault.state();
      expect([unrealisedLoss, delinquentValue]).to.deep.equal([0n, 0n]);
      const { exitValue, value, delinquentSince } = await lens.facility(1n);
      expect([exitValue, delinquentSince]).to.deep.equal([value, 0n]);
    });
  });

  describe("given a deadline has passed when it is reckoned", () => {
    /** Its one report is final since `finalAt`, its grace is a day, and nobody has settled. */
    async function unsettled() {
      const fixture = await inService();
      const { vault, origination, depositor, operator, addCluster, reportAt } = fixture;
      await vault.connect(depositor).deposit(usdc("10_000_000"), depositor);
      const cluster = await addCluster({}, { paymentGrace: DAY });
      await origination.connect(operator).draw(cluster, COST, operator);
      const start = (await now()) + HOUR;
      await at(start, () => origination.connect(operator).commission(cluster, start));
      await reportAt(start + PERIOD + HOUR, cluster);
      return { ...fixture, cluster, start, finalAt: start + PERIOD + HOUR + WINDOW };
    }

    for (const [name, offset] of [
      ["in the middle of a tick", 1_234n],
      ["on the grid: never from this very second", 0n],
    ] as const) {
      it(`is delinquent from the next tick on, ${name}`, async () => {
        const { vault, shares, lens, cluster, finalAt } = await unsettled();
        const t = tickUp(finalAt + 3n * DAY) + offset;
        const before = await vault.totalAssets();

        const settlement = at(t, () => shares.settle(cluster));

        await expect(settlement).to.emit(shares, "DeadlineSet").withArgs(cluster, nextTick(t));
        await expect(settlement).not.to.emit(vault, "LossBooked");
        await expect(settlement).not.to.emit(shares, "Cured");
        const facility = await lens.facility(cluster);
        expect([facility.deadline, facility.delinquentSince]).to.deep.equal([nextTick(t), 0n]);
        expect(await vault.totalAssets()).to.be.at.most(before);
        const curve = FacilityCurve.hardware(COST, SALVAGE, LIFE, nextTick(t));
        for (const later of [nextTick(t), nextTick(t) + 1n, nextTick(t) + 20n * DAY]) {
          await networkHelpers.time.increaseTo(later);
          const { exitValue, value } = await lens.facility(cluster);
          expect([value, exitValue]).to.deep.equal([curve.valueAt(later) / ONE_X32, curve.exitAt(later) / ONE_X32]);
        }
      });
    }

    it("starts depreciation there, too", async () => {
      const { shares, lens, cluster, finalAt } = await unsettled();
      const t = finalAt + 3n * DAY;
      await expect(at(t, () => shares.settle(cluster))).not.to.emit(shares, "DepreciationStarted");
      const from = nextTick(t);

      await expect(at(from + HOUR, () => shares.settle(cluster))).not.to.emit(shares, "DeadlineSet");

      const { depreciatesUntil, slope, delinquentSince } = await lens.facility(cluster);
      expect([depreciatesUntil, slope, delinquentSince]).to.deep.equal([from + LIFE, SLOPE, from]);
      expect(await shares.valueX32(cluster)).to.equal(VALUE - SLOPE * HOUR);
    });
  });

  describe("given hardware that was never put in service", () => {
    async function overdue() {
      const fixture = await drawn();
      return { ...fixture, deadline: tickUp(fixture.terms.inServiceBy + PERIOD + REPORTING_DELAY) };
    }

    it("is delinquent at its deadline, and commissioning it does not cure that", async () => {
      const { origination, shares, lens, operator, deadline } = await overdue();
      const t = deadline + 2n * DAY;

      const commission = at(t, () => origination.connect(operator).commission(1n, t));

      await expect(commission).not.to.emit(shares, "Cured");
      await expect(commission).not.to.emit(shares, "DeadlineSet");
      const facility = await lens.facility(1n);
      expect([facility.status, facility.delinquentSince, facility.deadline]).to.deep.equal([
        STATUS.InService,
        deadline,
        0n,
      ]);
    });

    it("is cured when its first period has been reported and paid", async () => {
      const { origination, shares, vault, operator, deadline, reportAt, payIn } = await overdue();
      const t = deadline + 2n * DAY;
      await at(t, () => origination.connect(operator).commission(1n, t));
      const report = await reportAt(t + PERIOD, 1n);
      await payIn(1n, report.gross);
      const paidAt = t + PERIOD + WINDOW;

      const settlement = at(paidAt, () => shares.settle(1n));

      await expect(settlement).to.emit(shares, "Cured").withArgs(1n);
      await expect(settlement)
        .to.emit(shares, "DeadlineSet")
        .withArgs(1n, tickUp(t + 2n * PERIOD + REPORTING_DELAY));
      // It depreciates since its deadline, and that does not start anew.
      await expect(settlement).not.to.emit(shares, "DepreciationStarted");
      await expect(settlement).to.emit(vault, "RestrictedLocked");
    });
  });

  describe("given it is written down while it is delinquent", () => {
    it("recomputes what leavers forgo from the new curve, since the same deadline", async () => {
      const { shares, lens, law, delinquentFrom, markedDownAt, writeDown, priceAt } = await silentStory();
      const t = delinquentFrom + 30n * DAY;
      const loss = law.curveOf().valueAt(t) / 8n / ONE_X32;
      const next = law.curveOf().shrunkAt(t, loss * ONE_X32);
      law.move(t, 1n, next);

      await expect(writeDown(1n, 1n << 29n, t))
        .to.emit(shares, "WrittenDown")
        .withArgs(1n, loss, next.valueAt(t) / ONE_X32, next.salvage, next.slope);

      const facility = await lens.facility(1n);
      expect([facility.exitValue, facility.markedDownAt]).to.deep.equal([next.exitAt(t) / ONE_X32, markedDownAt]);
      for (const later of [1n, 30n * DAY, 60n * DAY - 1n, 60n * DAY, 61n * DAY]) await priceAt(t + later);
    });

    it("to nothing: leavers lose nothing more by it", async () => {
      const { vault, lens, delinquentFrom, writeDown } = await silentStory();

      await writeDown(1n, 1n << 32n, delinquentFrom + 30n * DAY);

      const { nav, totalAssets, delinquentValue } = await vault.state();
      expect([nav - totalAssets, delinquentValue]).to.deep.equal([0n, 0n]);
      const facility = await lens.facility(1n);
      expect([facility.value, facility.exitValue]).to.deep.equal([0n, 0n]);
    });
  });

  describe("given hardware that is depreciated out before its markdown ends", () => {
    it("forgoes a straight line to the value at the markdown's end", async () => {
      const { origination, operator, addCluster, vault, lens, depositor } = await inService();
      await vault.connect(depositor).deposit(usdc("10_000_000"), depositor);
      // Worth a tenth in thirty days: leavers' part falls for ninety all the same.
      const cluster = await addCluster({ usefulLife: 30n * DAY });
      await origination.connect(operator).draw(cluster, COST, operator);
      const start = (await now()) + HOUR;
      await at(start, () => origination.connect(operator).commission(cluster, start));
      const deadline = tickUp(start + PERIOD + REPORTING_DELAY);
      const curve = FacilityCurve.hardware(COST, SALVAGE, 30n * DAY, deadline);

      for (const after of [12n * DAY, 30n * DAY, 60n * DAY, MARKDOWN]) {
        await networkHelpers.time.increaseTo(deadline + after);
        const { value, exitValue } = await lens.facility(cluster);
        expect([value, exitValue]).to.deep.equal([
          curve.valueAt(deadline + after) / ONE_X32,
          curve.exitAt(deadline + after) / ONE_X32,
        ]);
      }
      expect(curve.lossSlope).to.equal(ceilDiv(SALVAGE * ONE_X32, MARKDOWN));
    });
  });
});

describe("FacilityManager, a facility of daily reports", () => {
  it("is delinquent five days after its rent was final, and stays so while reports come and no money", async () => {
    const { lens, fullPeriod, report, settle, settledAt, startOf } = await clusterStory();
    await fullPeriod(1n);
    const second = await report(2n);
    await settle(settledAt(2n), { cash: 0n, report: second, vestFrom: startOf(2n) });

    for (let period = 3n; period <= 10n; ++period) {
      const made = await report(period);
      await settle(settledAt(period), { cash: 0n, report: made, vestFrom: startOf(2n) });
    }

    expect((await lens.facility(1n)).delinquentSince).to.equal(tickUp(settledAt(2n) + GRACE));
  });
});
