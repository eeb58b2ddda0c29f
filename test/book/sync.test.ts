import { expect } from "chai";
import { wearPerSecond } from "../support/bookLaw.ts";
import { FINE } from "../support/moneyLaw.ts";
import {
  approved,
  at,
  COST,
  deployed,
  drawn,
  LIFE,
  LINE,
  LONG_WINDOW,
  networkHelpers,
  PERIOD,
  REPORT_DEADLINE,
  SALVAGE,
} from "../support/protocol.ts";
import { DAY, NEVER, usdc } from "../support/units.ts";

const SLOPE = wearPerSecond(COST, SALVAGE, LIFE);
const NOTHING_LATE = [0n, 0n, 0n, 0n];
/** By how much more leavers lose each second than the hardware does, from the second on in which it is late. */
const LOSS_SLOPE = (COST * FINE) / LINE - SLOPE;
const REMAINDER = (COST - SALVAGE) * FINE - SLOPE * LIFE;

describe("FacilityBook.sync", () => {
  describe("given nothing on the schedule", () => {
    it("does nothing", async () => {
      const { book } = await approved();

      await expect(book.sync(4n)).not.to.emit(book, "Synced");
      expect(await book.sync.staticCall(4n)).to.equal(0n);
      expect([...(await book.previewSync(4n))]).to.deep.equal([0n, 0n, NEVER, 0n, NOTHING_LATE]);
    });
  });

  describe("given a deadline that passes in silence", () => {
    async function silent() {
      const fixture = await drawn();
      return { ...fixture, deadline: fixture.terms.inServiceBy + PERIOD + REPORT_DEADLINE + LONG_WINDOW };
    }

    it("does nothing a second before", async () => {
      const { book, deadline } = await silent();

      await expect(at(deadline - 1n, () => book.sync(4n))).not.to.emit(book, "Synced");
    });

    it("does nothing when it may carry out none", async () => {
      const { book, deadline } = await silent();

      await expect(at(deadline, () => book.sync(0n))).not.to.emit(book, "Synced");
    });

    it("starts wear, and what leavers lose, in that very second", async () => {
      const { book, vault, deadline } = await silent();

      const sync = at(deadline, () => book.sync(4n));

      await expect(sync)
        .to.emit(book, "Synced")
        .withArgs(1n, deadline + LINE);
      await expect(sync)
        .to.emit(vault, "WearTurned")
        .withArgs(0n, SLOPE, deadline + LINE);
      await expect(sync)
        .to.emit(vault, "LatenessTurned")
        .withArgs([0n, LOSS_SLOPE, COST / usdc("1"), 0n]);
      expect(await vault.value()).to.equal(COST);
      const { nav, totalAssets, unrealisedLoss, watched, ended } = await vault.state();
      expect([totalAssets, unrealisedLoss, watched, ended]).to.deep.equal([nav, 0n, COST, 0n]);
    });

    it("carries out begin and ends together when both have passed, to the unit", async () => {
      const { book, vault, stranger, deadline } = await silent();
      const t = deadline + LIFE + 1_000n * DAY;

      const sync = at(t, () => book.connect(stranger).sync(4n));

      await expect(sync).to.emit(book, "Synced").withArgs(3n, NEVER);
      await expect(sync)
        .to.emit(vault, "WearTurned")
        .withArgs(-SLOPE * LIFE - REMAINDER, 0n, NEVER);
      // Leavers are paid nothing for what is left of it, its salvage.
      await expect(sync)
        .to.emit(vault, "LatenessTurned")
        .withArgs([SALVAGE * FINE, 0n, COST / usdc("1"), 1n]);
      expect(await vault.value()).to.equal(SALVAGE);
      expect((await book.facility(1n)).value).to.equal(SALVAGE);
    });

    it("carries them out one by one as well", async () => {
      const { book, vault, deadline } = await silent();
      const t = deadline + LIFE + DAY;

      await at(t, () => book.sync(1n));
      expect((await vault.state()).nextDue).to.equal(deadline + LINE);
      await at(t + 1n, () => book.sync(1n));
      expect((await vault.state()).nextDue).to.equal(deadline + LIFE);
      await at(t + 2n, () => book.sync(1n));

      expect(await vault.value()).to.equal(SALVAGE);
      expect((await vault.state()).unrealisedLoss).to.equal(SALVAGE);
      expect((await vault.state()).nextDue).to.equal(NEVER);
    });

    it("is foreseen by previewSync and by the views", async () => {
      const { book, vault, deadline } = await silent();
      await networkHelpers.time.increaseTo(deadline + 10n * DAY);

      expect([...(await book.previewSync(1n))]).to.deep.equal([
        -SLOPE * 10n * DAY,
        SLOPE,
        deadline + LINE,
        1n,
        [LOSS_SLOPE * 10n * DAY, LOSS_SLOPE, COST / usdc("1"), 0n],
      ]);
      const worn = (COST * FINE - SLOPE * 10n * DAY) / FINE;
      expect(await vault.value()).to.equal(worn);
      const facility = await book.facility(1n);
      expect(facility.value).to.equal(worn);
      expect([facility.wearFrom, facility.wearUntil, facility.deadline]).to.deep.equal([deadline, deadline + LIFE, 0n]);
    });
  });

  describe("given two facilities with equal times", () => {
    async function twins() {
      const fixture = await deployed();
      const { addCluster, book, operator, vault, depositor } = fixture;
      await vault.connect(depositor).deposit(usdc("10_000_000"), depositor);
      const inServiceBy = BigInt(await networkHelpers.time.latest()) + 60n * DAY;
      await addCluster({}, { inServiceBy });
      await addCluster({}, { inServiceBy });
      await book.connect(operator).draw(1n, COST, operator);
      await book.connect(operator).draw(2n, COST, operator);
      return { ...fixture, deadline: inServiceBy + PERIOD + REPORT_DEADLINE + LONG_WINDOW };
    }

    it("share one item", async () => {
      const { book, vault, deadline } = await twins();

      const sync = at(deadline + 1n, () => book.sync(1n));

      await expect(sync)
        .to.emit(book, "Synced")
        .withArgs(1n, deadline + LINE);
      await expect(sync)
        .to.emit(vault, "WearTurned")
        .withArgs(-2n * SLOPE, 2n * SLOPE, deadline + LINE);
      await expect(sync)
        .to.emit(vault, "LatenessTurned")
        .withArgs([2n * LOSS_SLOPE, 2n * LOSS_SLOPE, (2n * COST) / usdc("1"), 0n]);
    });

    it("keep the item while one of them is still on it", async () => {
      const { book, vault, curator, act, deadline } = await twins();
      await act(curator, book, "writeDown", [1n, COST]);
      expect((await vault.state()).nextDue).to.equal(deadline);

      await expect(at(deadline, () => book.sync(1n)))
        .to.emit(vault, "WearTurned")
        .withArgs(0n, SLOPE, deadline + LINE);
    });

    it("drop it when none is: nothing lies ahead of what is worth nothing", async () => {
      const { book, vault, curator, act } = await twins();
      await act(curator, book, "writeDown", [1n, COST]);
      await act(curator, book, "writeDown", [2n, COST]);

      expect((await vault.state()).nextDue).to.equal(NEVER);
    });
  });
});
