import { expect } from "chai";
import { FINE, TICK } from "../support/moneyLaw.ts";
import { ceilDiv, DAY, HOUR, NEVER, usdc } from "../support/units.ts";
import {
  at,
  emptyVault,
  ethers,
  livingVault,
  networkHelpers,
  now,
  SHARE_UNIT,
  VESTING_CAP,
  VESTING_FLOOR,
} from "../support/vaultAlone.ts";

describe("GpuYieldVault.post", () => {
  describe("when the caller is not the book", () => {
    it("reverts with the caller", async () => {
      const { vault, stranger } = await livingVault();

      await expect(vault.connect(stranger).post(0, 0, 0, 0, NEVER))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotBook")
        .withArgs(stranger);
    });
  });

  describe("when nothing is posted", () => {
    it("changes the next due item only", async () => {
      const { vault, book, law, start } = await livingVault();

      const post = at(start + HOUR, () => vault.connect(book).post(0, 0, 0, 0, 4_000_000_000n));

      await expect(post).to.emit(vault, "Posted").withArgs(0n, 0n, 0n, VESTING_FLOOR);
      await expect(post).not.to.emit(vault, "IncomeLocked");
      await expect(post).not.to.emit(vault, "LossBooked");
      const state = await vault.state();
      expect(state.nextDue).to.equal(4_000_000_000n);
      expect(state.nav).to.equal(law.navAt(start + HOUR));
    });
  });

  describe("when a next due item lies beyond what the vault keeps", () => {
    it("counts as none", async () => {
      const { vault, book } = await livingVault();

      await vault.connect(book).post(0, 0, 0, 0, 2n ** 40n - 1n);

      expect((await vault.state()).nextDue).to.equal(NEVER);
    });
  });

  describe("when a negative slope would come about", () => {
    it("reverts", async () => {
      const { vault, book } = await emptyVault();

      await expect(vault.connect(book).post(0, 0, -1n, 0, NEVER))
        .to.be.revertedWithCustomError(vault, "SafeCastOverflowedIntToUint")
        .withArgs(-1n);
    });
  });

  describe("given nothing is locked", () => {
    const rent = usdc("864");

    async function withShares() {
      const fixture = await emptyVault();
      await fixture.vault.connect(fixture.depositor).deposit(usdc("10_000"), fixture.depositor);
      return { ...fixture, t: (await now()) + 100n };
    }

    for (const { name, over, expected } of [
      { name: "below the floor", over: 0n, expected: VESTING_FLOOR },
      { name: "at the floor", over: VESTING_FLOOR, expected: VESTING_FLOOR },
      { name: "one second above the floor", over: VESTING_FLOOR + 1n, expected: VESTING_FLOOR + 1n },
      { name: "at the cap", over: VESTING_CAP, expected: VESTING_CAP },
      { name: "one second above the cap", over: VESTING_CAP + 1n, expected: VESTING_CAP },
      { name: "without a period", over: 2n ** 256n - 1n, expected: VESTING_CAP },
    ]) {
      describe(`when rent is to vest over a time ${name}`, () => {
        it(`vests over ${expected} s in a straight line`, async () => {
          const { vault, book, t } = await withShares();

          const post = at(t, () => vault.connect(book).post(rent, 0, 0, over, NEVER));

          await expect(post).to.emit(vault, "Posted").withArgs(rent, 0n, 0n, expected);
          await expect(post)
            .to.emit(vault, "IncomeLocked")
            .withArgs(rent * FINE, rent * FINE, (t + expected) * TICK);
          expect((await vault.state()).vestsAt).to.equal(t + expected);
          expect((await vault.state()).nav).to.equal(usdc("10_000"));
          await networkHelpers.time.increaseTo(t + expected / 3n);
          expect((await vault.state()).locked).to.equal(ceilDiv(rent * (expected - expected / 3n), expected));
          await networkHelpers.time.increaseTo(t + expected - 1n);
          expect((await vault.state()).locked).to.equal(ceilDiv(rent, expected));
          await networkHelpers.time.increaseTo(t + expected);
          expect((await vault.state()).locked).to.equal(0n);
          expect((await vault.state()).nav).to.equal(usdc("10_864"));
        });
      });
    }

    describe("when the rent arrives", () => {
      it("is pulled from the book, and no price moves in that second", async () => {
        const { vault, asset, book, t } = await withShares();
        const before = await vault.entryPrice();

        const post = at(t, () => vault.connect(book).post(rent, 0, 0, 0, NEVER));

        await expect(post).to.changeTokenBalances(ethers, asset, [book, vault], [-rent, rent]);
        expect(await vault.entryPrice()).to.equal(before);
        expect((await vault.state()).cash).to.equal(usdc("10_864"));
      });
    });
  });

  describe("given rent that is half vested", () => {
    describe("when more rent arrives", () => {
      it("lets all of it vest after the average of the remaining times, weighted by amount", async () => {
        const { vault, book, law, start } = await livingVault();
        const t = start + 5n * DAY;
        const locked = law.lockedFineAt(t);
        law.post(t, usdc("2_500"), 0n, 0n, 2n * DAY);

        await expect(at(t, () => vault.connect(book).post(usdc("2_500"), 0, 0, 2n * DAY, NEVER)))
          .to.emit(vault, "IncomeLocked")
          .withArgs(usdc("2_500") * FINE, locked + usdc("2_500") * FINE, law.locked.end);
        // 5,000 with five days to go and 2,500 with two: four days, but for the odd unit.
        expect((await vault.state()).vestsAt).to.equal(t + 4n * DAY + 1n);
      });

      it("comes to the same end in two halves of the same second", async () => {
        const { vault, book, law, start } = await livingVault();
        const t = start + 5n * DAY;
        law.post(t, usdc("2_500"), 0n, 0n, 2n * DAY);

        await networkHelpers.mine();
        await ethers.provider.send("evm_setAutomine", [false]);
        const half = await vault.connect(book).post(usdc("1_250"), 0, 0, 2n * DAY, NEVER, { gasLimit: 500_000 });
        const otherHalf = await vault.connect(book).post(usdc("1_250"), 0, 0, 2n * DAY, NEVER, { gasLimit: 500_000 });
        await networkHelpers.time.increaseTo(t);
        await ethers.provider.send("evm_setAutomine", [true]);

        expect((await half.wait())?.blockNumber).to.equal((await otherHalf.wait())?.blockNumber);
        const { args } =
          (await vault.queryFilter(vault.filters.IncomeLocked(), otherHalf.blockNumber ?? 0)).at(-1) ?? {};
        expect(args?.lockedAfter).to.equal(law.locked.fine);
        expect(args?.vestEnd).to.be.within(law.locked.end, law.locked.end + 1n);
      });
    });

    describe("when a loss is smaller than what is locked", () => {
      it("is borne by the locked amount, and no price falls", async () => {
        const { vault, book, law, start } = await livingVault();
        const t = start + 5n * DAY;
        const loss = usdc("1_234.5") * FINE;
        const before = law.entryPriceAt(t, SHARE_UNIT);
        const end = law.locked.end;

        await expect(at(t, () => vault.connect(book).post(0, -loss, 0, 0, NEVER)))
          .to.emit(vault, "LossBooked")
          .withArgs(loss, loss);

        expect(await vault.exitPrice()).to.equal(before);
        law.post(t, 0n, -loss, 0n, 0n);
        expect(law.locked.end).to.equal(end);
        await networkHelpers.time.increaseTo(t + DAY);
        expect((await vault.state()).nav).to.equal(law.navAt(t + DAY));
      });
    });

    describe("when a loss is greater than what is locked", () => {
      it("takes all that is locked, and the rest from the price", async () => {
        const { vault, book, law, start } = await livingVault();
        const t = start + 5n * DAY;
        const loss = usdc("60_000") * FINE;
        const locked = law.lockedFineAt(t);
        const navBefore = law.navAt(t);
        law.post(t, 0n, -loss, 0n, 0n);

        await expect(at(t, () => vault.connect(book).post(0, -loss, 0, 0, NEVER)))
          .to.emit(vault, "LossBooked")
          .withArgs(loss, locked);

        const state = await vault.state();
        expect(state.locked).to.equal(0n);
        expect(state.nav).to.equal(law.navAt(t));
        expect(navBefore - state.nav).to.be.within((loss - locked) / FINE, (loss - locked) / FINE + 1n);
        expect(await vault.exitPrice()).to.equal(law.exitPriceAt(t, SHARE_UNIT));
      });
    });

    describe("when cash and a smaller fall of value are posted together", () => {
      it("locks what is left of the gain", async () => {
        const { vault, book, law, start } = await livingVault();
        const t = start + 5n * DAY;
        const fall = usdc("50") * FINE + 3n;
        law.post(t, usdc("80"), -fall, 0n, 4n * DAY);

        const post = at(t, () => vault.connect(book).post(usdc("80"), -fall, 0, 4n * DAY, NEVER));

        await expect(post)
          .to.emit(vault, "IncomeLocked")
          .withArgs(usdc("80") * FINE - fall, law.locked.fine, law.locked.end);
        await expect(post).not.to.emit(vault, "LossBooked");
        expect((await vault.state()).nav).to.equal(law.navAt(t));
      });
    });

    describe("when cash and as great a fall of value are posted together", () => {
      it("locks nothing and books no loss", async () => {
        const { vault, book } = await livingVault();

        const post = vault.connect(book).post(usdc("80"), -(usdc("80") * FINE), 0, 0, NEVER);

        await expect(post).not.to.emit(vault, "IncomeLocked");
        await expect(post).not.to.emit(vault, "LossBooked");
      });
    });
  });

  describe("given all has vested", () => {
    describe("when a loss is booked", () => {
      it("falls on the price alone", async () => {
        const { vault, book, law, start } = await livingVault();
        const t = start + 20n * DAY;
        const loss = usdc("77") * FINE;
        law.post(t, 0n, -loss, 0n, 0n);

        await expect(at(t, () => vault.connect(book).post(0, -loss, 0, 0, NEVER)))
          .to.emit(vault, "LossBooked")
          .withArgs(loss, 0n);
        expect((await vault.state()).nav).to.equal(law.navAt(t));
        expect((await vault.state()).vestsAt).to.equal(t);
      });
    });
  });

  describe("when wear changes", () => {
    it("runs from that second on, to the fine unit", async () => {
      const { vault, book, law, start } = await livingVault();
      const t = start + 12n * DAY;
      law.post(t, 0n, 0n, 987_654_321n, 0n);

      await at(t, () => vault.connect(book).post(0, 0, 987_654_321n, 0, NEVER));

      for (const later of [1n, HOUR, 100n * DAY]) {
        await networkHelpers.time.increaseTo(t + later);
        expect(await vault.value()).to.equal(law.valueFineAt(t + later) / FINE);
        expect(await vault.totalAssets()).to.equal(law.navAt(t + later));
      }
    });
  });
});
