import { expect } from "chai";
import { DAY, usdc } from "../support/units.ts";
import { at, CAP_WHOLE_TOKENS, livingVault } from "../support/vaultAlone.ts";

describe("GpuYieldVault.setCap", () => {
  describe("when the caller has no role", () => {
    it("reverts with the caller", async () => {
      const { vault, stranger } = await livingVault();

      await expect(vault.connect(stranger).setCap(1))
        .to.be.revertedWithCustomError(vault, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  for (const cap of [0n, 1n, CAP_WHOLE_TOKENS, CAP_WHOLE_TOKENS + 1n, 2n ** 32n - 1n]) {
    describe(`when the cap becomes ${cap} whole tokens`, () => {
      it("says so in base units, and leaves cash and supply alone", async () => {
        const { vault, lens, law } = await livingVault();

        await expect(vault.setCap(cap))
          .to.emit(vault, "CapChanged")
          .withArgs(CAP_WHOLE_TOKENS * usdc("1"), cap * usdc("1"));

        expect(await lens.cap()).to.equal(cap * usdc("1"));
        expect((await vault.state()).cash).to.equal(law.cash);
        expect(await vault.totalSupply()).to.equal(law.supply);
      });
    });
  }

  describe("when most of the NAV is hardware", () => {
    it("leaves the room between NAV and cap, whatever part of it is cash", async () => {
      const { vault, other, law, start } = await livingVault();
      const t = start + DAY;
      const nav = law.navAt(t);
      expect(law.cash).to.be.below(nav / 2n);
      await vault.setCap(1_002_000);
      const room = usdc("1_002_000") - nav;
      expect(room).to.be.greaterThan(0n);

      await expect(at(t, () => vault.connect(other).deposit(room + 1n, other)))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_CapExceeded")
        .withArgs(room + 1n, room);
    });
  });

  describe("when the cap falls below the NAV", () => {
    it("closes deposits and leaves exits open", async () => {
      const { vault, other, depositor } = await livingVault();

      await vault.setCap(999_999);

      expect(await vault.maxDeposit(other)).to.equal(0n);
      await expect(vault.connect(other).deposit(1n, other))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_CapExceeded")
        .withArgs(1n, 0n);
      await vault.connect(depositor).withdraw(usdc("1"), depositor, depositor);
    });
  });
});
