import { expect } from "chai";
import type { BaseContract } from "ethers";
import { ROLES } from "../../deploy/roles.ts";
import { BOND, bonded, ethers, posted } from "../support/bondFixture.ts";
import { accountOf, entrust } from "../support/custody.ts";
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
      const { escrow, bond, asset, slasher } = await posted();

      const seizure = bond.connect(slasher).seize(1n, usdc("150_000"));

      await expect(seizure)
        .to.emit(bond, "BondSeized")
        .withArgs(1n, slasher, usdc("150_000"), usdc("150_000"), usdc("250_000"));
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
      const { escrow, bond, asset, slasher } = await posted();

      expect(await bond.connect(slasher).seize.staticCall(1n, BOND + 1n)).to.equal(BOND);
      const seizure = bond.connect(slasher).seize(1n, BOND + 1n);

      await expect(seizure)
        .to.emit(bond, "BondSeized")
        .withArgs(1n, slasher, BOND + 1n, BOND, 0n);
      await expect(seizure).to.changeTokenBalances(ethers, asset, [escrow, slasher], [-BOND, BOND]);
    });
  });

  describe("given no bond", () => {
    it("pays nothing, and moves no token", async () => {
      const { bond, asset, slasher } = await bonded();

      const seizure = bond.connect(slasher).seize(1n, 5n);

      await expect(seizure).to.emit(bond, "BondSeized").withArgs(1n, slasher, 5n, 0n, 0n);
      await expect(seizure).not.to.emit(asset, "Transfer");
    });
  });

  describe("given another cluster's bond", () => {
    it("leaves it alone", async () => {
      const { bond, slasher } = await posted();

      await bond.connect(slasher).seize(2n, BOND);

      expect(await bond.bondOf(1n)).to.equal(BOND);
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
      const { manager, escrow, bond, asset, slasher } = await posted();
      await entrust(manager, slasher);

      const seizure = bond.connect(slasher).seizeInto(1n, usdc("150_000"), ID);

      await expect(seizure)
        .to.emit(bond, "BondSeized")
        .withArgs(1n, slasher, usdc("150_000"), usdc("150_000"), usdc("250_000"));
      await expect(seizure)
        .to.emit(escrow, "Transferred")
        .withArgs(bond, accountOf(1n), slasher, ID, usdc("150_000"), usdc("250_000"), usdc("150_000"));
      await expect(seizure).not.to.emit(asset, "Transfer");
      expect([await bond.bondOf(1n), await escrow.balanceOf(slasher, ID)]).to.deep.equal([
        usdc("250_000"),
        usdc("150_000"),
      ]);
    });
  });

  describe("when it does not reach", () => {
    it("gives what there is, and says so", async () => {
      const { manager, escrow, bond, slasher } = await posted();
      await entrust(manager, slasher);

      expect(await bond.connect(slasher).seizeInto.staticCall(1n, BOND + 1n, ID)).to.equal(BOND);
      await expect(bond.connect(slasher).seizeInto(1n, BOND + 1n, ID))
        .to.emit(bond, "BondSeized")
        .withArgs(1n, slasher, BOND + 1n, BOND, 0n);

      expect([await bond.bondOf(1n), await escrow.balanceOf(slasher, ID)]).to.deep.equal([0n, BOND]);
    });
  });
});

describe("OperatorBond.hold", () => {
  it("counts holds", async () => {
    const { bond, slasher } = await posted();

    await expect(bond.connect(slasher).hold(1n)).to.emit(bond, "BondHeld").withArgs(1n, 1n);
    await expect(bond.connect(slasher).hold(1n)).to.emit(bond, "BondHeld").withArgs(1n, 2n);
    expect([await bond.holdsOn(1n), await bond.holdsOn(2n)]).to.deep.equal([2n, 0n]);
    await expect(bond.connect(slasher).unhold(1n)).to.emit(bond, "BondHeld").withArgs(1n, 1n);
  });

  it("cannot be lifted more often than it was laid", async () => {
    const { escrow, bond, slasher } = await posted();
    await bond.connect(slasher).hold(1n);
    await bond.connect(slasher).unhold(1n);

    await expect(bond.connect(slasher).unhold(1n))
      .to.be.revertedWithCustomError(escrow, "CollateralEscrow_NotHeld")
      .withArgs(bond, accountOf(1n), ethers.zeroPadValue(slasher.address, 32));
  });

  it("is lifted by who laid it, and by no other slasher", async () => {
    const { escrow, bond, manager, slasher, stranger } = await posted();
    await manager.grantRole(ROLES.slasher, stranger, 0);
    await bond.connect(slasher).hold(1n);

    await expect(bond.connect(stranger).unhold(1n))
      .to.be.revertedWithCustomError(escrow, "CollateralEscrow_NotHeld")
      .withArgs(bond, accountOf(1n), ethers.zeroPadValue(stranger.address, 32));
    expect(await bond.holdsOn(1n)).to.equal(1n);
  });

  it("keeps nothing from being taken", async () => {
    const { bond, slasher } = await posted();
    await bond.connect(slasher).hold(1n);

    await bond.connect(slasher).seize(1n, BOND);

    expect(await bond.bondOf(1n)).to.equal(0n);
  });
});
