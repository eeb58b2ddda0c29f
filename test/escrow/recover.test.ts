import { expect } from "chai";
import { AWARD, ethers, funded, ID, STAKE } from "../support/escrowFixture.ts";
import { usdc } from "../support/units.ts";

const CLUSTER = 3n;
const PART = usdc("2_500");

describe("CollateralEscrow.recover", () => {
  async function withResolutions() {
    const fixture = await funded();
    const resolutions = await ethers.deployContract("MockApprovingManager", [fixture.asset]);
    return { ...fixture, resolutions };
  }

  describe("when it is more than there is", () => {
    it("reverts with both", async () => {
      const { escrow, custodian, resolutions } = await withResolutions();

      await expect(escrow.connect(custodian).recover(ID, resolutions, CLUSTER, STAKE + 1n))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_AboveBalance")
        .withArgs(custodian, ID, STAKE + 1n, STAKE);
    });
  });

  describe("when less is taken than was to be", () => {
    it("reverts with what is left: an approval would stay behind", async () => {
      const { escrow, asset, custodian } = await funded();
      const halving = await ethers.deployContract("MockHalvingResolutions", [asset]);

      await expect(escrow.connect(custodian).recover(ID, halving, CLUSTER, PART))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_OtherAmountTaken")
        .withArgs(STAKE - PART / 2n, STAKE - PART);
      expect(await asset.allowance(escrow, halving)).to.equal(0n);
    });
  });

  describe("when it is taken whole", () => {
    it("is a recovery over the cluster, and owed no more", async () => {
      const { escrow, asset, custodian, resolutions } = await withResolutions();

      const recovery = escrow.connect(custodian).recover(ID, resolutions, CLUSTER, PART);

      await expect(recovery)
        .to.emit(escrow, "Paid")
        .withArgs(custodian, ID, resolutions, PART, STAKE - PART);
      await expect(recovery).to.changeTokenBalances(ethers, asset, [escrow, resolutions], [-PART, PART]);
      expect(await resolutions.recovered(CLUSTER)).to.equal(PART);
      expect([await escrow.balanceOf(custodian, ID), await escrow.totalOwed()]).to.deep.equal([
        STAKE - PART,
        STAKE - PART,
      ]);
    });

    it("leaves no approval behind", async () => {
      const { escrow, asset, custodian, resolutions } = await withResolutions();

      await escrow.connect(custodian).recover(ID, resolutions, CLUSTER, PART);

      expect(await asset.allowance(escrow, resolutions)).to.equal(0n);
    });
  });

  describe("given the account is held", () => {
    it("is recovered all the same", async () => {
      const { escrow, custodian, resolutions } = await withResolutions();
      await escrow.connect(custodian).hold(ID, AWARD);

      await escrow.connect(custodian).recover(ID, resolutions, CLUSTER, STAKE);

      expect(await escrow.balanceOf(custodian, ID)).to.equal(0n);
    });
  });
});
