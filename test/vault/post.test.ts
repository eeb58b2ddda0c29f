import { expect } from "chai";
import { kinkWord, markdownWord } from "@gpu-yield-vaults/sdk/model";
import { ONE_X32, TICK } from "../support/moneyLaw.ts";
import { ceilDiv, DAY, HOUR, MAX_UINT256, NEVER, usdc } from "../support/units.ts";
import {
  at,
  emptyVault,
  ethers,
  livingVault,
  MARKDOWN,
  networkHelpers,
  now,
  post,
  postAt,
  posting,
  SHARE_UNIT,
  TICK_SECONDS,
  VESTING_CAP,
  VESTING_FLOOR,
} from "../support/vaultAlone.ts";

describe("GpuYieldVault.post", () => {
  describe("when the caller is no source", () => {
    it("reverts with the caller", async () => {
      const { vault, stranger } = await livingVault();

      await expect(vault.connect(stranger).post(posting()))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotSource")
        .withArgs(stranger);
    });
  });

  describe("when more cash is said to have come than was sent", () => {
    it("reverts with the balance and what it should be", async () => {
      const { vault, asset, source, law } = await livingVault();
      await asset.connect(source).transfer(vault, 4n);

      await expect(vault.connect(source).post(posting({ cashIn: 5n })))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_AssetsMissing")
        .withArgs(law.cash + 4n, law.cash + 5n);
    });
  });

  describe("when nothing is posted", () => {
    it("changes nothing, and says as little", async () => {
      const fixture = await livingVault();
      const { vault, source, law, start } = fixture;

      const nothing = postAt(start + HOUR, fixture);

      await expect(nothing)
        .to.emit(vault, "Posted")
        .withArgs(source, 0n, 0n, 0n, 0n, VESTING_FLOOR, law.locked.x32, law.locked.end);
      for (const event of ["LossBooked", "DelinquencyPosted", "KinksPosted", "RestrictedLocked", "Accrued"] as const) {
        await expect(nothing).not.to.emit(vault, event);
      }
      expect((await vault.state()).nav).to.equal(law.navAt(start + HOUR));
    });
  });

  for (const { name, changes } of [
    { name: "a negative slope", changes: { slope: -1n } },
    { name: "a slope beyond its bits", changes: { slope: 2n ** 96n } },
    { name: "a value beyond its bits", changes: { value: 2n ** 127n } },
    { name: "a loss beyond its bits", changes: { loss: 2n ** 127n } },
    { name: "a slope of the loss beyond its bits", changes: { lossSlope: -(2n ** 119n) - 1n } },
    { name: "less delinquent than nothing", changes: { delinquent: -1n } },
    { name: "more delinquent than its bits hold", changes: { delinquent: 2n ** 64n } },
  ]) {
    describe(`when ${name} would come about`, () => {
      it("reverts with the tick", async () => {
        const { vault, source } = await emptyVault();
        const t = (await now()) + 100n;

        await expect(at(t, () => vault.connect(source).post(posting(changes))))
          .to.be.revertedWithCustomError(vault, "GpuYieldVault_CurveTooSteep")
          .withArgs(t / TICK_SECONDS);
      });
    });
  }

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
          const { t, ...fixture } = await withShares();
          const { vault, source } = fixture;

          await expect(postAt(t, fixture, { cashIn: rent, vestOver: over }))
            .to.emit(vault, "Posted")
            .withArgs(source, rent, 0n, 0n, 0n, expected, rent * ONE_X32, (t + expected) * TICK);
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
      it("was sent before, and no price moves in that second", async () => {
        const { t, ...fixture } = await withShares();
        const { vault, lens } = fixture;
        const before = await lens.entryPrice();

        await postAt(t, fixture, { cashIn: rent });

        expect(await lens.entryPrice()).to.equal(before);
        expect((await vault.state()).cash).to.equal(usdc("10_864"));
        expect((await vault.fee()).sourceCash).to.equal(rent);
      });
    });
  });

  describe("given rent that is half vested", () => {
    describe("when more rent arrives", () => {
      it("lets all of it vest after the average of the remaining times, weighted by amount", async () => {
        const fixture = await livingVault();
        const { vault, source, law, start } = fixture;
        const t = start + 5n * DAY;
        law.post(t, usdc("2_500"), 0n, 0n, 2n * DAY);

        await expect(postAt(t, fixture, { cashIn: usdc("2_500"), vestOver: 2n * DAY }))
          .to.emit(vault, "Posted")
          .withArgs(source, usdc("2_500"), 0n, 0n, 0n, 2n * DAY, law.locked.x32, law.locked.end);
        // 5,000 with five days to go and 2,500 with two: four days, but for the odd unit.
        expect((await vault.state()).vestsAt).to.equal(t + 4n * DAY + 1n);
      });

      it("comes to the same end in two halves of the same second", async () => {
        const { vault, asset, source, law, start } = await livingVault();
        const t = start + 5n * DAY;
        law.post(t, usdc("2_500"), 0n, 0n, 2n * DAY);
        const half = posting({ cashIn: usdc("1_250"), vestOver: 2n * DAY });

        await asset.connect(source).transfer(vault, usdc("2_500"));
        await ethers.provider.send("evm_setAutomine", [false]);
        const one = await vault.connect(source).post(half, { gasLimit: 500_000 });
        const other = await vault.connect(source).post(half, { gasLimit: 500_000 });
        await networkHelpers.time.increaseTo(t);
        await ethers.provider.send("evm_setAutomine", [true]);

        expect((await one.wait())?.blockNumber).to.equal((await other.wait())?.blockNumber);
        const { args } = (await vault.queryFilter(vault.filters.Posted(), other.blockNumber ?? 0)).at(-1) ?? {};
        expect(args?.locked).to.equal(law.locked.x32);
        expect(args?.vestEnd).to.be.within(law.locked.end, law.locked.end + 1n);
      });
    });

    describe("when a loss is smaller than what is locked", () => {
      it("is borne by the locked amount, and no price falls", async () => {
        const fixture = await livingVault();
        const { vault, lens, law, start } = fixture;
        const t = start + 5n * DAY;
        const loss = usdc("1_234.5") * ONE_X32;
        const before = law.entryPriceAt(t, SHARE_UNIT);
        const end = law.locked.end;

        await expect(postAt(t, fixture, { value: -loss }))
          .to.emit(vault, "LossBooked")
          .withArgs(loss, loss);

        expect(await lens.exitPrice()).to.equal(before);
        law.post(t, 0n, -loss, 0n, 0n);
        expect(law.locked.end).to.equal(end);
        await networkHelpers.time.increaseTo(t + DAY);
        expect((await vault.state()).nav).to.equal(law.navAt(t + DAY));
      });
    });

    describe("when a loss is greater than what is locked", () => {
      it("takes all that is locked, and the rest from the price", async () => {
        const fixture = await livingVault();
        const { vault, lens, law, start } = fixture;
        const t = start + 5n * DAY;
        const loss = usdc("60_000") * ONE_X32;
        const locked = law.lockedX32At(t);
        const navBefore = law.navAt(t);
        law.post(t, 0n, -loss, 0n, 0n);

        await expect(postAt(t, fixture, { value: -loss }))
          .to.emit(vault, "LossBooked")
          .withArgs(loss, locked);

        const state = await vault.state();
        expect(state.locked).to.equal(0n);
        expect(state.nav).to.equal(law.navAt(t));
        expect(navBefore - state.nav).to.be.within((loss - locked) / ONE_X32, (loss - locked) / ONE_X32 + 1n);
        expect(await lens.exitPrice()).to.equal(law.exitPriceAt(t, SHARE_UNIT));
      });
    });

    describe("when cash and a smaller fall of value are posted together", () => {
      it("locks what is left of the gain", async () => {
        const fixture = await livingVault();
        const { vault, source, law, start } = fixture;
        const t = start + 5n * DAY;
        const fall = usdc("50") * ONE_X32 + 3n;
        law.post(t, usdc("80"), -fall, 0n, 4n * DAY);

        const both = postAt(t, fixture, { cashIn: usdc("80"), value: -fall, vestOver: 4n * DAY });

        await expect(both)
          .to.emit(vault, "Posted")
          .withArgs(source, usdc("80"), 0n, -fall, 0n, 4n * DAY, law.locked.x32, law.locked.end);
        await expect(both).not.to.emit(vault, "LossBooked");
        expect((await vault.state()).nav).to.equal(law.navAt(t));
      });
    });

    describe("when cash and as great a fall of value are posted together", () => {
      it("locks nothing and books no loss", async () => {
        const fixture = await livingVault();
        const { vault, source, law } = fixture;

        const both = post(fixture, { cashIn: usdc("80"), value: -(usdc("80") * ONE_X32) });

        await expect(both)
          .to.emit(vault, "Posted")
          .withArgs(source, usdc("80"), 0n, -(usdc("80") * ONE_X32), 0n, DAY, law.locked.x32, law.locked.end);
        await expect(both).not.to.emit(vault, "LossBooked");
      });
    });
  });

  describe("given all has vested", () => {
    describe("when a loss is booked", () => {
      it("falls on the price alone", async () => {
        const fixture = await livingVault();
        const { vault, law, start } = fixture;
        const t = start + 20n * DAY;
        const loss = usdc("77") * ONE_X32;
        law.post(t, 0n, -loss, 0n, 0n);

        await expect(postAt(t, fixture, { value: -loss }))
          .to.emit(vault, "LossBooked")
          .withArgs(loss, 0n);
        expect((await vault.state()).nav).to.equal(law.navAt(t));
        expect((await vault.state()).vestsAt).to.equal(t);
      });
    });
  });

  describe("when depreciation changes", () => {
    it("runs from that second on, to 2^-32 of a unit", async () => {
      const fixture = await livingVault();
      const { vault, lens, law, start } = fixture;
      const t = start + 12n * DAY;
      law.post(t, 0n, 0n, 987_654_321n, 0n);

      await postAt(t, fixture, { slope: 987_654_321n });

      for (const later of [1n, HOUR, 100n * DAY]) {
        await networkHelpers.time.increaseTo(t + later);
        expect(await lens.value()).to.equal(law.valueX32At(t + later) / ONE_X32);
        expect(await vault.totalAssets()).to.equal(law.navAt(t + later));
      }
    });
  });

  describe("when kinks are posted", () => {
    /** A tick that lies well ahead, and what is put there. */
    async function ahead() {
      const fixture = await livingVault();
      const tick = (await now()) / TICK_SECONDS + 100n;
      const refused = (changes: { kind: bigint; tick: bigint; word: bigint }[], name: string) =>
        expect(post(fixture, { kinks: changes })).to.be.revertedWithCustomError(fixture.vault, name);
      return { ...fixture, tick, refused };
    }
    const SLOPE = 0n;
    const ADDED = 1n;
    const REMOVED = 2n;
    const kink = kinkWord({ slope: 5n });
    const markdown = markdownWord({ lossSlope: 7n, depreciation: 3n, delinquent: 2n });

    it("refuses a change of slope in this tick", async () => {
      const { tick, refused } = await ahead();
      await networkHelpers.time.setNextBlockTimestamp(tick * TICK_SECONDS);

      await refused([{ kind: SLOPE, tick, word: kink }], "GpuYieldVault_BadKink");
    });

    it("takes a markdown that runs already, which ends one period after its tick", async () => {
      const { vault, tick, ...fixture } = await ahead();
      const end = tick * TICK_SECONDS + MARKDOWN;
      await networkHelpers.time.setNextBlockTimestamp(tick * TICK_SECONDS + 5n * DAY);

      await post({ vault, ...fixture }, { kinks: [{ kind: ADDED, tick, word: markdown }] });

      expect((await vault.state()).nextKink).to.equal(end);
      await networkHelpers.time.increaseTo(end);
      expect((await vault.state()).nextKink).to.equal(NEVER);
    });

    it("refuses a markdown whose end has come", async () => {
      const { tick, refused } = await ahead();
      await networkHelpers.time.setNextBlockTimestamp(tick * TICK_SECONDS + MARKDOWN);

      await refused([{ kind: ADDED, tick, word: markdown }], "GpuYieldVault_BadKink");
    });

    for (const { name, kind, word } of [
      { name: "a change of slope", kind: SLOPE, word: kink },
      { name: "a markdown", kind: ADDED, word: markdown },
    ]) {
      it(`takes ${name} a second before its tick, and tells what came`, async () => {
        const { vault, source, tick, ...fixture } = await ahead();

        const posted = postAt(
          tick * TICK_SECONDS - 1n,
          { vault, source, ...fixture },
          { kinks: [{ kind, tick, word }] },
        );

        await expect(posted)
          .to.emit(vault, "KinksPosted")
          .withArgs(source, [[kind, tick, word]]);
        expect([...(await vault.kinksAt(tick))]).to.deep.equal(kind === SLOPE ? [word, 0n] : [0n, word]);
        expect((await vault.state()).nextKink).to.equal(tick * TICK_SECONDS);
      });

      it(`adds up ${name} with what is there`, async () => {
        const { vault, tick, ...fixture } = await ahead();
        await post({ vault, ...fixture }, { kinks: [{ kind, tick, word }] });

        await post({ vault, ...fixture }, { kinks: [{ kind, tick, word }] });

        expect([...(await vault.kinksAt(tick))]).to.deep.equal(kind === SLOPE ? [2n * word, 0n] : [0n, 2n * word]);
      });

      it(`refuses ${name} at the end of time`, async () => {
        const { refused } = await ahead();

        await refused([{ kind, tick: NEVER / TICK_SECONDS + 1n, word }], "GpuYieldVault_BadKink");
      });

      it(`forgets ${name} that is taken away`, async () => {
        const { vault, tick, ...fixture } = await ahead();
        await post({ vault, ...fixture }, { kinks: [{ kind, tick, word }] });
        const away = kind === SLOPE ? { kind, tick, word: MAX_UINT256 + 1n - word } : { kind: REMOVED, tick, word };

        await post({ vault, ...fixture }, { kinks: [away] });

        expect([...(await vault.kinksAt(tick))]).to.deep.equal([0n, 0n]);
        // Known too early until somebody looks, never too late.
        expect((await vault.state()).nextKink).to.equal(tick * TICK_SECONDS);
        await networkHelpers.time.increaseTo(tick * TICK_SECONDS);
        expect((await vault.state()).nextKink).to.equal(NEVER);
      });
    }

    it("refuses a markdown that would end after the end of time", async () => {
      const { refused } = await ahead();
      const tick = (NEVER - MARKDOWN) / TICK_SECONDS + 1n;

      await refused([{ kind: ADDED, tick, word: markdown }], "GpuYieldVault_BadKink");
    });

    it("refuses to take away a markdown that is not there, in whole or in part", async () => {
      const { vault, tick, refused, ...fixture } = await ahead();
      await refused([{ kind: REMOVED, tick, word: markdown }], "GpuYieldVault_BadKink");
      await post({ vault, ...fixture }, { kinks: [{ kind: ADDED, tick, word: markdown }] });

      for (const part of ["lossSlope", "depreciation", "delinquent"] as const) {
        const sums = { lossSlope: 7n, depreciation: 3n, delinquent: 2n };
        const more = markdownWord({ ...sums, [part]: sums[part] + 1n });
        await refused([{ kind: REMOVED, tick, word: more }], "GpuYieldVault_BadKink");
      }
    });

    it("lets a markdown be taken away while it runs, not at its end", async () => {
      const { vault, source, tick, ...fixture } = await ahead();
      const all = { vault, source, ...fixture };
      await post(all, { kinks: [{ kind: ADDED, tick, word: 2n * markdown }] });
      const end = tick * TICK_SECONDS + MARKDOWN;
      const away = { kinks: [{ kind: REMOVED, tick, word: markdown }] };

      await postAt(end - 1n, all, away);
      await expect(postAt(end, all, away))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_BadKink")
        .withArgs(tick);
    });

    for (const { name, kind, word, most } of [
      { name: "slopes", kind: SLOPE, word: kinkWord({ slope: 2n ** 94n - 1n }), most: 1n },
      { name: "slopes of the loss", kind: SLOPE, word: kinkWord({ lossSlope: -(2n ** 102n) }), most: 1n },
      { name: "markdowns", kind: ADDED, word: markdownWord({ lossSlope: 2n ** 102n }), most: 1n },
      { name: "tokens", kind: ADDED, word: markdownWord({ delinquent: 2n ** 38n }), most: 1n },
    ]) {
      it(`refuses a sum of ${name} that is more than half of its bits hold`, async () => {
        const { vault, tick, ...fixture } = await ahead();
        for (let i = 0n; i < most; ++i) await post({ vault, ...fixture }, { kinks: [{ kind, tick, word }] });

        await expect(post({ vault, ...fixture }, { kinks: [{ kind, tick, word }] }))
          .to.be.revertedWithCustomError(vault, "GpuYieldVault_CurveTooSteep")
          .withArgs(tick);
      });
    }
  });
});
