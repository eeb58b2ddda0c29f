import { expect } from "chai";
import { VALUE } from "../support/curve.ts";
import { FacilityCurve, tickUp } from "../support/facilityCurve.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import {
  approved,
  at,
  COST,
  DEPOSIT,
  drawn,
  inService,
  LIFE,
  MARKDOWN,
  networkHelpers,
  PERIOD,
  REPORTING_DELAY,
  SALVAGE,
  LONG_WINDOW,
} from "../support/protocol.ts";
import { ceilDiv, DAY, HOUR, usdc } from "../support/units.ts";

const HALF = 1n << 31n;
const QUARTER = 1n << 30n;
const ALL = 1n << 32n;

describe("FacilityManager.writeDown", () => {
  /** Drawn, delinquent at `deadline` if nothing is heard of it. */
  async function waiting() {
    const fixture = await drawn();
    const deadline = tickUp(fixture.terms.inServiceBy + PERIOD + REPORTING_DELAY);
    return { ...fixture, deadline, curve: FacilityCurve.hardware(COST, SALVAGE, LIFE, deadline) };
  }

  /** In service, and depreciating since `from` by a settlement of a period in which nothing was rented. */
  async function depreciating() {
    const fixture = await inService();
    const { shares, inServiceAt, reportAt } = fixture;
    const submittedAt = inServiceAt + PERIOD + HOUR;
    await reportAt(submittedAt, 1n, { gpuSecondsSold: 0n, gross: 0n });
    const from = submittedAt + LONG_WINDOW; // an idle first period has costs, and no rent to hold them against
    await at(from, () => shares.settle(1n));
    const deadline = tickUp(inServiceAt + 2n * PERIOD + REPORTING_DELAY);
    const curve = FacilityCurve.hardware(COST, SALVAGE, LIFE, tickUp(inServiceAt + PERIOD + REPORTING_DELAY))
      .begunAt(from)
      .expectedAt(from, deadline);
    return { ...fixture, from, deadline, curve };
  }

  /** Whole base units of a fraction of the value in second `t`. */
  const lossOf = (curve: FacilityCurve, t: bigint, fraction: bigint) =>
    (curve.valueAt(t) * fraction) / ONE_X32 / ONE_X32;

  describe("given depreciation has not begun", () => {
    it("is a booked loss, and value, salvage and slope fall in proportion", async () => {
      const { shares, vault, lens, curve, writeDown } = await waiting();
      const loss = lossOf(curve, 0n, QUARTER);
      const next = curve.shrunkAt(0n, loss * ONE_X32);
      const left = next.valueAt(0n);

      const booking = await writeDown(1n, QUARTER);

      await expect(booking)
        .to.emit(shares, "WrittenDown")
        .withArgs(1n, loss, left / ONE_X32, next.salvage, next.slope);
      await expect(booking)
        .to.emit(vault, "LossBooked")
        .withArgs(VALUE - left, 0n);
      expect((await vault.state()).nav).to.equal(DEPOSIT - COST + left / ONE_X32);
      expect((await lens.facility(1n)).value).to.equal(left / ONE_X32);
      expect(next.salvage).to.be.within((SALVAGE * 3n) / 4n - 1n, (SALVAGE * 3n) / 4n);
    });

    it("depreciates from what is left when its time comes", async () => {
      const { shares, vault, curve, deadline, writeDown } = await waiting();
      await writeDown(1n, HALF);
      const next = curve.shrunkAt(0n, lossOf(curve, 0n, HALF) * ONE_X32);
      const t = deadline + 50n * DAY;

      await networkHelpers.time.increaseTo(t);

      expect(await shares.valueX32(1n)).to.equal(next.valueAt(t));
      const { value, unrealisedLoss } = await vault.state();
      expect([value, unrealisedLoss]).to.deep.equal([next.valueAt(t) / ONE_X32, ceilDiv(next.lossAt(t), ONE_X32)]);
    });
  });

  describe("given depreciation runs", () => {
    it("reaches the lower salvage at the same end", async () => {
      const { shares, vault, lens, writeDown, from, curve } = await depreciating();
      const t = from + 3n * DAY;
      const next = curve.shrunkAt(t, lossOf(curve, t, QUARTER) * ONE_X32);

      const booking = await writeDown(1n, QUARTER, t);

      const change = next.valueAt(t) - curve.valueAt(t);
      await expect(booking).to.emit(vault, "LossBooked").withArgs(-change, 0n);
      await expect(booking)
        .to.emit(vault, "Posted")
        .withArgs(shares, 0n, 0n, change, next.slope - curve.slope, DAY, 0n, t << 24n);
      expect((await lens.facility(1n)).depreciatesUntil).to.equal(curve.until);
      for (const later of [t + HOUR, curve.until - 1n, curve.until, curve.until + DAY]) {
        await networkHelpers.time.increaseTo(later);
        expect(await shares.valueX32(1n)).to.equal(next.valueAt(later));
        expect((await vault.state()).value).to.equal(next.valueAt(later) / ONE_X32);
      }
    });

    it("can take all of it: no part of a unit is left, and it never goes below zero", async () => {
      const { shares, vault, lens, writeDown, from, curve } = await depreciating();
      const t = from + 3n * DAY;

      await expect(writeDown(1n, ALL, t))
        .to.emit(shares, "WrittenDown")
        .withArgs(1n, curve.valueAt(t) / ONE_X32, 0n, 0n, 0n);

      for (const later of [t + 1n, curve.until + DAY]) {
        await networkHelpers.time.increaseTo(later);
        expect(await shares.valueX32(1n)).to.equal(0n);
        expect([(await vault.state()).value, (await lens.facility(1n)).value]).to.deep.equal([0n, 0n]);
      }
    });

    it("records what began at a deadline nobody had carried out", async () => {
      const { shares, writeDown, deadline, curve } = await waiting();

      await expect(writeDown(1n, HALF, deadline + 3n * DAY))
        .to.emit(shares, "DepreciationStarted")
        .withArgs(1n, deadline, deadline + LIFE, curve.slope, SALVAGE);
    });
  });

  describe("given depreciation has ended", () => {
    it("lowers the salvage, and nothing falls any more", async () => {
      const { shares, vault, writeDown, curve } = await depreciating();
      const t = curve.until + 9n * DAY;

      await expect(writeDown(1n, HALF, t))
        .to.emit(shares, "WrittenDown")
        .withArgs(1n, SALVAGE / 2n, SALVAGE / 2n, SALVAGE / 2n, 0n);

      await networkHelpers.time.increaseTo(t + 500n * DAY);
      expect((await vault.state()).value).to.equal(SALVAGE / 2n);
    });
  });

  describe("given it is delinquent", () => {
    it("reckons what leavers forgo from the new curve, with the deadline it had", async () => {
      const { shares, vault, lens, writeDown, deadline, curve } = await waiting();
      const t = deadline + 30n * DAY + 11n;
      const next = curve.shrunkAt(t, lossOf(curve, t, QUARTER) * ONE_X32);

      await expect(writeDown(1n, QUARTER, t)).not.to.emit(shares, "DeadlineSet");

      const facility = await lens.facility(1n);
      expect([facility.delinquentSince, facility.markedDownAt, facility.exitValue]).to.deep.equal([
        deadline,
        deadline + MARKDOWN,
        next.exitAt(t) / ONE_X32,
      ]);
      for (const later of [t + 1n, deadline + MARKDOWN - 1n, deadline + MARKDOWN, deadline + MARKDOWN + DAY]) {
        await networkHelpers.time.increaseTo(later);
        const { value, unrealisedLoss, delinquentValue } = await vault.state();
        expect([value, unrealisedLoss, delinquentValue]).to.deep.equal([
          next.valueAt(later) / ONE_X32,
          ceilDiv(next.lossAt(later), ONE_X32),
          next.delinquentAt(later, usdc("1")),
        ]);
      }
    });
  });

  describe("given a loan", () => {
    it("lowers what it is worth to the unit, not what is owed", async () => {
      const { addCluster, origination, loans, ledger, lens, vault, operator, writeDown } = await approved();
      const debt = { yearlyRate: 0n, period: 30n * DAY, payments: 10n, finalPayment: 0n, rent: 0n, lateRate: 0n };
      const cluster = await addCluster({}, { form: 1n, vaultShareBps: 0n, debt: { ...debt, shorten: false } });
      await origination.connect(operator).draw(cluster, usdc("1_000_000"), operator);

      await expect(writeDown(cluster, QUARTER))
        .to.emit(loans, "WrittenDown")
        .withArgs(cluster, usdc("250_000"), usdc("750_000"), usdc("750_000"), 0n);

      expect((await lens.facility(cluster)).value).to.equal(usdc("750_000"));
      expect((await vault.state()).nav).to.equal(DEPOSIT - usdc("250_000"));
      // The schedule stays that of the whole amount: it has not begun.
      expect((await ledger.owedOf(cluster))[3]).to.equal(COST);
    });
  });
});
