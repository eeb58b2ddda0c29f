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
  now,
  PERIOD,
  REPORTING_DELAY,
  SALVAGE,
  STATUS,
  WINDOW,
} from "../support/protocol.ts";
import { ceilDiv, DAY, HOUR, usdc } from "../support/units.ts";

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
    const from = submittedAt + WINDOW;
    await at(from, () => shares.settle(1n));
    const deadline = tickUp(inServiceAt + 2n * PERIOD + REPORTING_DELAY);
    const curve = FacilityCurve.hardware(COST, SALVAGE, LIFE, tickUp(inServiceAt + PERIOD + REPORTING_DELAY))
      .begunAt(from)
      .expectedAt(from, deadline);
    return { ...fixture, from, deadline, curve };
  }

  describe("when the caller is not the curator", () => {
    it("reverts with the caller", async () => {
      const { shares, guardian, operator } = await drawn();

      for (const caller of [guardian, operator]) {
        await expect(shares.connect(caller).writeDown(1n, 1n))
          .to.be.revertedWithCustomError(shares, "AccessManagedUnauthorized")
          .withArgs(caller);
      }
    });
  });

  describe("given nothing has been drawn", () => {
    it("reverts with where it stands", async () => {
      const { shares, curator, act } = await approved();

      await expect(act(curator, shares, "writeDown", [1n, 1n]))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(1n, STATUS.Approved);
    });
  });

  describe("given the facility has ended", () => {
    it("reverts with where it stands", async () => {
      const { shares, workouts, curator, buyer, act } = await inService();
      await act(curator, workouts, "offerSale", [1n, buyer.address, 0n]);
      await workouts.connect(buyer).buy(1n, 0n);

      await expect(act(curator, shares, "writeDown", [1n, 1n]))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(1n, STATUS.Retired);
    });
  });

  describe("given depreciation has not begun", () => {
    describe("when the loss is nothing", () => {
      it("reverts", async () => {
        const { shares, curator, act } = await drawn();

        await expect(act(curator, shares, "writeDown", [1n, 0n])).to.be.revertedWithCustomError(
          shares,
          "FacilityManager_ZeroAmount",
        );
      });
    });

    describe("when the loss is one unit more than the value", () => {
      it("reverts with both numbers", async () => {
        const { shares, curator, act } = await drawn();

        // The line had no room for the last unit.
        await expect(act(curator, shares, "writeDown", [1n, COST]))
          .to.be.revertedWithCustomError(shares, "FacilityManager_LossAboveValue")
          .withArgs(COST, COST - 1n);
      });
    });

    describe("when the loss leaves more than the salvage", () => {
      it("is a booked loss, and the price falls by it at once", async () => {
        const { shares, vault, lens, curator, curve, act } = await waiting();
        const loss = usdc("1_500_000");
        const next = curve.revaluedAt(0n, VALUE - loss * ONE_X32);
        const left = next.valueAt(0n);

        const writeDown = act(curator, shares, "writeDown", [1n, loss]);

        await expect(writeDown)
          .to.emit(shares, "WrittenDown")
          .withArgs(1n, loss, left / ONE_X32, SALVAGE, next.slope);
        await expect(writeDown)
          .to.emit(vault, "LossBooked")
          .withArgs(VALUE - left, 0n);
        expect((await vault.state()).nav).to.equal(DEPOSIT - COST + left / ONE_X32);
        expect((await lens.facility(1n)).value).to.equal(left / ONE_X32);
      });

      it("depreciates from what is left when its time comes", async () => {
        const { shares, vault, curator, curve, deadline, act } = await waiting();
        await act(curator, shares, "writeDown", [1n, usdc("1_500_000")]);
        const next = curve.revaluedAt(0n, VALUE - usdc("1_500_000") * ONE_X32);
        const t = deadline + 50n * DAY;

        await networkHelpers.time.increaseTo(t);

        expect(await shares.valueX32(1n)).to.equal(next.valueAt(t));
        const { value, unrealisedLoss } = await vault.state();
        expect([value, unrealisedLoss]).to.deep.equal([next.valueAt(t) / ONE_X32, ceilDiv(next.lossAt(t), ONE_X32)]);
      });
    });

    describe("when the loss leaves less than the salvage", () => {
      it("lowers the salvage too: less than a unit is left to depreciate", async () => {
        const { shares, vault, lens, curator, curve, deadline, act } = await waiting();
        const next = curve.revaluedAt(0n, VALUE - usdc("7_500_000") * ONE_X32);
        expect([next.salvage, next.valueAt(0n) / ONE_X32]).to.deep.equal([usdc("499_999.999999"), next.salvage]);

        await expect(act(curator, shares, "writeDown", [1n, usdc("7_500_000")]))
          .to.emit(shares, "WrittenDown")
          .withArgs(1n, usdc("7_500_000"), next.salvage, next.salvage, next.slope);

        expect((await lens.facility(1n)).salvage).to.equal(next.salvage);
        expect((await vault.state()).nextKink).to.equal(deadline);
        await networkHelpers.time.increaseTo(deadline + LIFE);
        expect(await shares.valueX32(1n)).to.equal(next.salvage * ONE_X32);
        expect((await vault.state()).value).to.equal(next.salvage);
      });
    });
  });

  describe("given depreciation runs", () => {
    it("lowers value and slope, and reaches salvage at the same end", async () => {
      const { shares, vault, lens, curator, actAt, from, curve } = await depreciating();
      const t = from + 3n * DAY;
      const loss = usdc("2_000_000.000001");
      const next = curve.revaluedAt(t, curve.valueAt(t) - loss * ONE_X32);

      const writeDown = actAt(t, curator, shares, "writeDown", [1n, loss]);

      await expect(writeDown)
        .to.emit(shares, "WrittenDown")
        .withArgs(1n, loss, next.valueAt(t) / ONE_X32, SALVAGE, next.slope);
      const change = next.valueAt(t) - curve.valueAt(t);
      await expect(writeDown).to.emit(vault, "LossBooked").withArgs(-change, 0n);
      await expect(writeDown)
        .to.emit(vault, "Posted")
        .withArgs(shares, 0n, 0n, change, next.slope - curve.slope, DAY, 0n, t << 24n);
      expect((await lens.facility(1n)).depreciatesUntil).to.equal(curve.until);
      for (const later of [t + HOUR, curve.until - 1n, curve.until, curve.until + DAY]) {
        await networkHelpers.time.increaseTo(later);
        expect(await shares.valueX32(1n)).to.equal(next.valueAt(later));
        expect((await vault.state()).value).to.equal(next.valueAt(later) / ONE_X32);
      }
    });

    it("refuses more than the value of that second", async () => {
      const { shares, curator, actAt, from, curve } = await depreciating();
      const value = curve.valueAt(from + 3n * DAY) / ONE_X32;

      await expect(actAt(from + 3n * DAY, curator, shares, "writeDown", [1n, value + 1n]))
        .to.be.revertedWithCustomError(shares, "FacilityManager_LossAboveValue")
        .withArgs(value + 1n, value);
    });

    it("can take all of it: no part of a unit is left, and it never goes below zero", async () => {
      const { shares, vault, lens, curator, actAt, from, curve } = await depreciating();
      const t = from + 3n * DAY;
      const value = curve.valueAt(t) / ONE_X32;

      await expect(actAt(t, curator, shares, "writeDown", [1n, value]))
        .to.emit(shares, "WrittenDown")
        .withArgs(1n, value, 0n, 0n, 0n);

      expect((await vault.state()).value).to.equal(0n);
      expect(await shares.valueX32(1n)).to.equal(0n);
      await networkHelpers.time.increaseTo(curve.until + DAY);
      expect([(await vault.state()).value, (await lens.facility(1n)).value]).to.deep.equal([0n, 0n]);
      expect(await shares.valueX32(1n)).to.equal(0n);
    });

    it("records what began at a deadline nobody had carried out", async () => {
      const { shares, vault, curator, actAt, deadline, curve } = await waiting();
      const t = deadline + 3n * DAY;
      const next = curve.revaluedAt(t, curve.valueAt(t) - usdc("1") * ONE_X32);

      const writeDown = actAt(t, curator, shares, "writeDown", [1n, usdc("1")]);

      await expect(writeDown)
        .to.emit(shares, "DepreciationStarted")
        .withArgs(1n, deadline, deadline + LIFE, curve.slope, SALVAGE);
      await expect(writeDown)
        .to.emit(shares, "WrittenDown")
        .withArgs(1n, usdc("1"), next.valueAt(t) / ONE_X32, SALVAGE, next.slope);
      expect((await vault.state()).value).to.equal(next.valueAt(t) / ONE_X32);
    });
  });

  describe("given depreciation has ended", () => {
    it("lowers the salvage, and nothing falls any more", async () => {
      const { shares, vault, curator, actAt, curve } = await depreciating();
      const t = curve.until + 9n * DAY;
      const left = SALVAGE - usdc("300_000");

      const writeDown = actAt(t, curator, shares, "writeDown", [1n, usdc("300_000")]);

      await expect(writeDown).to.emit(shares, "WrittenDown").withArgs(1n, usdc("300_000"), left, left, 0n);
      await expect(writeDown)
        .to.emit(vault, "LossBooked")
        .withArgs(usdc("300_000") * ONE_X32, 0n);
      await networkHelpers.time.increaseTo(t + 500n * DAY);
      expect(await shares.valueX32(1n)).to.equal(left * ONE_X32);
      expect((await vault.state()).value).to.equal(left);
    });
  });

  describe("given it is delinquent", () => {
    it("reckons what leavers forgo from the new curve, with the deadline it had", async () => {
      const { shares, vault, lens, curator, actAt, deadline, curve } = await waiting();
      const t = deadline + 30n * DAY + 11n;
      const loss = usdc("1_000_000.000001");
      const next = curve.revaluedAt(t, curve.valueAt(t) - loss * ONE_X32);

      const writeDown = actAt(t, curator, shares, "writeDown", [1n, loss]);

      await expect(writeDown).not.to.emit(shares, "DeadlineSet");
      await expect(writeDown)
        .to.emit(vault, "DelinquencyPosted")
        .withArgs(
          shares,
          next.lossAt(t) - curve.lossAt(t),
          next.lossSlope - curve.lossSlope,
          (next.delinquentAt(t, usdc("1")) - curve.delinquentAt(t, usdc("1"))) / usdc("1"),
        );
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

    it("costs leavers no more than their part of it", async () => {
      const { shares, vault, curator, actAt, deadline, curve } = await waiting();
      const t = deadline + 45n * DAY;
      const value = curve.valueAt(t) / ONE_X32;

      await actAt(t, curator, shares, "writeDown", [1n, value]);

      // Nothing is left of which they could forgo a part.
      const { nav, totalAssets, delinquentValue } = await vault.state();
      expect([nav - totalAssets, nav, delinquentValue]).to.deep.equal([0n, DEPOSIT - COST, 0n]);
    });

    it("is over once a resolution is open: what is lost then is realised with its closing", async () => {
      const { shares, workouts, curator, actAt, deadline } = await waiting();
      const openedAt = deadline + DAY;
      await actAt(openedAt, curator, workouts, "openResolution", [1n]);

      await expect(actAt(openedAt + 5n * DAY, curator, shares, "writeDown", [1n, usdc("3")]))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(1n, STATUS.Resolving);
    });
  });

  describe("given rent is locked", () => {
    it("takes what is locked first, and the price bears the rest", async () => {
      const { accessManager, shares, vault, lens, curator, inServiceAt, reportAt, payIn } = await inService();
      // The curator's two days are longer than this rent vests, so the loss is scheduled before it arrives.
      const loss = usdc("20_000");
      const data = shares.interface.encodeFunctionData("writeDown", [1n, loss]);
      const submittedAt = inServiceAt + PERIOD + HOUR;
      const report = await reportAt(submittedAt, 1n);
      await payIn(1n, report.gross);
      await accessManager.connect(curator).schedule(shares, data, 0);
      const settledAt = (await now()) + 2n * DAY - 10n * HOUR;
      await at(settledAt, () => shares.settle(1n));
      const { received } = await lens.facility(1n);
      const curve = FacilityCurve.hardware(COST, SALVAGE, LIFE, tickUp(inServiceAt + PERIOD + REPORTING_DELAY)).begunAt(
        settledAt,
      );
      const t = settledAt + 12n * HOUR;
      const vesting = settledAt - inServiceAt;
      // What the line of its depreciation has no room for came off the rent that was locked.
      const gain = received * ONE_X32 + curve.valueAt(settledAt) - VALUE;
      const locked = ceilDiv(gain * (vesting - 12n * HOUR), vesting);
      const next = curve.revaluedAt(t, curve.valueAt(t) - loss * ONE_X32);

      const writeDown = at(t, () => shares.connect(curator).writeDown(1n, loss));

      await expect(writeDown)
        .to.emit(vault, "LossBooked")
        .withArgs(curve.valueAt(t) - next.valueAt(t), locked);
      const state = await vault.state();
      expect(state.locked).to.equal(0n);
      expect(state.nav).to.equal(DEPOSIT - COST + received + next.valueAt(t) / ONE_X32);
    });
  });

  describe("given a loan", () => {
    it("lowers what it is worth to the unit, not what is owed", async () => {
      const { addCluster, origination, loans, ledger, lens, vault, operator, curator, act } = await approved();
      const debt = { yearlyRate: 0n, period: 30n * DAY, payments: 10n, finalPayment: 0n, rent: 0n, lateRate: 0n };
      const cluster = await addCluster({}, { form: 1n, vaultShareBps: 0n, debt: { ...debt, shorten: false } });
      await origination.connect(operator).draw(cluster, usdc("1_000_000"), operator);

      await expect(act(curator, loans, "writeDown", [cluster, usdc("250_000")]))
        .to.emit(loans, "WrittenDown")
        .withArgs(cluster, usdc("250_000"), usdc("750_000"), usdc("750_000"), 0n);

      expect((await lens.facility(cluster)).value).to.equal(usdc("750_000"));
      expect((await vault.state()).nav).to.equal(DEPOSIT - usdc("250_000"));
      // The schedule stays that of the whole amount: it has not begun.
      expect((await ledger.owedOf(cluster))[3]).to.equal(COST);
    });
  });
});
