import { expect } from "chai";
import { bonded, ethers, RELEASE_DELAY } from "../support/bondFixture.ts";
import { DAY } from "../support/units.ts";

describe("OperatorBond.constructor", () => {
  for (const delay of [DAY - 1n, 365n * DAY + 1n]) {
    it(`refuses a release delay of ${delay} s`, async () => {
      const { bond, manager, vault } = await bonded();

      await expect(ethers.deployContract("OperatorBond", [manager, vault, delay]))
        .to.be.revertedWithCustomError(bond, "OperatorBond_DelayOutOfRange")
        .withArgs(delay, DAY, 365n * DAY);
    });
  }

  for (const delay of [DAY, 365n * DAY]) {
    it(`takes a release delay of ${delay / DAY} days`, async () => {
      const { manager, vault } = await bonded();

      const bond = await ethers.deployContract("OperatorBond", [manager, vault, delay]);

      expect(await bond.releaseDelay()).to.equal(delay);
    });
  }

  it("knows its vault, and the vault's asset", async () => {
    const { bond, manager, vault, asset } = await bonded();

    expect(await bond.vault()).to.equal(vault);
    expect(await bond.asset()).to.equal(asset);
    expect(await bond.releaseDelay()).to.equal(RELEASE_DELAY);
    expect(await bond.authority()).to.equal(manager);
  });
});
