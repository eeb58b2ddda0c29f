import { expect } from "chai";
import { BOND, bondAround, bonded, ethers, posted } from "../support/bondFixture.ts";
import { stakeAccountOf } from "../support/custody.ts";
import { usdc } from "../support/units.ts";

describe("OperatorBond.post", () => {
  describe("when nothing is posted", () => {
    it("reverts", async () => {
      const { bond, operator } = await bonded();

      await expect(bond.connect(operator).post(1n, 0n)).to.be.revertedWithCustomError(bond, "OperatorBond_ZeroAmount");
    });
  });

  describe("when nobody knows the cluster", () => {
    it("reverts: there is nothing that it could answer for", async () => {
      const { bond, operator, registry } = await bonded();

      await expect(bond.connect(operator).post(2n, 1n))
        .to.be.revertedWithCustomError(registry, "ClusterRegistry_UnknownCluster")
        .withArgs(2n);
    });
  });

  describe("when the token keeps a part", () => {
    it("refuses it (13)", async () => {
      const { escrow, bond, operator } = await bondAround("MockFeeToken", [6, 100]);

      await expect(bond.connect(operator).post(1n, usdc("100")))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_ShortTransfer")
        .withArgs(usdc("99"), usdc("100"));
    });
  });

  describe("when the token answers false", () => {
    it("refuses it (15)", async () => {
      const { escrow, bond, asset, operator } = await bondAround("MockFalseReturningToken", [6]);
      const token = await ethers.getContractAt("MockFalseReturningToken", asset);
      await token.setRefusing(true);

      await expect(bond.connect(operator).post(1n, 1n))
        .to.be.revertedWithCustomError(escrow, "SafeERC20FailedOperation")
        .withArgs(asset);
    });
  });

  describe("when the token answers nothing at all", () => {
    it("takes it (15)", async () => {
      const { bond, operator } = await bondAround("MockNoReturnToken", [6]);

      await bond.connect(operator).post(1n, BOND);

      expect(await bond.bondOf(1n)).to.equal(BOND);
    });
  });

  describe("when the token calls back", () => {
    it("refuses to be entered twice (18)", async () => {
      const { bond, asset, operator } = await bondAround("MockReentrantToken", [6]);
      const token = await ethers.getContractAt("MockReentrantToken", asset);
      await token.arm(2, bond, bond.interface.encodeFunctionData("post", [1n, 1n]));

      await bond.connect(operator).post(1n, BOND);

      expect([await token.calls(), await token.succeeded(), await bond.bondOf(1n)]).to.deep.equal([1n, false, BOND]);
      expect(bond.interface.parseError(await token.answer())?.name).to.equal("ReentrancyGuardReentrantCall");
    });
  });

  describe("when anyone posts", () => {
    it("is the poster's, and lies in the escrow", async () => {
      const { escrow, bond, asset, stranger } = await bonded();

      const post = bond.connect(stranger).post(1n, BOND);

      await expect(post).to.emit(bond, "BondPosted").withArgs(1n, stranger, BOND, BOND);
      await expect(post).to.changeTokenBalances(ethers, asset, [stranger, bond, escrow], [-BOND, 0n, BOND]);
      const account = stakeAccountOf(1n, stranger.address);
      await expect(post).to.emit(escrow, "Deposited").withArgs(bond, account, stranger, BOND, BOND);
      expect([await bond.stakeOf(1n, stranger), await bond.stakeOf(2n, stranger)]).to.deep.equal([BOND, 0n]);
    });

    it("answers for the cluster only if it operates it", async () => {
      const { bond, operator, stranger } = await bonded();
      await bond.connect(stranger).post(1n, BOND);
      expect(await bond.bondOf(1n)).to.equal(0n);

      await bond.connect(operator).post(1n, 7n);

      expect([await bond.bondOf(1n), await bond.stakeOf(1n, operator)]).to.deep.equal([7n, 7n]);
    });

    it("adds up", async () => {
      const { bond, operator } = await posted();

      await expect(bond.connect(operator).post(1n, 1n))
        .to.emit(bond, "BondPosted")
        .withArgs(1n, operator, 1n, BOND + 1n);
    });
  });

  describe("when only the bond was approved, as it was once", () => {
    it("reverts: the escrow takes the money", async () => {
      const { escrow, bond, asset, operator } = await bonded();
      await asset.connect(operator).approve(escrow, 0n);
      await asset.connect(operator).approve(bond, BOND);

      await expect(bond.connect(operator).post(1n, BOND))
        .to.be.revertedWithCustomError(asset, "ERC20InsufficientAllowance")
        .withArgs(escrow, 0n, BOND);
    });
  });

  describe("when tokens are sent without it", () => {
    it("they are nobody's bond", async () => {
      const { escrow, bond, asset, stranger } = await posted();

      await asset.connect(stranger).transfer(bond, usdc("5"));
      await asset.connect(stranger).transfer(escrow, usdc("5"));

      expect(await bond.bondOf(1n)).to.equal(BOND);
    });
  });
});
