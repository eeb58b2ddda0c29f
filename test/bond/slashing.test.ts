import { expect } from "chai";
import type { BaseContract } from "ethers";
import { ROLES } from "@gpu-yield-vaults/sdk/roles";
import { BOND, bonded, ethers, FACILITY, posted } from "../support/bondFixture.ts";
import { accountOf, entrust, stakeAccountOf } from "../support/custody.ts";
import { usdc } from "../support/units.ts";

/** What a slasher may do; each is refused to everybody else. */
const CALLS = {
  seize: [1n, 1n],
  seizeInto: [1n, 1n, accountOf(7n)],
  hold: [1n],
  unhold: [1n],
} as const;

describe("OperatorBond, to slashers", () => {
  for (const [name, args] of Object.entries(CALLS)) {
    describe(name, () => {
      for (const who of ["admin", "operator", "winner", "stranger"] as const) {
        it(`refuses the ${who} (42)`, async () => {
          const fixture = await posted();
          const { bond } = fixture;
          const { interface: functions }: BaseContract = bond;
          const data = functions.encodeFunctionData(name, args);

          await expect(fixture[who].sendTransaction({ to: bond, data }))
            .to.be.revertedWithCustomError(bond, "AccessManagedUnauthorized")
            .withArgs(fixture[who]);
          expect(await bond.bondOf(1n)).to.equal(BOND);
        });
      }
    });
  }
});

describe("OperatorBond.seize", () => {
  describe("when the bond reaches", () => {
    it("pays exactly that to the slasher, at once", async () => {
      const { escrow, bond, asset, operator, slasher } = await posted();

      const seizure = bond.connect(slasher).seize(1n, usdc("150_000"));

      await expect(seizure)
        .to.emit(bond, "BondSeized")
        .withArgs(1n, operator, slasher, usdc("150_000"), usdc("150_000"), usdc("250_000"));
      await expect(seizure).to.changeTokenBalances(
        ethers,
        asset,
        [escrow, slasher],
        [-usdc("150_000"), usdc("150_000")],
      );
      expect(await bond.bondOf(1n)).to.equal(usdc("250_000"));
    });
  });

  describe("when it does not reach", () => {
    it("pays what there is, and says so", async () => {
      const { escrow, bond, asset, operator, slasher } = await posted();

      expect(await bond.connect(slasher).seize.staticCall(1n, BOND + 1n)).to.equal(BOND);
      const seizure = bond.connect(slasher).seize(1n, BOND + 1n);

      await expect(seizure)
        .to.emit(bond, "BondSeized")
        .withArgs(1n, operator, slasher, BOND + 1n, BOND, 0n);
      await expect(seizure).to.changeTokenBalances(ethers, asset, [escrow, slasher], [-BOND, BOND]);
    });
  });

  describe("given no bond", () => {
    it("pays nothing, and moves no token", async () => {
      const { bond, asset, operator, slasher } = await bonded();

      const seizure = bond.connect(slasher).seize(1n, 5n);

      await expect(seizure).to.emit(bond, "BondSeized").withArgs(1n, operator, slasher, 5n, 0n, 0n);
      await expect(seizure).not.to.emit(asset, "Transfer");
    });
  });

  describe("given what somebody else has put up for the same cluster", () => {
    it("leaves it alone", async () => {
      const { bond, slasher, stranger } = await posted();
      await bond.connect(stranger).post(1n, 5n);

      await bond.connect(slasher).seize(1n, BOND + 5n);

      expect([await bond.bondOf(1n), await bond.stakeOf(1n, stranger)]).to.deep.equal([0n, 5n]);
    });
  });

  describe("given that somebody else runs the cluster by now", () => {
    it("takes it of who was approved", async () => {
      const { bond, vault, slasher, stranger } = await posted();
      await vault.stand(FACILITY.Resolving, 0n);
      await vault.assign(stranger);
      await bond.connect(stranger).post(1n, 5n);

      await bond.connect(slasher).seize(1n, BOND + 5n);

      expect([await bond.bondOf(1n), await bond.stakeOf(1n, stranger)]).to.deep.equal([0n, 5n]);
    });
  });
});

