import { expect } from "chai";
import { ethers } from "../support/disputesFixture.ts";
import { LEAST_STAKE, STAKE, staked } from "../support/stakesFixture.ts";
import { accountOf } from "../support/custody.ts";

describe("ReporterStakes.post", () => {
  it("refuses nothing", async () => {
    const { stakes, stranger } = await staked();

    await expect(stakes.connect(stranger).post(0n)).to.be.revertedWithCustomError(stakes, "ReporterStakes_ZeroAmount");
  });

  it("puts it into the escrow of the stakes, in the caller's own account", async () => {
    const { stakes, stakeEscrow, asset, stranger } = await staked();
    await asset.connect(stranger).approve(stakeEscrow, 12n);

    const posted = stakes.connect(stranger).post(7n);

    await expect(posted).to.emit(stakes, "StakePosted").withArgs(stranger, 7n, 7n);
    await expect(posted).to.changeTokenBalances(ethers, asset, [stranger, stakeEscrow], [-7n, 7n]);
    expect(await stakeEscrow.balanceOf(stakes, accountOf(BigInt(stranger.address)))).to.equal(7n);
    await expect(stakes.connect(stranger).post(5n)).to.emit(stakes, "StakePosted").withArgs(stranger, 5n, 12n);
  });

  it("says of any accounts who is backed, from the least stake on", async () => {
    const { stakes, reporters, stranger, challenger, post } = await staked();
    await post(stranger, LEAST_STAKE - 1n);
    await post(challenger, LEAST_STAKE);

    const list = [stranger, ...reporters, challenger].map(({ address }) => address);
    expect(await stakes.backed(list)).to.equal(0b111110n);
    await post(stranger, 1n);
    expect(await stakes.backed(list)).to.equal(0b111111n);
  });

  it("brings a seat back that its reporter had left", async () => {
    const { stakes, quorum, reporters, post } = await staked();
    const [a] = reporters;
    if (!a) throw new Error("nobody reports");
    await stakes.connect(a).resign();

    await expect(post(a, 1n)).to.emit(quorum, "SeatsChanged").withArgs(1n, 0b1111n);

    expect([await stakes.freeAt(a), await stakes.stakeOf(a)]).to.deep.equal([0n, STAKE + 1n]);
  });
});
