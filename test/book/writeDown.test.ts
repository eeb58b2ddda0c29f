import { expect } from "chai";
import { wearPerSecond } from "../support/bookLaw.ts";
import { FINE } from "../support/moneyLaw.ts";
import {
  approved,
  at,
  COST,
  DEPOSIT,
  drawn,
  inService,
  LIFE,
  networkHelpers,
  now,
  PERIOD,
  SALVAGE,
  STATUS,
  WINDOW,
} from "../support/protocol.ts";
import { ceilDiv, DAY, HOUR, usdc } from "../support/units.ts";

const SLOPE = wearPerSecond(COST, SALVAGE, LIFE);

describe("FacilityBook.writeDown", () => {
  /** In service, and worn since `wearFrom` by a settlement of a period in which nothing was rented. */
  async function wearing() {
    const fixture = await inService();
    const { book, inServiceAt, reportAt } = fixture;
    const submittedAt = inServiceAt + PERIOD + HOUR;
    await reportAt(submittedAt, 1n, { gpuSecondsSold: 0n, gross: 0n });
    const wearFrom = submittedAt + WINDOW;
    await at(wearFrom, () => book.settle(1n));
    return { ...fixture, wearFrom };
  }

  describe("given nothing has been drawn", () => {
    it("reverts with where it stands", async () => {
      const { book, curator, act } = await approved();

      await expect(act(curator, book, "writeDown", [1n, 1n]))
        .to.be.revertedWithCustomError(book, "FacilityBook_WrongStatus")
        .withArgs(1n, STATUS.Approved);
    });
  });

  describe("given wear has not begun", () => {
    describe("when the loss is nothing", () => {
      it("reverts", async () => {
        const { book, curator, act } = await drawn();

        await expect(act(curator, book, "writeDown", [1n, 0n])).to.be.revertedWithCustomError(
          book,
          "FacilityBook_ZeroAmount",
        );
      });
    });

    describe("when the loss is one unit more than the value", () => {
      it("reverts with both numbers", async () => {
        const { book, curator, act } = await drawn();

        await expect(act(curator, book, "writeDown", [1n, COST + 1n]))
          .to.be.revertedWithCustomError(book, "FacilityBook_LossAboveValue")
          .withArgs(COST + 1n, COST);
      });
    });

    describe("when the loss leaves more than the salvage", () => {
      it("is a booked loss, and the price falls by it at once", async () => {
        const { book, vault, curator, act } = await drawn();
        const loss = usdc("1_500_000");

        const writeDown = act(curator, book, "writeDown", [1n, loss]);

        await expect(writeDown)
          .to.emit(book, "WrittenDown")
          .withArgs(1n, loss, COST - loss, SALVAGE);
        await expect(writeDown)
          .to.emit(vault, "LossBooked")
          .withArgs(loss * FINE, 0n);
        expect((await vault.state()).nav).to.equal(DEPOSIT - loss);
        expect((await book.facility(1n)).value).to.equal(COST - loss);
      });

      it("wears from what is left when its time comes", async () => {
        const { book, vault, curator, act, terms } = await drawn();
        await act(curator, book, "writeDown", [1n, usdc("1_500_000")]);
        const { deadline } = await book.facility(1n);
        expect(deadline).to.be.greaterThan(terms.inServiceBy);
        const slope = wearPerSecond(COST - usdc("1_500_000"), SALVAGE, LIFE);

        await networkHelpers.time.increaseTo(deadline + 50n * DAY);

        expect(await vault.value()).to.equal(((COST - usdc("1_500_000")) * FINE - slope * 50n * DAY) / FINE);
      });
    });

    describe("when the loss leaves less than the salvage", () => {
      it("lowers the salvage too: nothing is left to wear", async () => {
        const { book, vault, curator, act } = await drawn();
        const { deadline } = await book.facility(1n);

        await expect(act(curator, book, "writeDown", [1n, usdc("7_500_000")]))
          .to.emit(book, "WrittenDown")
          .withArgs(1n, usdc("7_500_000"), usdc("500_000"), usdc("500_000"));

        expect((await book.facility(1n)).salvage).to.equal(usdc("500_000"));
        expect((await vault.state()).nextDue).to.equal(deadline);
        await networkHelpers.time.increaseTo(deadline + LIFE);
        expect(await vault.value()).to.equal(usdc("500_000"));
      });
    });
  });

  describe("given wear runs", () => {
    it("lowers value and wear, and reaches salvage at the same end", async () => {
      const { book, vault, curator, actAt, wearFrom } = await wearing();
      const t = wearFrom + 40n * DAY;
      const valueFine = COST * FINE - SLOPE * 40n * DAY;
      const loss = usdc("2_000_000.000001");
      const slope = (valueFine - loss * FINE - SALVAGE * FINE) / (LIFE - 40n * DAY);

      const writeDown = actAt(t, curator, book, "writeDown", [1n, loss]);

      await expect(writeDown)
        .to.emit(book, "WrittenDown")
        .withArgs(1n, loss, (valueFine - loss * FINE) / FINE, SALVAGE);
      await expect(writeDown)
        .to.emit(vault, "Posted")
        .withArgs(0n, -loss * FINE, slope - SLOPE, DAY);
      await networkHelpers.time.increaseTo(t + 100n * DAY);
      const worn = (valueFine - loss * FINE - slope * 100n * DAY) / FINE;
      expect(await vault.value()).to.equal(worn);
      expect((await book.facility(1n)).value).to.equal(worn);
      await networkHelpers.time.increaseTo(wearFrom + LIFE);
      expect(await vault.value()).to.equal(SALVAGE);
      expect((await book.facility(1n)).value).to.equal(SALVAGE);
      await book.sync(4n);
      expect(await vault.value()).to.equal(SALVAGE);
    });

    it("refuses more than the value of that second", async () => {
      const { book, curator, actAt, wearFrom } = await wearing();
      const value = (COST * FINE - SLOPE * 40n * DAY) / FINE;

      await expect(actAt(wearFrom + 40n * DAY, curator, book, "writeDown", [1n, value + 1n]))
        .to.be.revertedWithCustomError(book, "FacilityBook_LossAboveValue")
        .withArgs(value + 1n, value);
    });

    it("can take all of it: no value is left, and it never goes below zero", async () => {
      const { book, vault, curator, actAt, wearFrom } = await wearing();
      const value = (COST * FINE - SLOPE * 40n * DAY) / FINE;

      await expect(actAt(wearFrom + 40n * DAY, curator, book, "writeDown", [1n, value]))
        .to.emit(book, "WrittenDown")
        .withArgs(1n, value, 0n, 0n);

      expect(await vault.value()).to.equal(0n);
      await networkHelpers.time.increaseTo(wearFrom + LIFE + DAY);
      expect(await vault.value()).to.equal(0n);
      expect((await book.facility(1n)).value).to.equal(0n);
    });

    it("records wear that began at a deadline nobody had carried out", async () => {
      const { book, vault, curator, actAt } = await drawn();
      const { deadline } = await book.facility(1n);
      const t = deadline + 3n * DAY;

      const writeDown = actAt(t, curator, book, "writeDown", [1n, usdc("1")]);

      await expect(writeDown)
        .to.emit(book, "WearStarted")
        .withArgs(1n, deadline, deadline + LIFE, COST, SALVAGE);
      const worn = COST * FINE - SLOPE * 3n * DAY - usdc("1") * FINE;
      await expect(writeDown)
        .to.emit(book, "WrittenDown")
        .withArgs(1n, usdc("1"), worn / FINE, SALVAGE);
      expect(await vault.value()).to.equal(worn / FINE);
    });
  });

  describe("given wear has ended", () => {
    it("lowers the salvage, and nothing wears on", async () => {
      const { book, vault, curator, actAt, wearFrom } = await wearing();
      const t = wearFrom + LIFE + 9n * DAY;

      const writeDown = actAt(t, curator, book, "writeDown", [1n, usdc("300_000")]);

      await expect(writeDown)
        .to.emit(book, "WrittenDown")
        .withArgs(1n, usdc("300_000"), usdc("500_000"), usdc("500_000"));
      await expect(writeDown)
        .to.emit(vault, "Posted")
        .withArgs(0n, -usdc("300_000") * FINE, 0n, DAY);
      await networkHelpers.time.increaseTo(t + 500n * DAY);
      expect(await vault.value()).to.equal(usdc("500_000"));
      expect((await book.facility(1n)).value).to.equal(usdc("500_000"));
    });
  });

  describe("given rent is locked", () => {
    it("takes what is locked first, and the price bears the rest", async () => {
      const { accessManager, book, vault, curator, inServiceAt, reportAt, payIn } = await inService();
      // The curator's two days are longer than this rent vests, so the loss is scheduled before it arrives.
      const loss = usdc("20_000");
      const data = book.interface.encodeFunctionData("writeDown", [1n, loss]);
      const submittedAt = inServiceAt + PERIOD + HOUR;
      const report = await reportAt(submittedAt, 1n);
      await payIn(1n, report.gross);
      await accessManager.connect(curator).schedule(book, data, 0);
      const settledAt = (await now()) + 2n * DAY - 10n * HOUR;
      await at(settledAt, () => book.settle(1n));
      const { received } = await book.facility(1n);
      const t = settledAt + 12n * HOUR;
      const vesting = settledAt - inServiceAt;
      const locked = ceilDiv(received * FINE * (vesting - 12n * HOUR), vesting);
      const worn = COST * FINE - SLOPE * 12n * HOUR;

      const writeDown = at(t, () => book.connect(curator).writeDown(1n, loss));

      await expect(writeDown)
        .to.emit(vault, "LossBooked")
        .withArgs(loss * FINE, locked);
      const state = await vault.state();
      expect(state.locked).to.equal(0n);
      expect(state.nav).to.equal(DEPOSIT - COST + received + (worn - loss * FINE) / FINE);
    });
  });
});
