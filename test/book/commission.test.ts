import { expect } from "chai";
import { wearPerSecond } from "../support/bookLaw.ts";
import { FINE } from "../support/moneyLaw.ts";
import {
  approved,
  at,
  COST,
  drawn,
  inService,
  LIFE,
  LINE,
  LONG_WINDOW,
  now,
  PERIOD,
  REPORT_DEADLINE,
  SALVAGE,
  STATUS,
} from "../support/protocol.ts";
import { DAY, HOUR } from "../support/units.ts";

const DELAY = PERIOD + REPORT_DEADLINE + LONG_WINDOW;
const SLOPE = wearPerSecond(COST, SALVAGE, LIFE);

describe("FacilityBook.commission", () => {
  describe("when the caller is not the operator", () => {
    it("reverts with caller and operator", async () => {
      const { book, curator, operator } = await drawn();

      await expect(book.connect(curator).commission(1n, 1n))
        .to.be.revertedWithCustomError(book, "FacilityBook_NotOperator")
        .withArgs(1n, curator, operator);
    });
  });

  describe("given nothing has been drawn", () => {
    it("reverts with where it stands", async () => {
      const { book, operator } = await approved();

      await expect(book.connect(operator).commission(1n, await now()))
        .to.be.revertedWithCustomError(book, "FacilityBook_WrongStatus")
        .withArgs(1n, STATUS.Approved);
    });
  });

  describe("given the cluster is in service", () => {
    it("reverts with where it stands", async () => {
      const { book, operator } = await inService();

      await expect(book.connect(operator).commission(1n, await now()))
        .to.be.revertedWithCustomError(book, "FacilityBook_WrongStatus")
        .withArgs(1n, STATUS.InService);
    });
  });

  describe("given the hardware is drawn", () => {
    describe("when it is to be in service a second from now", () => {
      it("reverts with the registry's error", async () => {
        const { book, registry, operator } = await drawn();
        const t = (await now()) + HOUR;

        await expect(at(t, () => book.connect(operator).commission(1n, t + 1n)))
          .to.be.revertedWithCustomError(registry, "ClusterRegistry_InServiceInFuture")
          .withArgs(t + 1n, t);
      });
    });

    describe("when it is in service since an hour", () => {
      it("starts period 1 there, in the registry too", async () => {
        const { book, registry, operator } = await drawn();
        const t = (await now()) + 2n * HOUR;

        const commission = at(t, () => book.connect(operator).commission(1n, t - HOUR));

        await expect(commission)
          .to.emit(book, "Commissioned")
          .withArgs(1n, t - HOUR);
        await expect(commission)
          .to.emit(registry, "ClusterCommissioned")
          .withArgs(1n, book, t - HOUR);
        const facility = await book.facility(1n);
        expect([facility.status, facility.oldestUnpaid, facility.settledPeriods]).to.deep.equal([
          STATUS.InService,
          1n,
          0n,
        ]);
        expect((await registry.hardware(1n)).inServiceAt).to.equal(t - HOUR);
      });

      it("moves the start of wear to the first report's deadline", async () => {
        const { book, vault, operator } = await drawn();
        const t = (await now()) + 2n * HOUR;

        await expect(at(t, () => book.connect(operator).commission(1n, t - HOUR)))
          .to.emit(book, "DeadlineSet")
          .withArgs(1n, t - HOUR + DELAY);

        expect((await book.facility(1n)).deadline).to.equal(t - HOUR + DELAY);
        const { nextDue, value } = await vault.state();
        expect([nextDue, value]).to.deep.equal([t - HOUR + DELAY, COST]);
        const [, , foreseen] = await book.previewSync(32n);
        expect(foreseen).to.equal(t - HOUR + DELAY);
      });
    });

    describe("when its first report would be due in this very second", () => {
      it("reverts with that second, and takes it a second later", async () => {
        const { book, operator } = await drawn();
        const t = (await now()) + HOUR;

        await expect(at(t, () => book.connect(operator).commission(1n, t - DELAY)))
          .to.be.revertedWithCustomError(book, "FacilityBook_InServiceTooEarly")
          .withArgs(1n, t - DELAY, t);
        await expect(at(t + HOUR, () => book.connect(operator).commission(1n, t + HOUR - DELAY + 1n)))
          .to.emit(book, "DeadlineSet")
          .withArgs(1n, t + HOUR + 1n);
      });
    });

    describe("when it comes so late that its first report would be due after wear starts anyway", () => {
      it("starts no later for that", async () => {
        const { book, vault, operator, terms } = await drawn();
        const t = terms.inServiceBy + 2n * DAY;

        const commission = at(t, () => book.connect(operator).commission(1n, t));

        await expect(commission).to.emit(book, "Commissioned").withArgs(1n, t);
        await expect(commission).not.to.emit(book, "DeadlineSet");
        expect((await book.facility(1n)).deadline).to.equal(terms.inServiceBy + DELAY);
        expect((await vault.state()).nextDue).to.equal(terms.inServiceBy + DELAY);
      });
    });
  });

  describe("given wear has begun because nothing was heard of the cluster", () => {
    it("wears on from then, whoever carried it out", async () => {
      const { book, vault, operator, terms } = await drawn();
      const deadline = terms.inServiceBy + DELAY;
      const t = deadline + 7n * DAY;

      const commission = at(t, () => book.connect(operator).commission(1n, t - DAY));

      await expect(commission)
        .to.emit(book, "Synced")
        .withArgs(1n, deadline + LINE);
      await expect(commission)
        .to.emit(vault, "WearTurned")
        .withArgs(-SLOPE * 7n * DAY, SLOPE, deadline + LINE);
      await expect(commission)
        .to.emit(book, "WearStarted")
        .withArgs(1n, deadline, deadline + LIFE, COST, SALVAGE);
      await expect(commission).not.to.emit(book, "DeadlineSet");
      const worn = (COST * FINE - SLOPE * 7n * DAY) / FINE;
      expect(await vault.value()).to.equal(worn);
      expect((await book.facility(1n)).value).to.equal(worn);
    });
  });
});
