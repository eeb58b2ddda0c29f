import { expect } from "chai";
import { wearPerSecond } from "../support/bookLaw.ts";
import { ExitLine, LateLaw } from "../support/exitLine.ts";
import { LANE } from "../support/lanes.ts";
import { FINE } from "../support/moneyLaw.ts";
import {
  approved,
  at,
  COST,
  deployed,
  DEPOSIT,
  inService,
  LIFE,
  LINE,
  LONG_WINDOW,
  networkHelpers,
  now,
  PERIOD,
  REPORT_DEADLINE,
  SALVAGE,
} from "../support/protocol.ts";
import { DAY, HOUR, NEVER, usdc } from "../support/units.ts";

const WEAR = wearPerSecond(COST, SALVAGE, LIFE);
const DELAY = PERIOD + REPORT_DEADLINE + LONG_WINDOW;

describe("Story: wear that nobody calls for", () => {
  describe("given a cluster in service of which nothing is heard", () => {
    /** Three days after its first report's deadline; nobody has called anything. Late from there, and worn. */
    async function silent() {
      const fixture = await inService();
      const { inServiceAt } = fixture;
      const deadline = inServiceAt + DELAY;
      const law = new LateLaw(DAY, 90n * DAY);
      law.deposit(inServiceAt, DEPOSIT);
      law.fund(inServiceAt, COST);
      law.turn(deadline, 0n, WEAR);
      const line = ExitLine.begin(deadline, COST * FINE, WEAR, LINE);
      law.line = line;
      const t = deadline + 3n * DAY;
      await networkHelpers.time.increaseTo(t);
      return { ...fixture, law, line, deadline, t, worn: (COST * FINE - WEAR * 3n * DAY) / FINE };
    }

    it("every view looks ahead", async () => {
      const { vault, book, law, line, worn, deadline, t } = await silent();
      const nav = DEPOSIT - COST + worn;
      const exit = law.exitAt(t);
      expect(exit).to.be.below(nav);

      const state = await vault.state();
      expect([state.value, state.nav, state.totalAssets, state.nextDue]).to.deep.equal([worn, nav, exit, deadline]);
      expect(state.unrealisedLoss).to.equal(nav - exit);
      expect([state.watched, state.ended]).to.deep.equal([COST, 0n]);
      expect(await vault.value()).to.equal(worn);
      expect(await vault.totalAssets()).to.equal(exit);
      expect(await vault.exitBelowEntry()).to.equal(true);
      const supply = DEPOSIT * 10n ** 6n;
      expect(await vault.convertToAssets(supply)).to.equal((supply * (exit + 1n)) / (supply + 10n ** 6n));
      expect(await vault.previewDeposit(usdc("1"))).to.equal((usdc("1") * (supply + 10n ** 6n)) / (nav + 1n));
      const facility = await book.facility(1n);
      expect([facility.value, facility.exitValue]).to.deep.equal([worn, line.at(t) / FINE]);
      expect([facility.deadline, facility.lateSince, facility.lineEnd]).to.deep.equal([0n, deadline, deadline + LINE]);
    });

    it("the end of its line is seen ahead, too, and so is a deposit's refusal", async () => {
      const { vault, deadline, law } = await silent();
      await networkHelpers.time.increaseTo(deadline + LINE - 1n);
      expect((await vault.state()).ended).to.equal(0n);
      await networkHelpers.time.increaseTo(deadline + LINE);

      const { watched, ended, totalAssets } = await vault.state();

      expect([watched, ended]).to.deep.equal([COST, 1n]);
      expect(totalAssets).to.equal(law.exitAt(deadline + LINE));
    });

    it("every max is zero while an item is due, and the lanes say so", async () => {
      const { vault, depositor } = await silent();

      expect(await vault.maxDeposit(depositor)).to.equal(0n);
      expect(await vault.maxMint(depositor)).to.equal(0n);
      expect(await vault.maxWithdraw(depositor)).to.equal(0n);
      expect(await vault.maxRedeem(depositor)).to.equal(0n);
      expect([...(await vault.lanes())]).to.deep.equal([LANE.Due, LANE.Due]);
    });

    it("the next exit carries it out, and is paid the exit price", async () => {
      const { vault, book, law, depositor, deadline, t } = await silent();
      const paid = law.paidDown(t + 60n, 10n ** 12n);

      const exit = at(t + 60n, () => vault.connect(depositor).redeem(10n ** 12n, depositor, depositor));

      await expect(exit)
        .to.emit(book, "Synced")
        .withArgs(1n, deadline + LINE);
      await expect(exit)
        .to.emit(vault, "WearTurned")
        .withArgs(-WEAR * (3n * DAY + 60n), WEAR, deadline + LINE);
      await expect(exit)
        .to.emit(vault, "Withdraw")
        .withArgs(depositor, depositor, depositor, paid, 10n ** 12n);
      expect(await vault.maxWithdraw(depositor)).to.be.greaterThan(0n);
    });

    it("a deposit finds too much late, and does not carry anything out", async () => {
      const { vault, law, other, t } = await silent();

      await expect(at(t + 60n, () => vault.connect(other).deposit(usdc("1"), other)))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_TooMuchLate")
        .withArgs(COST, law.navAt(t + 60n));
    });

    it("nothing moves in the second in which it is carried out", async () => {
      const { vault, book, t } = await silent();
      const [due] = [await vault.entryPrice()];

      await at(t + 1n, () => book.sync(4n));

      const aSecond = (WEAR * 10n ** 5n) / FINE + 10n ** 5n;
      expect(due - (await vault.entryPrice())).to.be.within(0n, aSecond);
    });

    it("a report settled later still finds the wear begun at the deadline", async () => {
      const { book, vault, reportAt, payIn, t, deadline } = await silent();
      const report = await reportAt(t + HOUR, 1n);
      await payIn(1n, report.gross);

      await expect(at(t + HOUR + LONG_WINDOW, () => book.settle(1n)))
        .to.emit(book, "WearStarted")
        .withArgs(1n, deadline, deadline + LIFE, COST, SALVAGE);
      expect(await vault.value()).to.equal((COST * FINE - WEAR * (3n * DAY + HOUR + LONG_WINDOW)) / FINE);
    });
  });

  describe("given six clusters, each with an end of its own", () => {
    const SIZE = usdc("1_000_000");

    /** Drawn, never commissioned: they begin to wear one day after the other. */
    async function six() {
      const fixture = await deployed();
      const { addCluster, book, operator } = fixture;
      const first = (await now()) + 60n * DAY;
      for (let k = 0n; k < 6n; ++k) {
        const cluster = await addCluster(
          { cost: SIZE, salvage: 0n, usefulLife: 100n * DAY },
          { inServiceBy: first + k * DAY },
        );
        await book.connect(operator).draw(cluster, SIZE, operator);
      }
      return { ...fixture, first: first + DELAY, wear: wearPerSecond(SIZE, 0n, 100n * DAY) };
    }

    describe("when four items are due", () => {
      it("the next exit carries them out", async () => {
        const { vault, book, depositor, first, wear } = await six();
        const t = first + 3n * DAY;
        const worn = wear * (3n + 2n + 1n) * DAY;

        const exit = at(t, () => vault.connect(depositor).withdraw(1n, depositor, depositor));

        await expect(exit)
          .to.emit(book, "Synced")
          .withArgs(4n, first + 4n * DAY);
        await expect(exit)
          .to.emit(vault, "WearTurned")
          .withArgs(-worn, 4n * wear, first + 4n * DAY);
        expect(await vault.value()).to.equal((6n * SIZE * FINE - worn) / FINE);
      });
    });

    describe("when five items are due", () => {
      it("deposits and exits revert with the next of them, and sync of any number helps", async () => {
        const { vault, book, depositor, other, stranger, first } = await six();
        const t = first + 4n * DAY;
        await networkHelpers.time.increaseTo(t);

        await expect(vault.connect(other).deposit(usdc("1"), other))
          .to.be.revertedWithCustomError(vault, "GpuYieldVault_StillDue")
          .withArgs(first + 4n * DAY);
        await expect(vault.connect(depositor).withdraw(1n, depositor, depositor))
          .to.be.revertedWithCustomError(vault, "GpuYieldVault_StillDue")
          .withArgs(first + 4n * DAY);
        await book.connect(stranger).sync(1n);
        await vault.connect(depositor).withdraw(1n, depositor, depositor);
      });

      it("views look as far as a user's call would", async () => {
        const { vault, first, wear } = await six();

        await networkHelpers.time.increaseTo(first + 4n * DAY + HOUR);

        // The value of the first second not looked into: the start of the fifth.
        expect(await vault.value()).to.equal((6n * SIZE * FINE - wear * (4n + 3n + 2n + 1n) * DAY) / FINE);
        expect(await vault.convertToAssets(0n)).to.equal(0n);
      });
    });

    describe("when all have long ended and nobody has called", () => {
      it("they are worth nothing, not less and not more, however often and in what parts it is carried out", async () => {
        const { vault, book, first } = await six();
        const t = first + 500n * DAY;
        await networkHelpers.time.increaseTo(t);
        expect(await vault.value()).to.be.at.most(6n * SIZE);

        for (const items of [1n, 2n, 4n]) {
          await book.sync(items);
          expect(await vault.value()).to.be.at.most(6n * SIZE);
        }
        await book.sync(100n);

        expect(await vault.value()).to.equal(0n);
        expect((await vault.state()).nextDue).to.equal(NEVER);
        expect((await vault.state()).nav).to.equal(DEPOSIT - 6n * SIZE);
      });

      it("never shows more value than there was before, at any second", async () => {
        const { vault, first } = await six();
        let last = 6n * SIZE;
        for (const day of [3n, 50n, 100n, 102n, 104n, 106n, 200n, 1_000n]) {
          await networkHelpers.time.increaseTo(first + day * DAY);
          const value = await vault.value();
          expect(value).to.be.at.most(last);
          last = value;
        }
      });
    });
  });

  describe("given more items than the book works off by itself", () => {
    it("its own functions refuse with the next of them, and sync of any number helps", async () => {
      const { addCluster, book, operator } = await deployed();
      const first = (await now()) + 200n * DAY;
      for (let k = 0n; k < 17n; ++k) {
        const cluster = await addCluster(
          { cost: usdc("1_000"), salvage: 0n, usefulLife: 2n * DAY },
          { inServiceBy: first + k * HOUR },
        );
        await book.connect(operator).draw(cluster, usdc("1_000"), operator);
      }
      const late = await addCluster({ cost: usdc("1_000"), salvage: 0n }, { inServiceBy: first + 3_000n * DAY });
      await networkHelpers.time.increaseTo(first + DELAY + 30n * DAY);
      const [, , next] = await book.previewSync(32n);
      expect(next).to.equal(first + DELAY + 2n * DAY + 15n * HOUR);

      await expect(book.connect(operator).draw(late, 1n, operator))
        .to.be.revertedWithCustomError(book, "FacilityBook_StillDue")
        .withArgs(next);
      await book.sync(2n);
      await book.connect(operator).draw(late, 1n, operator);
    });
  });

  describe("given an approved facility of which nothing was drawn", () => {
    it("has nothing to wear", async () => {
      const { vault, book, terms } = await approved();

      await networkHelpers.time.increaseTo(terms.inServiceBy + 1_000n * DAY);

      expect((await book.facility(1n)).value).to.equal(0n);
      expect((await vault.state()).nav).to.equal(DEPOSIT);
    });
  });
});
