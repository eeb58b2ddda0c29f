import { expect } from "chai";
import { DAY, HOUR, NEVER } from "../support/units.ts";
import { emptyVault, ethers } from "../support/vaultAlone.ts";
import { vaultTerms } from "../support/vaultTerms.ts";

const LONGEST_VESTING = 366n * DAY;

describe("GpuYieldVault.constructor", () => {
  async function deploy({ decimals = 6, ...changes }: { decimals?: number } & Parameters<typeof vaultTerms>[0] = {}) {
    const { manager, treasury } = await emptyVault();
    const asset = await ethers.deployContract("MockToken", ["Dollar", "USD", decimals]);
    const terms = vaultTerms({
      name: "Name",
      symbol: "SYM",
      capWholeTokens: 7n,
      feeBps: 1_000n,
      feeRecipient: treasury.address,
      ...changes,
    });
    const vault = await ethers.deployContract("GpuYieldVault", [manager, asset, terms]);
    const lens = await ethers.deployContract("VaultLens", [vault]);
    return { vault, lens, asset, manager, treasury, terms };
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
        await expect(deploy({ vestingFloor: floor, vestingCap: cap }))
          .to.be.revertedWithCustomError(await refused(), "GpuYieldVault_VestingOutOfRange")
          .withArgs(floor, cap, LONGEST_VESTING);
      });
    });
  }

  describe("when more than a tenth may be late", () => {
    it("reverts with the limit and the most it may be", async () => {
      await expect(deploy({ delinquencyLimitBps: 1_001n }))
        .to.be.revertedWithCustomError(await refused(), "GpuYieldVault_DelinquencyLimitOutOfRange")
        .withArgs(1_001n, 1_000n);
    });
  });

  describe("when patient requests tolerate more than may be late", () => {
    it("reverts with the tolerance and the most it may be", async () => {
      await expect(deploy({ delinquencyLimitBps: 200n, toleranceBps: 201n }))
        .to.be.revertedWithCustomError(await refused(), "GpuYieldVault_ToleranceAboveDelinquencyLimit")
        .withArgs(201n, 200n);
    });
  });

  for (const { name, tick, markdownPeriod } of [
    { name: "no tick", tick: 0n, markdownPeriod: 90n * DAY },
    { name: "a tick of more than a day", tick: DAY + 1n, markdownPeriod: 90n * (DAY + 1n) },
    { name: "a markdown of less than a week", tick: 1n, markdownPeriod: 7n * DAY - 1n },
    { name: "a markdown of more than a year", tick: 1n, markdownPeriod: 365n * DAY + 1n },
    { name: "a markdown of no whole ticks", tick: HOUR, markdownPeriod: 90n * DAY + 1n },
  ]) {
    describe(`when the grid has ${name}`, () => {
      it("reverts with tick and markdown", async () => {
        await expect(deploy({ tick, markdownPeriod }))
          .to.be.revertedWithCustomError(await refused(), "GpuYieldVault_GridOutOfRange")
          .withArgs(tick, markdownPeriod);
      });
    });
  }

  for (const { tick, markdownPeriod } of [
    { tick: 1n, markdownPeriod: 7n * DAY },
    { tick: DAY, markdownPeriod: 365n * DAY },
  ]) {
    describe(`when the tick is ${tick} s and the markdown ${markdownPeriod} s`, () => {
      it("keeps both", async () => {
        const { vault } = await deploy({ tick, markdownPeriod });

        const settings = await vault.settings();
        expect([settings.tick, settings.markdownPeriod]).to.deep.equal([tick, markdownPeriod]);
      });
    });
  }

  describe("when the fee is above a fifth", () => {
    it("reverts with the fee and the most it may be", async () => {
      await expect(deploy({ feeBps: 2_001n }))
        .to.be.revertedWithCustomError(await refused(), "GpuYieldVault_FeeAboveCap")
        .withArgs(2_001n, 2_000n);
    });
  });

  describe("when nobody is to receive the fee, or what everybody leaves behind", () => {
    it("reverts, also where there is no fee", async () => {
      await expect(deploy({ feeBps: 0n, feeRecipient: ethers.ZeroAddress })).to.be.revertedWithCustomError(
        await refused(),
        "GpuYieldVault_ZeroAddress",
      );
    });
  });

  for (const decimals of [6, 8, 12, 18]) {
    describe(`when the asset has ${decimals} decimals`, () => {
      it("gives the share six more, and starts empty", async () => {
        const longest = { vestingFloor: 1n, vestingCap: LONGEST_VESTING };
        const { vault, lens, asset, manager, treasury } = await deploy({ decimals, ...longest });
        const unit = 10n ** BigInt(decimals);

        expect(await vault.decimals()).to.equal(decimals + 6);
        expect(await vault.name()).to.equal("Name");
        expect(await vault.symbol()).to.equal("SYM");
        expect(await vault.asset()).to.equal(asset);
        expect(await vault.authority()).to.equal(manager);
        expect(await vault.sources()).to.deep.equal([]);
        expect([...(await vault.settings())]).to.deep.equal([1n, LONGEST_VESTING, 200n, 50n, HOUR, 90n * DAY, unit]);
        expect([...(await vault.fee())]).to.deep.equal([1_000n, treasury.address, 0n, 0n, 0n, 0n]);
        expect(await lens.entryPrice()).to.equal(10n ** BigInt(decimals + 12));
        expect([...(await vault.state())]).to.deep.equal([
          ...Array<bigint>(10).fill(0n),
          7n * unit,
          0n,
          NEVER,
          false,
          false,
        ]);
      });

      it("says what it is opened with", async () => {
        const { vault, asset, terms } = await deploy({ decimals });

        await expect(vault.deploymentTransaction())
          .to.emit(vault, "VaultOpened")
          .withArgs(asset, Object.values(terms), await vault.queue());
      });
    });
  }
});
