import { expect } from "chai";
import { ROLES } from "@gpu-yield-vaults/sdk/roles";
import { credited, escrowAround, ethers, ID, STAKE } from "../support/escrowFixture.ts";
import { usdc } from "../support/units.ts";

const CREDIT = usdc("4_000");

describe("CollateralEscrow.claim", () => {
  describe("given no credit", () => {
    it("reverts with who asked", async () => {
      const { escrow, stranger } = await credited();

      await expect(escrow.connect(stranger).claim(stranger))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_NoCredit")
        .withArgs(stranger);
    });
  });

  describe("given a credit", () => {
    it("goes whole to the receiver its owner names, once", async () => {
      const { escrow, asset, winner, receiver } = await credited();
      expect(await escrow.connect(winner).claim.staticCall(receiver)).to.equal(CREDIT);

      const claim = escrow.connect(winner).claim(receiver);

      await expect(claim).to.emit(escrow, "Claimed").withArgs(winner, receiver, CREDIT);
      await expect(claim).to.changeTokenBalances(ethers, asset, [escrow, receiver], [-CREDIT, CREDIT]);
      expect([await escrow.creditOf(winner), await escrow.totalOwed()]).to.deep.equal([0n, STAKE - CREDIT]);
      await expect(escrow.connect(winner).claim(receiver))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_NoCredit")
        .withArgs(winner);
    });

    it("is there when everything else has been taken [1]", async () => {
      const { escrow, asset, custodian, winner, receiver } = await credited();
      await escrow.connect(custodian).pay(ID, receiver, STAKE - CREDIT);

      await escrow.connect(winner).claim(winner);

      expect([await asset.balanceOf(winner), await asset.balanceOf(escrow)]).to.deep.equal([CREDIT, 0n]);
    });

    it("is claimed though its custodian has lost the role", async () => {
      const { escrow, manager, asset, custodian, winner } = await credited();
      await manager.revokeRole(ROLES.custodian, custodian);

      await expect(escrow.connect(winner).claim(winner)).to.changeTokenBalance(ethers, asset, winner, CREDIT);
    });
  });

  describe("given a token that refuses the owner", () => {
    it("holds up that claim alone, and it can be redirected (17)", async () => {
      const { escrow, asset, custodian, payer, winner, receiver, stranger } = await escrowAround(
        "MockBlocklistToken",
        [6],
      );
      const token = await ethers.getContractAt("MockBlocklistToken", asset);
      await escrow.connect(custodian).deposit(ID, payer, 12n);
      await escrow.connect(custodian).credit(ID, winner, 7n);
      await escrow.connect(custodian).credit(ID, stranger, 5n);
      await token.setBlocked(winner, true);

      await expect(escrow.connect(winner).claim(winner))
        .to.be.revertedWithCustomError(token, "Blocked")
        .withArgs(winner);
      await escrow.connect(stranger).claim(stranger);
      await escrow.connect(winner).claim(receiver);

      expect([await asset.balanceOf(receiver), await escrow.totalOwed()]).to.deep.equal([7n, 0n]);
    });
  });

  describe("given a token that calls back", () => {
    it("pays once (18)", async () => {
      const { escrow, asset, custodian, payer } = await escrowAround("MockReentrantToken", [6]);
      const token = await ethers.getContractAt("MockReentrantToken", asset);
      await escrow.connect(custodian).deposit(ID, payer, 14n);
      await escrow.connect(custodian).credit(ID, payer, 7n);
      await escrow.connect(custodian).credit(ID, token, 7n);
      await token.arm(1, escrow, escrow.interface.encodeFunctionData("claim", [payer.address]));

      await escrow.connect(payer).claim(payer);

      expect([await token.calls(), await token.succeeded()]).to.deep.equal([1n, false]);
      expect(escrow.interface.parseError(await token.answer())?.name).to.equal("ReentrancyGuardReentrantCall");
      expect(await escrow.totalOwed()).to.equal(7n);
    });
  });
});
