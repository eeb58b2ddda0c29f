import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import {
  ethers,
  FIRST,
  listed,
  MAX_COMPANIONS,
  MAX_TEXT,
  networkHelpers,
  unlisted,
} from "../support/directoryFixture.ts";
import { vaultTerms } from "../support/vaultTerms.ts";

const WHAT = "Loans and leases.";

describe("VaultDirectory.list", () => {
  describe("given a caller without the role", () => {
    it("reverts", async () => {
      const { directory, vault, stranger } = await unlisted();

      await expect(directory.connect(stranger).list(vault, FIRST, WHAT, []))
        .to.be.revertedWithCustomError(directory, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("given an address without code", () => {
    it("reverts", async () => {
      const { directory, stranger } = await unlisted();

      await expect(directory.list(stranger, FIRST, WHAT, []))
        .to.be.revertedWithCustomError(directory, "VaultDirectory_NoCode")
        .withArgs(stranger);
    });
  });

  describe("given a vault of another authority", () => {
    it("reverts", async () => {
      const { directory, manager, admin, asset } = await unlisted();
      const other = await ethers.deployContract("AccessManager", [admin.address]);
      const theirs = await ethers.deployContract("GpuYieldVault", [other, asset, vaultTerms({})]);

      await expect(directory.list(theirs, FIRST, WHAT, []))
        .to.be.revertedWithCustomError(directory, "VaultDirectory_OtherAuthority")
        .withArgs(theirs, other, manager);
    });
  });

  describe("given a vault that is listed", () => {
    it("reverts", async () => {
      const { directory, vault } = await listed();

      await expect(directory.list(vault, FIRST, WHAT, []))
        .to.be.revertedWithCustomError(directory, "VaultDirectory_AlreadyListed")
        .withArgs(vault);
    });
  });

  describe("given a vault that is retired", () => {
    it("reverts", async () => {
      const { directory, vault } = await listed();
      await directory.retire(vault, "Nobody is in it.");

      await expect(directory.list(vault, FIRST, WHAT, []))
        .to.be.revertedWithCustomError(directory, "VaultDirectory_AlreadyListed")
        .withArgs(vault);
    });
  });

  it("refuses the number of the protocol", async () => {
    const { directory, vault } = await unlisted();

    await expect(directory.list(vault, 0n, WHAT, []))
      .to.be.revertedWithCustomError(directory, "VaultDirectory_ZeroNumber")
      .withArgs(vault);
  });

  describe("given a number that another vault has", () => {
    for (const isRetired of [false, true]) {
      it(`reverts with whose it is, ${isRetired ? "retired" : "listed"}`, async () => {
        const { directory, vault, manager, asset } = await listed();
        if (isRetired) await directory.retire(vault, "Nobody is in it.");
        const second = await ethers.deployContract("GpuYieldVault", [manager, asset, vaultTerms({})]);

        await expect(directory.list(second, FIRST, WHAT, []))
          .to.be.revertedWithCustomError(directory, "VaultDirectory_NumberTaken")
          .withArgs(FIRST, vault);
        expect(await directory.vaultNumbered(FIRST)).to.equal(vault);
      });
    }
  });

  for (const length of [0, MAX_TEXT + 1]) {
    it(`refuses a text of ${length} bytes`, async () => {
      const { directory, vault } = await unlisted();

      await expect(directory.list(vault, FIRST, "x".repeat(length), []))
        .to.be.revertedWithCustomError(directory, "VaultDirectory_TextOutOfRange")
        .withArgs(length, MAX_TEXT);
    });
  }

  it(`takes a text of ${MAX_TEXT} bytes`, async () => {
    const { directory, vault } = await unlisted();

    await directory.list(vault, FIRST, "x".repeat(MAX_TEXT), []);

    expect((await directory.listingOf(vault)).what).to.equal("x".repeat(MAX_TEXT));
  });

  it(`refuses ${MAX_COMPANIONS + 1} companions`, async () => {
    const { directory, vault, lens } = await unlisted();
    const many = named(MAX_COMPANIONS + 1, await lens.getAddress());

    await expect(directory.list(vault, FIRST, WHAT, many))
      .to.be.revertedWithCustomError(directory, "VaultDirectory_TooManyCompanions")
      .withArgs(MAX_COMPANIONS + 1, MAX_COMPANIONS);
  });

  it(`takes ${MAX_COMPANIONS} companions`, async () => {
    const { directory, vault, lens } = await unlisted();
    const many = named(MAX_COMPANIONS, await lens.getAddress());

    await directory.list(vault, FIRST, WHAT, many);

    const { companions } = await directory.listingOf(vault);
    expect(companions.map(({ name }) => name)).to.deep.equal(many.map(({ name }) => name));
  });

  for (const [what, names] of [
    ["a companion without a name", [""]],
    ["two of one name", ["lens", "lens"]],
    ["names that fall", ["lens", "auction"]],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { directory, vault, lens } = await unlisted();
      const target = await lens.getAddress();
      const companions = names.map((name) => ({ name: encodeBytes32String(name), target }));

      await expect(directory.list(vault, FIRST, WHAT, companions))
        .to.be.revertedWithCustomError(directory, "VaultDirectory_NameOutOfOrder")
        .withArgs(companions.at(-1)?.name);
    });
  }

  it("refuses a companion of another vault", async () => {
    const { directory, vault, manager, asset } = await unlisted();
    const other = await ethers.deployContract("GpuYieldVault", [manager, asset, vaultTerms({})]);
    const lens = await ethers.deployContract("VaultLens", [other]);
    const name = encodeBytes32String("lens");

    await expect(directory.list(vault, FIRST, WHAT, [{ name, target: lens }]))
      .to.be.revertedWithCustomError(directory, "VaultDirectory_OtherVault")
      .withArgs(name, lens, other, vault);
  });

  describe("when all is in order", () => {
    it("lists the vault, says what it is and when that was", async () => {
      const { directory, vault, asset, companions } = await unlisted();

      const listing = directory.list(vault, FIRST, WHAT, companions);

      await expect(listing).to.emit(directory, "VaultListed").withArgs(vault, asset, FIRST);
      await expect(listing).to.emit(directory, "VaultDescribed").withArgs(vault, WHAT, anyValue);
      const found = await directory.listingOf(vault);
      expect(found.listedAt).to.equal(await networkHelpers.time.latest());
      expect(found.retiredAt).to.equal(0n);
      expect(found.number).to.equal(FIRST);
      expect(await directory.vaultNumbered(FIRST)).to.equal(vault);
      expect(found.what).to.equal(WHAT);
      expect(found.companions.map(({ name, target }) => ({ name, target }))).to.deep.equal(companions);
    });
  });
});

describe("VaultDirectory.page", () => {
  it("is empty where nothing is listed", async () => {
    const { directory } = await unlisted();

    expect(await directory.count()).to.equal(0n);
    expect(await directory.page(0n, 10n)).to.deep.equal([]);
  });

  it("gives vaults in their order, from where and as many as asked", async () => {
    const { directory, vault, manager, asset } = await listed();
    const second = await ethers.deployContract("GpuYieldVault", [manager, asset, vaultTerms({})]);
    const third = await ethers.deployContract("GpuYieldVault", [manager, asset, vaultTerms({})]);
    await directory.list(second, 7n, WHAT, []);
    await directory.list(third, 2n, WHAT, []);
    await directory.retire(second, "Nobody is in it.");
    const all = await Promise.all([vault, second, third].map((each) => each.getAddress()));

    expect(await directory.count()).to.equal(3n);
    expect(await directory.page(0n, 10n)).to.deep.equal(all);
    expect(await directory.page(1n, 1n)).to.deep.equal([all[1]]);
    expect(await directory.page(2n, ethers.MaxUint256)).to.deep.equal([all[2]]);
    expect(await directory.page(3n, 1n)).to.deep.equal([]);
    expect(await directory.page(ethers.MaxUint256, 1n)).to.deep.equal([]);
  });
});

describe("VaultDirectory.listingOf", () => {
  it("is empty for what was never listed", async () => {
    const { directory, stranger } = await listed();

    const none = await directory.listingOf(stranger);

    expect([none.listedAt, none.retiredAt, none.number]).to.deep.equal([0n, 0n, 0n]);
    expect([none.what, none.companions.length]).to.deep.equal(["", 0]);
    expect(await directory.vaultNumbered(2n)).to.equal(ethers.ZeroAddress);
  });
});

function named(count: number, target: string) {
  return Array.from({ length: count }, (_, index) => ({
    name: encodeBytes32String(`part ${index.toString().padStart(2, "0")}`),
    target,
  }));
}
