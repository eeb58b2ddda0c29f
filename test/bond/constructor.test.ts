import { expect } from "chai";
import { bonded, ethers, RELEASE_DELAY } from "../support/bondFixture.ts";
import { DAY } from "../support/units.ts";

describe("OperatorBond.constructor", () => {
  for (const delay of [DAY - 1n, 365n * DAY + 1n]) {
    it(`refuses a release delay of ${delay} s`, async () => {
      const { bond, manager, vault, escrow } = await bonded();

      await expect(ethers.deployContract("OperatorBond", [manager, vault, vault, escrow, delay]))
        .to.be.revertedWithCustomError(bond, "OperatorBond_DelayOutOfRange")
        .withArgs(delay, DAY, 365n * DAY);
    });
  }

  for (const delay of [DAY, 365n * DAY]) {
    it(`takes a release delay of ${delay / DAY} days`, async () => {
      const { manager, vault, escrow } = await bonded();

      const bond = await ethers.deployContract("OperatorBond", [manager, vault, vault, escrow, delay]);

      expect(await bond.releaseDelay()).to.equal(delay);
    });
  }

  it("refuses an escrow of another token than the vault's", async () => {
    const { bond, manager, vault, asset } = await bonded();
    const other = await ethers.deployContract("MockToken", ["Other", "OTHER", 6]);
    const escrow = await ethers.deployContract("CollateralEscrow", [manager, other]);

    await expect(ethers.deployContract("OperatorBond", [manager, vault, vault, escrow, RELEASE_DELAY]))
      .to.be.revertedWithCustomError(bond, "OperatorBond_OtherAsset")
      .withArgs(other, asset);
  });

  it("knows its vault, the vault's asset and the escrow", async () => {
    const { bond, manager, vault, escrow, asset } = await bonded();

    expect(await bond.vault()).to.equal(vault);
    expect(await bond.asset()).to.equal(asset);
    expect(await bond.escrow()).to.equal(escrow);
    expect(await bond.releaseDelay()).to.equal(RELEASE_DELAY);
    expect(await bond.authority()).to.equal(manager);
  });
});
