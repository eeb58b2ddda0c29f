import { expect } from "chai";
import { ROLES } from "@gpu-yield-vaults/sdk/roles";
import { accountOf } from "../support/custody.ts";
import { empty, escrowAround, ethers, funded, ID, STAKE } from "../support/escrowFixture.ts";
import { usdc } from "../support/units.ts";

describe("CollateralEscrow.deposit", () => {
  describe("given the payer has not approved it", () => {
    it("reverts with what is missing", async () => {
      const { escrow, asset, custodian, receiver } = await empty();

      await expect(escrow.connect(custodian).deposit(ID, receiver, 1n))
        .to.be.revertedWithCustomError(asset, "ERC20InsufficientAllowance")
        .withArgs(escrow, 0n, 1n);
    });
  });

  describe("given the token keeps a part", () => {
    it("refuses it, and owes nothing (13)", async () => {
      const { escrow, custodian, payer } = await escrowAround("MockFeeToken", [6, 100]);

      await expect(escrow.connect(custodian).deposit(ID, payer, usdc("100")))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_ShortTransfer")
        .withArgs(usdc("99"), usdc("100"));
      expect(await escrow.totalOwed()).to.equal(0n);
    });
  });

  describe("given the token answers false", () => {
    it("refuses it (15)", async () => {
      const { escrow, asset, custodian, payer } = await escrowAround("MockFalseReturningToken", [6]);
      const token = await ethers.getContractAt("MockFalseReturningToken", asset);
      await token.setRefusing(true);

      await expect(escrow.connect(custodian).deposit(ID, payer, 1n))
        .to.be.revertedWithCustomError(escrow, "SafeERC20FailedOperation")
        .withArgs(asset);
    });
  });

  describe("given the token answers nothing at all", () => {
    it("takes it (15)", async () => {
      const { escrow, custodian, payer } = await escrowAround("MockNoReturnToken", [6]);

      await escrow.connect(custodian).deposit(ID, payer, STAKE);

      expect(await escrow.balanceOf(custodian, ID)).to.equal(STAKE);
    });
  });

  describe("when no account can hold it", () => {
    it("reverts with the width of an account", async () => {
      const { escrow, asset, custodian, receiver } = await empty();
      const amount = 2n ** 192n;
      await asset.mint(receiver, amount);
      await asset.connect(receiver).approve(escrow, amount);

      await expect(escrow.connect(custodian).deposit(ID, receiver, amount))
        .to.be.revertedWithCustomError(escrow, "SafeCastOverflowedUintDowncast")
        .withArgs(192n, amount);
      await escrow.connect(custodian).deposit(ID, receiver, amount - 1n);

      expect([await escrow.balanceOf(custodian, ID), await escrow.totalOwed()]).to.deep.equal([
        amount - 1n,
        amount - 1n,
      ]);
    });
  });

  describe("given the token calls back", () => {
    for (const [moment, when] of [
      [1, "before"],
      [2, "after"],
    ] as const) {
      it(`refuses to be entered by any door ${when} the money moves, and owes nothing yet (18)`, async () => {
        const { escrow, manager, asset, custodian, payer } = await escrowAround("MockReentrantToken", [6]);
        const token = await ethers.getContractAt("MockReentrantToken", asset);
        await manager.grantRole(ROLES.custodian, token, 0); // the worst case: the token is a custodian itself
        const { interface: doors } = escrow;
        for (const data of [
          doors.encodeFunctionData("deposit", [ID, payer.address, 1n]),
          doors.encodeFunctionData("transfer", [ID, await token.getAddress(), ID, 0n]),
          doors.encodeFunctionData("credit", [ID, payer.address, 0n]),
          doors.encodeFunctionData("pay", [ID, payer.address, 0n]),
          doors.encodeFunctionData("release", [ID, payer.address, 0n]),
          doors.encodeFunctionData("recover", [ID, payer.address, 1n, 0n]),
          doors.encodeFunctionData("claim", [payer.address]),
        ]) {
          await token.arm(moment, escrow, data);
          await escrow.connect(custodian).deposit(ID, payer, 1n);

          expect(await token.succeeded()).to.equal(false);
          expect(escrow.interface.parseError(await token.answer())?.name).to.equal("ReentrancyGuardReentrantCall");
        }
        expect(await token.calls()).to.equal(7n);
        expect([await escrow.balanceOf(custodian, ID), await escrow.totalOwed()]).to.deep.equal([7n, 7n]);
      });
    }
  });

  describe("when all is in order", () => {
    it("is in the custodian's account, and is owed", async () => {
      const { escrow, asset, custodian, payer } = await empty();

      const deposit = escrow.connect(custodian).deposit(ID, payer, STAKE);

      await expect(deposit).to.emit(escrow, "Deposited").withArgs(custodian, ID, payer, STAKE, STAKE);
      await expect(deposit).to.changeTokenBalances(ethers, asset, [payer, escrow], [-STAKE, STAKE]);
      expect([await escrow.balanceOf(custodian, ID), await escrow.totalOwed()]).to.deep.equal([STAKE, STAKE]);
    });

    it("adds up, whoever pays", async () => {
      const { escrow, custodian, stranger } = await funded();

      await expect(escrow.connect(custodian).deposit(ID, stranger, 1n))
        .to.emit(escrow, "Deposited")
        .withArgs(custodian, ID, stranger, 1n, STAKE + 1n);
      expect(await escrow.totalOwed()).to.equal(STAKE + 1n);
    });

    it("is in no other account of the custodian, and in none of another's", async () => {
      const { escrow, custodian, other } = await funded();

      expect([await escrow.balanceOf(custodian, accountOf(2n)), await escrow.balanceOf(other, ID)]).to.deep.equal([
        0n,
        0n,
      ]);
    });
  });

  describe("when tokens are sent without it", () => {
    it("they are nobody's, and nobody is owed more", async () => {
      const { escrow, asset, custodian, stranger } = await funded();

      await asset.connect(stranger).transfer(escrow, usdc("5"));

      expect([await escrow.balanceOf(custodian, ID), await escrow.totalOwed()]).to.deep.equal([STAKE, STAKE]);
      expect(await asset.balanceOf(escrow)).to.equal(STAKE + usdc("5"));
    });
  });
});
