import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { ethers, listed, MAX_TEXT, networkHelpers, unlisted } from "../support/directoryFixture.ts";
import { vaultTerms } from "../support/vaultTerms.ts";

const WHAT = "A mixed fleet.";

describe("VaultDirectory.describe", () => {
  describe("given a caller without the role", () => {
    it("reverts", async () => {
      const { directory, vault, stranger } = await listed();

      await expect(directory.connect(stranger).describe(vault, WHAT, []))
        .to.be.revertedWithCustomError(directory, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("given a vault that was never listed", () => {
    it("reverts", async () => {
      const { directory, vault } = await unlisted();

      await expect(directory.describe(vault, WHAT, []))
        .to.be.revertedWithCustomError(directory, "VaultDirectory_NotListed")
        .withArgs(vault);
    });
  });

  describe("given a vault that is retired", () => {
    it("reverts, with the second of it", async () => {
      const { directory, vault } = await listed();
      await directory.retire(vault, "Nobody is in it.");
      const retiredAt = await networkHelpers.time.latest();

      await expect(directory.describe(vault, WHAT, []))
        .to.be.revertedWithCustomError(directory, "VaultDirectory_IsRetired")
        .withArgs(vault, retiredAt);
    });
  });

  it("refuses an empty text", async () => {
    const { directory, vault } = await listed();

    await expect(directory.describe(vault, "", []))
      .to.be.revertedWithCustomError(directory, "VaultDirectory_TextOutOfRange")
      .withArgs(0, MAX_TEXT);
  });

  it("refuses a companion of another vault", async () => {
    const { directory, vault, manager, asset } = await listed();
    const other = await ethers.deployContract("GpuYieldVault", [manager, asset, vaultTerms({})]);
    const lens = await ethers.deployContract("VaultLens", [other]);
    const name = encodeBytes32String("lens");

    await expect(directory.describe(vault, WHAT, [{ name, target: lens }]))
      .to.be.revertedWithCustomError(directory, "VaultDirectory_OtherVault")
      .withArgs(name, lens, other, vault);
  });

  it("puts what it says in the place of all that was said", async () => {
    const { directory, vault } = await listed();
    const { listedAt } = await directory.listingOf(vault);

    await expect(directory.describe(vault, WHAT, []))
      .to.emit(directory, "VaultDescribed")
      .withArgs(vault, WHAT, anyValue);

    const found = await directory.listingOf(vault);
    expect([found.listedAt, found.retiredAt, found.what, found.companions.length]).to.deep.equal([
      listedAt,
      0n,
      WHAT,
      0,
    ]);
  });
});

describe("VaultDirectory.retire", () => {
  describe("given a caller without the role", () => {
    it("reverts", async () => {
      const { directory, vault, stranger } = await listed();

      await expect(directory.connect(stranger).retire(vault, "x"))
        .to.be.revertedWithCustomError(directory, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("given a vault that was never listed", () => {
    it("reverts", async () => {
      const { directory, vault } = await unlisted();

      await expect(directory.retire(vault, "x"))
        .to.be.revertedWithCustomError(directory, "VaultDirectory_NotListed")
        .withArgs(vault);
    });
  });

  describe("given a vault that is retired", () => {
    it("reverts, with the second of it", async () => {
      const { directory, vault } = await listed();
      await directory.retire(vault, "Nobody is in it.");
      const retiredAt = await networkHelpers.time.latest();

      await expect(directory.retire(vault, "again"))
        .to.be.revertedWithCustomError(directory, "VaultDirectory_IsRetired")
        .withArgs(vault, retiredAt);
    });
  });

  it("refuses to say nothing", async () => {
    const { directory, vault } = await listed();

    await expect(directory.retire(vault, ""))
      .to.be.revertedWithCustomError(directory, "VaultDirectory_TextOutOfRange")
      .withArgs(0, MAX_TEXT);
  });

  it("retires the vault, and leaves it in the list with all that was said of it", async () => {
    const { directory, vault, companions } = await listed();
    const before = await directory.listingOf(vault);

    await expect(directory.retire(vault, "Nobody is in it."))
      .to.emit(directory, "VaultRetired")
      .withArgs(vault, "Nobody is in it.");

    const found = await directory.listingOf(vault);
    expect(found.retiredAt).to.equal(await networkHelpers.time.latest());
    expect([found.listedAt, found.what]).to.deep.equal([before.listedAt, before.what]);
    expect(found.companions.length).to.equal(companions.length);
    expect(await directory.page(0n, 10n)).to.deep.equal([await vault.getAddress()]);
  });
});
