import { expect } from "chai";
import {
  asQueue,
  at,
  emptyVault,
  ethers,
  livingVault,
  networkHelpers,
  now,
  post,
  waitInQueue,
} from "../support/vaultAlone.ts";
import { DAY, usdc } from "../support/units.ts";

const MAX_UINT96 = 2n ** 96n - 1n;

/** A vault in the middle of its life, whose notice of drawing ends in ten days. */
async function noticed() {
  const fixture = await livingVault();
  const { vault, admin } = fixture;
  const until = (await now()) + 10n * DAY;
  await vault.connect(admin).noticeDraw(until);
  const lows = async () => {
    const { newer, older } = await vault.drawNotices();
    return [newer.low, older.low];
  };
  return { ...fixture, until, lows };
}

describe("GpuYieldVault.noticeDraw", () => {
  describe("when anyone but the draw limits calls", () => {
    it("reverts", async () => {
      const { vault, source } = await livingVault();

      await expect(vault.connect(source).noticeDraw(1n))
        .to.be.revertedWithCustomError(vault, "AccessManagedUnauthorized")
        .withArgs(source);
    });
  });

  describe("given nothing was noticed before", () => {
    it("keeps the NAV of now, and there is no older notice", async () => {
      const { vault, until } = await noticed();
      const { nav } = await vault.state();

      const { newer, older } = await vault.drawNotices();

      expect([...newer, ...older]).to.deep.equal([nav, until, 0n, 0n]);
    });

    it("says the NAV", async () => {
      const { vault, admin } = await livingVault();

      expect(await vault.connect(admin).noticeDraw.staticCall(1n)).to.equal((await vault.state()).nav);
    });
  });

  describe("given a notice before", () => {
    it("keeps that one beside it", async () => {
      const { vault, admin, until, depositor } = await noticed();
      const [first] = (await vault.drawNotices()).newer;
      await vault.connect(depositor).deposit(usdc("500_000"), depositor);
      await vault.connect(admin).noticeDraw(until + DAY);
      const { nav } = await vault.state();

      const { newer, older } = await vault.drawNotices();

      expect([...newer, ...older]).to.deep.equal([nav, until + DAY, first, until]);
    });
  });

  describe("given a NAV of more than 96 bits", () => {
    it("keeps the largest that fits", async () => {
      const { vault, admin, source } = await emptyVault();
      await vault.connect(source).post({
        ...{ cashIn: 0n, value: 2n ** 126n, slope: 0n, loss: 0n, lossSlope: 0n, delinquent: 0n },
        ...{ vestOver: 0n, restricted: false, kinks: [] },
      });
      await vault.connect(admin).noticeDraw(1n);

      const [low] = (await vault.drawNotices()).newer;

      expect(low).to.equal((await vault.state()).nav);
      expect(low).to.be.at.most(MAX_UINT96);
    });
  });
});

describe("GpuYieldVault.drawNotices", () => {
  describe("given a notice is alive", () => {
    it("a deposit lifts nothing, an exit lowers both, each to no more than the NAV after it", async () => {
      const { vault, admin, depositor, until, lows } = await noticed();
      await vault.connect(admin).noticeDraw(until + 1n);
      const [, first] = await lows();
      await vault.connect(depositor).deposit(usdc("100_000"), depositor);
      expect((await lows())[1]).to.equal(first);

      await vault.connect(depositor).withdraw(usdc("300_000"), depositor, depositor);

      const { nav } = await vault.state();
      expect(await lows()).to.deep.equal([nav, nav]);
    });

    it("an exit that leaves more than that changes nothing", async () => {
      const { vault, depositor, lows } = await noticed();
      await vault.connect(depositor).deposit(usdc("100_000"), depositor);
      const before = await lows();

      await vault.connect(depositor).withdraw(usdc("1"), depositor, depositor);

      expect(await lows()).to.deep.equal(before);
    });

    it("a booked loss lowers it, a gain does not lift it", async () => {
      const { vault, lows, ...fixture } = await noticed();
      await post({ vault, ...fixture }, { value: -(usdc("50_000") << 32n) });
      const { nav } = await vault.state();
      expect(await lows()).to.deep.equal([nav, 0n]);

      await post({ vault, ...fixture }, { cashIn: usdc("80_000"), vestOver: DAY });
      await networkHelpers.time.increase(2n * DAY);
      await post({ vault, ...fixture }, { cashIn: usdc("1"), vestOver: DAY });

      expect(await lows()).to.deep.equal([nav, 0n]);
    });

    it("a settlement of the queue lowers it", async () => {
      const { vault, depositor, lows, until } = await noticed();
      await waitInQueue(vault, depositor, (await vault.balanceOf(depositor)) / 2n);
      expect(await now()).to.be.lessThan(until);

      await vault.connect(await asQueue(vault)).serveRequests(await vault.balanceOf(await vault.queue()));

      const { nav } = await vault.state();
      expect(await lows()).to.deep.equal([nav, 0n]);
    });
  });

  describe("given the newest notice has ended", () => {
    it("keeps what it was, from that second on", async () => {
      const { vault, depositor, until, lows } = await noticed();
      await at(until - 1n, () => vault.connect(depositor).withdraw(usdc("100_000"), depositor, depositor));
      const last = await lows();
      expect(last).to.deep.equal([(await vault.state()).nav, 0n]);

      await at(until, () => vault.connect(depositor).withdraw(usdc("100_000"), depositor, depositor));
      expect(await lows()).to.deep.equal(last);
    });

    it("leaves nothing for exits to look at, once one has come", async () => {
      const { vault, depositor, until } = await noticed();
      const leave = () => vault.connect(depositor).withdraw(usdc("10"), depositor, depositor);
      // One word of the first slots has the bit of a notice, and none of a pause or of what is delinquent.
      const isLookedFor = async () => {
        const words = await Promise.all([...Array(24).keys()].map((slot) => ethers.provider.getStorage(vault, slot)));
        return words.some((word) => BigInt(word) >> 248n === 4n);
      };
      await at(until - 1n, leave);
      expect(await isLookedFor()).to.equal(true);

      await at(until, leave);

      expect(await isLookedFor()).to.equal(false);
    });
  });
});
