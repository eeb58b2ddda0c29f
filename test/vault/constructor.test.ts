import { expect } from "chai";
import { DAY, NEVER } from "../support/units.ts";
import { emptyVault, ethers } from "../support/vaultAlone.ts";
import { vaultTerms } from "../support/vaultTerms.ts";

const LONGEST_VESTING = 366n * DAY;

describe("GpuYieldVault.constructor", () => {
  async function deploy({ decimals = 6, floor = DAY, cap = 90n * DAY, capWholeTokens = 7n, lateLimitBps = 200n } = {}) {
    const { manager } = await emptyVault();
    const asset = await ethers.deployContract("MockToken", ["Dollar", "USD", decimals]);
    const vault = await ethers.deployContract("GpuYieldVault", [
      manager,
      asset,
      vaultTerms({ name: "Name", symbol: "SYM", vestingFloor: floor, vestingCap: cap, capWholeTokens, lateLimitBps }),
    ]);
    return { vault, asset, manager };
  }
  const refused = async () => ({ interface: (await ethers.getContractFactory("GpuYieldVault")).interface });

  for (const decimals of [0, 5, 19]) {
    describe(`when the asset has ${decimals} decimals`, () => {
      it("reverts with the range", async () => {
        await expect(deploy({ decimals }))
          .to.be.revertedWithCustomError(await refused(), "GpuYieldVault_DecimalsOutOfRange")
          .withArgs(decimals, 6, 18);
      });
    });
  }

  for (const { name, floor, cap } of [
    { name: "no floor", floor: 0n, cap: DAY },
    { name: "a floor above the cap", floor: DAY + 1n, cap: DAY },
    { name: "a cap above 366 days", floor: DAY, cap: LONGEST_VESTING + 1n },
  ]) {
    describe(`when vesting has ${name}`, () => {
      it("reverts with floor, cap and maximum", async () => {
        await expect(deploy({ floor, cap }))
          .to.be.revertedWithCustomError(await refused(), "GpuYieldVault_VestingOutOfRange")
          .withArgs(floor, cap, LONGEST_VESTING);
      });
    });
  }

  describe("when more than a tenth may be late", () => {
    it("reverts with the limit and the most it may be", async () => {
      await expect(deploy({ lateLimitBps: 1_001n }))
        .to.be.revertedWithCustomError(await refused(), "GpuYieldVault_LateLimitOutOfRange")
        .withArgs(1_001n, 1_000n);
    });
  });

  for (const decimals of [6, 8, 12, 18]) {
    describe(`when the asset has ${decimals} decimals`, () => {
      it("gives the share six more, and starts empty", async () => {
        const { vault, asset, manager } = await deploy({ decimals, floor: 1n, cap: LONGEST_VESTING });

        expect(await vault.decimals()).to.equal(decimals + 6);
        expect(await vault.name()).to.equal("Name");
        expect(await vault.symbol()).to.equal("SYM");
        expect(await vault.asset()).to.equal(asset);
        expect(await vault.authority()).to.equal(manager);
        expect(await vault.vestingFloor()).to.equal(1n);
        expect(await vault.vestingCap()).to.equal(LONGEST_VESTING);
        expect(await vault.cap()).to.equal(7n * 10n ** BigInt(decimals));
        expect(await vault.book()).to.equal(ethers.ZeroAddress);
        expect(await vault.paused()).to.equal(false);
        expect(await vault.entryPrice()).to.equal(10n ** BigInt(decimals + 12));
        expect([...(await vault.state())]).to.deep.equal([0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, NEVER]);
      });

      it("says what it is made of, and what the cap is", async () => {
        const { vault, asset } = await deploy({ decimals });

        await expect(vault.deploymentTransaction())
          .to.emit(vault, "VaultOpened")
          .withArgs(asset, DAY, 90n * DAY, 200n, await vault.queue());
        await expect(vault.deploymentTransaction())
          .to.emit(vault, "CapChanged")
          .withArgs(0n, 7n * 10n ** BigInt(decimals));
      });
    });
  }
});
