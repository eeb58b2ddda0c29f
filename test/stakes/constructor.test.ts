import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { ethers, pending } from "../support/disputesFixture.ts";
import { LEAST_STAKE, RELEASE_DELAY } from "../support/stakesFixture.ts";
import { DAY, usdc } from "../support/units.ts";

describe("ReporterStakes.constructor", () => {
  const deployWith = async (leastStake: bigint, releaseDelay: bigint) => {
    const { manager, oracle, stakeEscrow } = await pending();
    return ethers.deployContract("ReporterStakes", [manager, oracle, stakeEscrow, leastStake, releaseDelay]);
  };

  for (const [field, least, most] of [
    ["leastStake", usdc("1"), usdc("10_000_000")],
    ["releaseDelay", 60n * DAY, 365n * DAY],
  ] as const) {
    const terms = (value: bigint): [bigint, bigint] =>
      field === "leastStake" ? [value, RELEASE_DELAY] : [LEAST_STAKE, value];

    it(`refuses a ${field} outside its range, and takes what is in it`, async () => {
      const { stakes } = await pending();
      for (const value of [least - 1n, most + 1n]) {
        await expect(deployWith(...terms(value)))
          .to.be.revertedWithCustomError(stakes, "ReporterStakes_TermOutOfRange")
          .withArgs(encodeBytes32String(field), value, least, most);
      }
      for (const value of [least, most]) expect(await (await deployWith(...terms(value)))[field]()).to.equal(value);
    });
  }

  it("takes the oracle's own quorum", async () => {
    const { stakes, oracle, quorum, stakeEscrow } = await pending();

    expect([await stakes.oracle(), await stakes.quorum(), await stakes.escrow()]).to.deep.equal([
      await oracle.getAddress(),
      await quorum.getAddress(),
      await stakeEscrow.getAddress(),
    ]);
  });
});
