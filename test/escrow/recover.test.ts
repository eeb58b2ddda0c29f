import { expect } from "chai";
import { AWARD, ethers, funded, ID, STAKE } from "../support/escrowFixture.ts";
import { usdc } from "../support/units.ts";

const CLUSTER = 3n;
const PART = usdc("2_500");

describe("CollateralEscrow.recover", () => {
  async function withWorkouts() {
    const fixture = await funded();
    const workouts = await ethers.deployContract("MockApprovingManager", [fixture.asset]);
    return { ...fixture, workouts };
  }

  describe("when it is more than there is", () => {
    it("reverts with both", async () => {
      const { escrow, custodian, workouts } = await withWorkouts();

      await expect(escrow.connect(custodian).recover(ID, workouts, CLUSTER, STAKE + 1n))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_AboveBalance")
        .withArgs(custodian, ID, STAKE + 1n, STAKE);
    });
  });

  describe("when less is taken than was to be", () => {
    it("reverts with what is left: an approval would stay behind", async () => {
      const { escrow, asset, custodian } = await funded();
      const halving = await ethers.deployContract("MockHalvingWorkouts", [asset]);

      await expect(escrow.connect(custodian).recover(ID, halving, CLUSTER, PART))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_OtherAmountTaken")
        .withArgs(STAKE - PART / 2n, STAKE - PART);
      expect(await asset.allowance(escrow, halving)).to.equal(0n);
    });
  });

  describe("when it is taken whole", () => {
    it("is a recovery over the cluster, and owed no more", async () => {
      const { escrow, asset, custodian, workouts } = await withWorkouts();

      const recovery = escrow.connect(custodian).recover(ID, workouts, CLUSTER, PART);

      await expect(recovery)
        .to.emit(escrow, "Paid")
        .withArgs(custodian, ID, workouts, PART, STAKE - PART);
      await expect(recovery).to.changeTokenBalances(ethers, asset, [escrow, workouts], [-PART, PART]);
      expect(await workouts.recovered(CLUSTER)).to.equal(PART);
      expect([await escrow.balanceOf(custodian, ID), await escrow.totalOwed()]).to.deep.equal([
        STAKE - PART,
        STAKE - PART,
      ]);
    });

    it("leaves no approval behind", async () => {
      const { escrow, asset, custodian, workouts } = await withWorkouts();

      await escrow.connect(custodian).recover(ID, workouts, CLUSTER, PART);

      expect(await asset.allowance(escrow, workouts)).to.equal(0n);
    });
  });

  describe("given the account is held", () => {
    it("is recovered all the same", async () => {
      const { escrow, custodian, workouts } = await withWorkouts();
      await escrow.connect(custodian).hold(ID, AWARD);

      await escrow.connect(custodian).recover(ID, workouts, CLUSTER, STAKE);

      expect(await escrow.balanceOf(custodian, ID)).to.equal(0n);
    });
  });
});
