import { expect } from "chai";
import { wearPerSecond } from "../support/bookLaw.ts";
import { FINE } from "../support/moneyLaw.ts";
import {
  approved,
  at,
  COST,
  deployed,
  inService,
  LIFE,
  networkHelpers,
  PERIOD,
  SALVAGE,
  WINDOW,
} from "../support/protocol.ts";
import { DAY, HOUR } from "../support/units.ts";

const SLOPE = wearPerSecond(COST, SALVAGE, LIFE);

describe("FacilityBook, views", () => {
  describe("facility", () => {
    it("is empty where there is none", async () => {
      const { book } = await deployed();

      const facility = await book.facility(7n);

      expect(facility.status).to.equal(0n);
      expect(facility.value).to.equal(0n);
      expect(await book.receivable(7n)).to.equal(0n);
      expect([...(await book.returnsOf(7n))]).to.deep.equal([0n, 0n]);
    });
  });

  describe("clusterAt", () => {
    it("lists clusters in order of approval", async () => {
      const { book, addCluster } = await approved();
      await addCluster();

      expect(await book.facilityCount()).to.equal(2n);
      expect([await book.clusterAt(0n), await book.clusterAt(1n)]).to.deep.equal([1n, 2n]);
    });

    it("panics beyond the last", async () => {
      const { book } = await approved();

      await expect(book.clusterAt(1n)).to.be.revertedWithPanic(0x32);
    });
  });

  describe("returnsOf", () => {
    it("is return of capital up to the wear so far, and profit beyond", async () => {
      const { book, inServiceAt, reportAt, payIn } = await inService();
      const submittedAt = inServiceAt + PERIOD + HOUR;
      const report = await reportAt(submittedAt, 1n);
      await payIn(1n, report.gross);
      const wearFrom = submittedAt + WINDOW;
      await at(wearFrom, () => book.settle(1n));
      const { received } = await book.facility(1n);
      expect([...(await book.returnsOf(1n))]).to.deep.equal([0n, received]);

      await networkHelpers.time.increaseTo(wearFrom + HOUR);
      const wear = COST - (COST * FINE - SLOPE * HOUR) / FINE;
      expect([...(await book.returnsOf(1n))]).to.deep.equal([wear, received - wear]);

      await networkHelpers.time.increaseTo(wearFrom + 10n * DAY);
      expect([...(await book.returnsOf(1n))]).to.deep.equal([received, 0n]);
    });
  });
});