describe("OperatorBond.seizeInto", () => {
  const ID = accountOf(7n);

  describe("when the slasher is no custodian", () => {
    it("reverts: it could never move what it is given", async () => {
      const { escrow, bond, slasher } = await posted();

      await expect(bond.connect(slasher).seizeInto(1n, 1n, ID))
        .to.be.revertedWithCustomError(escrow, "CollateralEscrow_NotCustodian")
        .withArgs(slasher);
    });
  });

  describe("when the bond reaches", () => {
    it("is in the slasher's account, and no token moves", async () => {
      const { manager, escrow, bond, asset, operator, slasher } = await posted();
      await entrust(manager, slasher);

      const seizure = bond.connect(slasher).seizeInto(1n, usdc("150_000"), ID);

      await expect(seizure)
        .to.emit(bond, "BondSeized")
        .withArgs(1n, operator, slasher, usdc("150_000"), usdc("150_000"), usdc("250_000"));
      await expect(seizure)
        .to.emit(escrow, "Transferred")
        .withArgs(
          bond,
          stakeAccountOf(1n, operator.address),
          slasher,
          ID,
          usdc("150_000"),
          usdc("250_000"),
          usdc("150_000"),
        );
      await expect(seizure).not.to.emit(asset, "Transfer");
      expect([await bond.bondOf(1n), await escrow.balanceOf(slasher, ID)]).to.deep.equal([
        usdc("250_000"),
        usdc("150_000"),
      ]);
    });
  });

  describe("when it does not reach", () => {
    it("gives what there is, and says so", async () => {
      const { manager, escrow, bond, operator, slasher } = await posted();
      await entrust(manager, slasher);

      expect(await bond.connect(slasher).seizeInto.staticCall(1n, BOND + 1n, ID)).to.equal(BOND);
      await expect(bond.connect(slasher).seizeInto(1n, BOND + 1n, ID))
        .to.emit(bond, "BondSeized")
        .withArgs(1n, operator, slasher, BOND + 1n, BOND, 0n);

      expect([await bond.bondOf(1n), await escrow.balanceOf(slasher, ID)]).to.deep.equal([0n, BOND]);
    });
  });
});

describe("OperatorBond.hold", () => {
  it("counts holds", async () => {
    const { bond, operator, slasher } = await posted();

    await expect(bond.connect(slasher).hold(1n)).to.emit(bond, "BondHeld").withArgs(1n, operator, 1n);
    await expect(bond.connect(slasher).hold(1n)).to.emit(bond, "BondHeld").withArgs(1n, operator, 2n);
    expect(await bond.holdsOn(1n)).to.equal(2n);
    await expect(bond.connect(slasher).unhold(1n)).to.emit(bond, "BondHeld").withArgs(1n, operator, 1n);
  });

  it("cannot be lifted more often than it was laid", async () => {
    const { escrow, bond, operator, slasher } = await posted();
    await bond.connect(slasher).hold(1n);
    await bond.connect(slasher).unhold(1n);

    await expect(bond.connect(slasher).unhold(1n))
      .to.be.revertedWithCustomError(escrow, "CollateralEscrow_NotHeld")
      .withArgs(bond, stakeAccountOf(1n, operator.address), ethers.zeroPadValue(slasher.address, 32));
  });

  it("is lifted by who laid it, and by no other slasher", async () => {
    const { escrow, bond, manager, operator, slasher, stranger } = await posted();
    await manager.grantRole(ROLES.slasher, stranger, 0);
    await bond.connect(slasher).hold(1n);

    await expect(bond.connect(stranger).unhold(1n))
      .to.be.revertedWithCustomError(escrow, "CollateralEscrow_NotHeld")
      .withArgs(bond, stakeAccountOf(1n, operator.address), ethers.zeroPadValue(stranger.address, 32));
    expect(await bond.holdsOn(1n)).to.equal(1n);
  });

  it("keeps nothing from being taken", async () => {
    const { bond, slasher } = await posted();
    await bond.connect(slasher).hold(1n);

    await bond.connect(slasher).seize(1n, BOND);

    expect(await bond.bondOf(1n)).to.equal(0n);
  });
});
