import { expect } from "chai";
import { awarded, BOND, CLUSTER, ethers, revealed, FACILITY } from "../support/auctionFixture.ts";
import { accountOf } from "../support/custody.ts";

describe("CapitalAuction.forward", () => {
  it("refuses where nothing was forfeited", async () => {
    const { auction } = await revealed(); // Carol could still be freed by the guardian

    await expect(auction.forward(CLUSTER))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_NothingToForward")
      .withArgs(CLUSTER);
  });

  for (const name of ["Drawn", "InService", "Retired", "Resolving"] as const) {
    it(`pays it in as a recovery where the facility is ${name}`, async () => {
      const { auction, escrow, financier, asset, stranger } = await awarded();
      await financier.stand(CLUSTER, FACILITY[name]);

      const forward = auction.connect(stranger).forward(CLUSTER);

      await expect(forward).to.emit(auction, "Forwarded").withArgs(CLUSTER, BOND);
      await expect(forward).to.changeTokenBalances(ethers, asset, [escrow, financier], [-BOND, BOND]);
      expect(await financier.recovered(CLUSTER)).to.equal(BOND);
      expect(await auction.forfeitedOf(CLUSTER)).to.equal(0n);
    });
  }

  it("lays it into the vault where nothing is drawn, to be skimmed", async () => {
    const { auction, escrow, financier, asset } = await awarded();

    await expect(auction.forward(CLUSTER)).to.changeTokenBalances(ethers, asset, [escrow, financier], [-BOND, BOND]);

    expect(await financier.recovered(CLUSTER)).to.equal(0n);
  });

  it("lays it into the vault where no source of the vault finances the cluster", async () => {
    const { auction, escrow, financier, asset } = await awarded();
    await financier.stand(CLUSTER, FACILITY.InService);
    await financier.handOver(ethers.ZeroAddress);

    await expect(auction.forward(CLUSTER)).to.changeTokenBalances(ethers, asset, [escrow, financier], [-BOND, BOND]);

    expect(await financier.recovered(CLUSTER)).to.equal(0n);
  });

  it("pays once", async () => {
    const { auction } = await awarded();
    await auction.forward(CLUSTER);

    await expect(auction.forward(CLUSTER))
      .to.be.revertedWithCustomError(auction, "CapitalAuction_NothingToForward")
      .withArgs(CLUSTER);
  });

  it("leaves what belongs to others", async () => {
    const { auction, escrow, bond, alice } = await awarded();

    await auction.forward(CLUSTER);

    expect(await escrow.balanceOf(auction, accountOf(1n))).to.equal(BOND);
    await auction.connect(alice).claimBond(1n, alice);
    expect([await escrow.balanceOf(auction, accountOf(1n)), await bond.bondOf(CLUSTER)]).to.deep.equal([0n, BOND]);
  });
});
