import { expect } from "chai";
import { BOND, bondAround, ethers, networkHelpers, posted, RELEASE_DELAY, FACILITY } from "../support/bondFixture.ts";
import { stakeAccountOf } from "../support/custody.ts";
import { usdc } from "../support/units.ts";

const { time } = networkHelpers;

describe("OperatorBond.release", () => {
  describe("when somebody asks who has put nothing up", () => {
    it("reverts: of the operator's it has nothing", async () => {
      const { bond, escrow, stranger } = await posted();

      await expect(bond.connect(stranger).release(1n, 1n, stranger))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_AboveBalance")
        .withArgs(bond, stakeAccountOf(1n, stranger.address), 1n, 0n);
    });
  });

  describe("when somebody asks who put up money for a cluster of another's", () => {
    it("comes back, whatever the facility's standing and the holds on the operator's", async () => {
      const { bond, vault, slasher, stranger } = await posted();
      await bond.connect(stranger).post(1n, 5n);
      await vault.stand(FACILITY.InService, 0n);
      await bond.connect(slasher).hold(1n);

      await expect(bond.connect(stranger).release(1n, 5n, stranger))
        .to.emit(bond, "BondReleased")
        .withArgs(1n, stranger, stranger, 5n, 0n);
    });
  });

  describe("when nothing is asked for", () => {
    it("reverts", async () => {
      const { bond, operator } = await posted();

      await expect(bond.connect(operator).release(1n, 0n, operator)).to.be.revertedWithCustomError(
        bond,
        "OperatorBond_ZeroAmount",
      );
    });
  });

  describe("when more is asked for than there is", () => {
    it("reverts with both", async () => {
      const { escrow, bond, operator } = await posted();

      await expect(bond.connect(operator).release(1n, BOND + 1n, operator))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_AboveBalance")
        .withArgs(bond, stakeAccountOf(1n, operator.address), BOND + 1n, BOND);
    });
  });

  for (const status of ["Drawn", "InService", "Resolving"] as const) {
    describe(`given the facility is ${status}`, () => {
      it("stays: it answers for it", async () => {
        const { bond, vault, operator } = await posted();
        await vault.stand(FACILITY[status], 0n);

        await expect(bond.connect(operator).release(1n, 1n, operator))
          .to.be.revertedWithCustomError(bond, "OperatorBond_AtRisk")
          .withArgs(1n, FACILITY[status]);
      });
    });
  }

  for (const status of ["None", "Approved"] as const) {
    describe(`given nothing has been drawn: ${status}`, () => {
      it("comes back, also in parts and to whom the operator names", async () => {
        const { escrow, bond, vault, asset, operator, receiver } = await posted();
        await vault.stand(FACILITY[status], 0n);

        const release = bond.connect(operator).release(1n, usdc("100_000"), receiver);

        await expect(release)
          .to.emit(bond, "BondReleased")
          .withArgs(1n, operator, receiver, usdc("100_000"), usdc("300_000"));
        await expect(release).to.changeTokenBalances(
          ethers,
          asset,
          [escrow, receiver],
          [-usdc("100_000"), usdc("100_000")],
        );
        await bond.connect(operator).release(1n, usdc("300_000"), operator);
        expect(await bond.bondOf(1n)).to.equal(0n);
      });
    });
  }

  describe("given no source of the vault finances the cluster", () => {
    it("comes back: there is nothing here that it could answer for", async () => {
      const { bond, vault, operator, stranger } = await posted();
      await vault.stand(FACILITY.InService, 0n);
      let left = BOND;

      for (const manager of [ethers.ZeroAddress, stranger.address]) {
        await vault.handOver(manager);
        left -= 1n;
        await expect(bond.connect(operator).release(1n, 1n, operator))
          .to.emit(bond, "BondReleased")
          .withArgs(1n, operator, operator, 1n, left);
      }
    });
  });

  describe("given the facility has ended", () => {
    async function retired() {
      const fixture = await posted();
      const retiredAt = BigInt(await time.latest());
      await fixture.vault.stand(FACILITY.Retired, retiredAt);
      return { ...fixture, releasableAt: retiredAt + RELEASE_DELAY };
    }

    it("stays until the very second", async () => {
      const { bond, operator, releasableAt } = await retired();
      await time.setNextBlockTimestamp(releasableAt - 1n);

      await expect(bond.connect(operator).release(1n, BOND, operator))
        .to.be.revertedWithCustomError(bond, "OperatorBond_NotYet")
        .withArgs(1n, releasableAt, releasableAt - 1n);
    });

    it("comes back in that second", async () => {
      const { bond, operator, releasableAt } = await retired();
      await time.setNextBlockTimestamp(releasableAt);

      await expect(bond.connect(operator).release(1n, BOND, operator))
        .to.emit(bond, "BondReleased")
        .withArgs(1n, operator, operator, BOND, 0n);
    });

    describe("when a report is in dispute", () => {
      it("stays until the last dispute has ended", async () => {
        const { escrow, bond, operator, slasher, releasableAt } = await retired();
        await bond.connect(slasher).hold(1n);
        await bond.connect(slasher).hold(1n);
        await time.increaseTo(releasableAt);
        const refused = (holds: bigint) =>
          expect(bond.connect(operator).release(1n, BOND, operator))
            .to.be.revertedWithCustomError(escrow, "CollateralEscrow_Held")
            .withArgs(bond, stakeAccountOf(1n, operator.address), holds);

        await refused(2n);
        await bond.connect(slasher).unhold(1n);
        await refused(1n);
        await bond.connect(slasher).unhold(1n);

        await bond.connect(operator).release(1n, BOND, operator);
        expect(await bond.bondOf(1n)).to.equal(0n);
      });
    });
  });

  describe("when the token refuses the receiver", () => {
    it("only that call fails (17)", async () => {
      const { bond, asset, operator, receiver, stranger } = await bondAround("MockBlocklistToken", [6]);
      const token = await ethers.getContractAt("MockBlocklistToken", asset);
      await bond.connect(operator).post(1n, BOND);
      await token.setBlocked(receiver, true);

      await expect(bond.connect(operator).release(1n, BOND, receiver))
        .to.be.revertedWithCustomError(token, "Blocked")
        .withArgs(receiver);
      await bond.connect(operator).release(1n, BOND, stranger);

      expect(await bond.bondOf(1n)).to.equal(0n);
    });
  });
});
