import { expect } from "chai";
import { ONE_X32 } from "../support/moneyLaw.ts";
import { DAY, usdc } from "../support/units.ts";
import { asQueue, at, emptyVault, ethers, livingVault, networkHelpers, post, postAt } from "../support/vaultAlone.ts";

describe("GpuYieldVault.serveRequests", () => {
  /** The queue holds `shares` of the depositor's. */
  async function holding(shares: bigint) {
    const fixture = await livingVault();
    const queue = await asQueue(fixture.vault);
    await fixture.vault.connect(queue).escrow(fixture.depositor, shares, fixture.depositor);
    return { ...fixture, queue, t: fixture.start + DAY };
  }

  describe("when the caller is not the queue", () => {
    it("reverts with the caller", async () => {
      const { vault, depositor } = await livingVault();

      await expect(vault.connect(depositor).serveRequests(1n))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotQueue")
        .withArgs(depositor);
    });
  });

  describe("given cash for all of it", () => {
    it("burns all, and pays the exit price rounded down", async () => {
      const { vault, asset, queue, law, t } = await holding(10n ** 17n);
      const paid = law.redeem(t, 10n ** 17n);

      const settlement = at(t, () => vault.connect(queue).serveRequests(10n ** 17n));

      await expect(settlement)
        .to.emit(vault, "Withdraw")
        .withArgs(queue, queue, queue, paid, 10n ** 17n);
      await expect(settlement).to.changeTokenBalances(ethers, asset, [vault, queue], [-paid, paid]);
      const { cash, totalSupply } = await vault.state();
      expect([cash, totalSupply]).to.deep.equal([law.cash, law.supply]);
    });

    it("answers with what it burned and paid", async () => {
      const { vault, queue, law, t } = await holding(10n ** 17n);
      await networkHelpers.time.increaseTo(t);

      expect([...(await vault.connect(queue).serveRequests.staticCall(10n ** 17n))]).to.deep.equal([
        10n ** 17n,
        law.paidDown(t, 10n ** 17n),
      ]);
    });

    it("works while the vault is paused", async () => {
      const { vault, queue } = await holding(10n ** 17n);
      await vault.pause();

      await vault.connect(queue).serveRequests(10n ** 17n);

      expect(await vault.balanceOf(queue)).to.equal(0n);
    });
  });

  describe("given cash for a part of it", () => {
    it("pays all of it, for as many shares as that is worth, rounded up", async () => {
      const { vault, queue, law, t } = await holding(9n * 10n ** 17n);
      const { cash } = law;
      const burned = law.burnedUp(t, cash);

      await expect(at(t, () => vault.connect(queue).serveRequests(9n * 10n ** 17n)))
        .to.emit(vault, "Withdraw")
        .withArgs(queue, queue, queue, cash, burned);
      expect(await vault.balanceOf(queue)).to.equal(9n * 10n ** 17n - burned);
      expect((await vault.state()).cash).to.equal(0n);
    });

    it("has nothing to pay when there is no cash", async () => {
      const { vault, source, depositor, stranger, law } = await livingVault();
      const queue = await asQueue(vault);
      await vault.connect(source).fund(stranger, law.cash);
      await vault.connect(queue).escrow(depositor, 10n ** 17n, depositor);

      await expect(vault.connect(queue).serveRequests(10n ** 17n)).to.be.revertedWithCustomError(
        vault,
        "GpuYieldVault_NothingToPay",
      );
    });
  });

  describe("given something is delinquent", () => {
    it("pays the exit price of that second", async () => {
      const fixture = await holding(10n ** 17n);
      const { vault, queue, law, t } = fixture;
      const slope = (usdc("600_000") * ONE_X32) / (90n * DAY);
      law.turnDelinquent(t - 10n, 0n, slope);
      await postAt(t - 10n, fixture, { lossSlope: slope, delinquent: 600_000n });
      const paid = law.paidDown(t, 10n ** 17n);
      expect(paid).to.be.below(law.assetsDown(t, 10n ** 17n));

      await expect(at(t, () => vault.connect(queue).serveRequests(10n ** 17n)))
        .to.emit(vault, "Withdraw")
        .withArgs(queue, queue, queue, paid, 10n ** 17n);
    });
  });

  describe("given a share is worth nothing", () => {
    it("burns none: it is kept for what may still come in", async () => {
      const fixture = await emptyVault();
      const { vault, source, depositor, stranger } = fixture;
      await vault.connect(depositor).deposit(usdc("100"), depositor);
      const queue = await asQueue(vault);
      await vault.connect(source).fund(stranger, usdc("100"));
      await post(fixture, { value: -(usdc("100") * ONE_X32) });
      await vault.connect(queue).escrow(depositor, 5n, depositor);

      await expect(vault.connect(queue).serveRequests(5n)).to.be.revertedWithCustomError(
        vault,
        "GpuYieldVault_NothingToPay",
      );
    });
  });
});
