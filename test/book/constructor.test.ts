import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { deployBook } from "../support/deployBook.ts";
import { deployed, ethers, FEE_BPS } from "../support/protocol.ts";
import { DAY } from "../support/units.ts";
import { vaultTerms } from "../support/vaultTerms.ts";

describe("FacilityBook.constructor", () => {
  async function deploy({ bps = 0n, recipient = ZeroAddress, decimals = 6 } = {}) {
    const { accessManager, registry, oracle } = await deployed();
    const asset = await ethers.deployContract("MockToken", ["Dollar", "USD", decimals]);
    const vault = await ethers.deployContract("GpuYieldVault", [accessManager, asset, vaultTerms()]);
    const escrow = await ethers.deployContract("CollateralEscrow", [accessManager, asset]);
    const bond = await ethers.deployContract("OperatorBond", [accessManager, vault, escrow, 30n * DAY]);
    const neighbours = { manager: accessManager, vault, registry, bond };
    const book = await deployBook(ethers, neighbours, oracle, { bps, recipient });
    return { book, vault, registry, oracle, asset, accessManager, bond };
  }

  describe("when the oracle counts in another asset's decimals", () => {
    it("reverts with both", async () => {
      const { book } = await deployed();

      await expect(deploy({ decimals: 8 }))
        .to.be.revertedWithCustomError(book, "FacilityBook_WrongAsset")
        .withArgs(6n, 8n);
    });
  });

  describe("when the fee is above the hard cap", () => {
    it("reverts with both", async () => {
      const { book } = await deployed();

      await expect(deploy({ bps: 2_001n }))
        .to.be.revertedWithCustomError(book, "FacilityBook_FeeAboveCap")
        .withArgs(2_001n, 2_000n);
    });
  });

  describe("when a fee has no recipient", () => {
    it("reverts", async () => {
      const { book } = await deployed();

      await expect(deploy({ bps: 1n })).to.be.revertedWithCustomError(book, "FacilityBook_ZeroAddress");
    });
  });

  describe("when its other half works for another vault", () => {
    it("reverts with that half", async () => {
      const { book, accessManager, registry, oracle, bond, vault, calendar, settlement, ...parts } = await deployed();
      const { origination, underwriting, milestones } = parts;
      const asset = await ethers.deployContract("MockToken", ["Dollar", "USD", 6]);
      const other = await ethers.deployContract("GpuYieldVault", [accessManager, asset, vaultTerms()]);
      const own = { vault, registry, bond, underwriting, milestones };
      const libraries = { Calendar: calendar, Settlement: settlement };
      const deployWith = (given: typeof own) =>
        ethers.deployContract("FacilityBook", [accessManager, given, origination, oracle, 0n, ZeroAddress], {
          libraries,
        });

      await expect(deployWith({ ...own, vault: other }))
        .to.be.revertedWithCustomError(book, "FacilityBook_OtherParts")
        .withArgs(origination);
      await deployWith(own);
    });
  });

  describe("when all is in order", () => {
    it("knows its neighbours, and lets the vault pull what is posted to it", async () => {
      const { book, vault, registry, oracle, asset, accessManager, bond } = await deploy();

      expect(await book.vault()).to.equal(vault);
      expect(await book.registry()).to.equal(registry);
      expect(await book.oracle()).to.equal(oracle);
      expect(await book.bond()).to.equal(bond);
      expect(await book.authority()).to.equal(accessManager);
      expect(await asset.allowance(book, vault)).to.equal(ethers.MaxUint256);
      expect(await book.facilityCount()).to.equal(0n);
    });

    it("has made its resolutions, which know it and may pay into it", async () => {
      const { book, asset, accessManager } = await deploy();
      const resolutions = await ethers.getContractAt("Resolutions", await book.resolutions());

      expect(await resolutions.book()).to.equal(book);
      expect(await resolutions.asset()).to.equal(asset);
      expect(await resolutions.authority()).to.equal(accessManager);
      expect(await asset.allowance(resolutions, book)).to.equal(ethers.MaxUint256);
    });

    it("says which oracle and which fee it starts with", async () => {
      const { book, oracle, feeRecipient } = await deployed();
      const [feeBps, recipient, income, highest] = await book.performance();

      expect([feeBps, recipient, income, highest]).to.deep.equal([FEE_BPS, feeRecipient.address, 0n, 0n]);
      const { book: fresh } = await deploy();
      await expect(fresh.deploymentTransaction()).to.emit(fresh, "OracleReplaced").withArgs(ZeroAddress, oracle);
      await expect(fresh.deploymentTransaction())
        .to.emit(fresh, "FeeChanged")
        .withArgs(0n, 0n, ZeroAddress, ZeroAddress);
    });
  });
});
