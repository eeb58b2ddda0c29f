import { expect } from "chai";
import { ONE_X32 } from "../support/moneyLaw.ts";
import { DAY, usdc } from "../support/units.ts";
import { at, emptyVault, ethers, livingVault, now, post, SHARE_UNIT, waitInQueue } from "../support/vaultAlone.ts";

describe("GpuYieldVault.fund", () => {
  describe("when the caller is no source", () => {
    it("reverts with the caller", async () => {
      const { vault, admin } = await livingVault();

      await expect(vault.connect(admin).fund(admin, 1n))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotSource")
        .withArgs(admin);
    });
  });

  describe("given the vault is paused", () => {
    it("reverts: a pause stops draws", async () => {
      const { vault, admin, source } = await livingVault();
      await vault.connect(admin).pause();

      await expect(vault.connect(source).fund(source, 1n)).to.be.revertedWithCustomError(vault, "GpuYieldVault_Paused");
    });
  });

  describe("given cash of 1,000", () => {
    async function withCash() {
      const fixture = await emptyVault();
      await fixture.vault.connect(fixture.depositor).deposit(usdc("1_000"), fixture.depositor);
      return fixture;
    }

    describe("when one unit more than the cash is drawn", () => {
      it("reverts with both numbers", async () => {
        const { vault, source } = await withCash();

        await expect(vault.connect(source).fund(source, usdc("1_000") + 1n))
          .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotEnoughCash")
          .withArgs(usdc("1_000") + 1n, usdc("1_000"));
      });
    });

    describe("when all of it is drawn", () => {
      it("pays the receiver, and cash becomes value to the unit", async () => {
        const { vault, asset, source, receiver } = await withCash();

        const fund = vault.connect(source).fund(receiver, usdc("1_000"));

        await expect(fund).to.emit(vault, "Funded").withArgs(source, receiver, usdc("1_000"));
        await expect(fund).to.changeTokenBalances(ethers, asset, [vault, receiver], [-usdc("1_000"), usdc("1_000")]);
        const { cash, value, nav } = await vault.state();
        expect([cash, value, nav]).to.deep.equal([0n, usdc("1_000"), usdc("1_000")]);
        expect((await vault.fee()).sourceCash).to.equal(-usdc("1_000"));
      });
    });
  });

  describe("given rent that vests and hardware that depreciates", () => {
    it("moves no price", async () => {
      const { vault, lens, source, law, start } = await livingVault();
      const t = start + 2n * DAY;
      const before = law.entryPriceAt(t, SHARE_UNIT);
      law.fund(t, usdc("100_000"));

      await at(t, () => vault.connect(source).fund(source, usdc("100_000")));

      expect(await lens.entryPrice()).to.equal(before);
      expect(law.entryPriceAt(t, SHARE_UNIT)).to.equal(before);
    });
  });

  describe("given closed epochs wait, and something is delinquent", () => {
    it("keeps for them what their shares are worth at the entry price: a cure could ask for it", async () => {
      const fixture = await livingVault();
      const { vault, source, depositor, stranger, law } = fixture;
      const shares = law.supply / 4n;
      await waitInQueue(vault, depositor, shares);
      await post(fixture, { loss: usdc("300_000") * ONE_X32, delinquent: 300_000n });
      const t = (await now()) + DAY;
      const free = law.cash - law.assetsUp(t, shares);

      await expect(at(t, () => vault.connect(source).fund(stranger, free + 1n)))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotEnoughCash")
        .withArgs(free + 1n, free);
      expect((await vault.state()).freeCash).to.be.greaterThan(free);
    });
  });
});
