import { expect } from "chai";
import { COST, ethers, now, ordered, TERMS } from "../support/protocol.ts";
import { DAY, usdc } from "../support/units.ts";

const BOND = usdc("400_000");

/** The operator of a cluster has put up a bond of 5 % before anybody was approved. Then somebody else was. */
async function overtaken() {
  const fixture = await ordered();
  const { act, bond, curator, operator, other, origination } = fixture;
  await bond.connect(operator).post(1n, BOND);
  const inServiceBy = (await now()) + 60n * DAY;
  const terms = { ...TERMS, operator: other.address, bondBps: 500n, inServiceBy };
  await act(curator, origination, "approve", [1n, terms]);
  return fixture;
}

describe("A bond is its poster's (attacks)", () => {
  it("68 who is approved draws on its own bond, and on no other's", async () => {
    const { origination, other } = await overtaken();

    await expect(origination.connect(other).draw(1n, COST, other))
      .to.be.revertedWithCustomError(origination, "FacilityOrigination_BondTooSmall")
      .withArgs(1n, 0n, BOND);
  });

  it("68 who is approved has nothing of what another posted", async () => {
    const { bond, escrow, other } = await overtaken();

    await expect(bond.connect(other).release(1n, 1n, other)).to.be.revertedWithCustomError(
      escrow,
      "CollateralEscrow_AboveBalance",
    );
  });

  it("68 who was not approved has its bond back, also while the other's answers for what was drawn", async () => {
    const { asset, bond, escrow, operator, other, origination } = await overtaken();
    await bond.connect(other).post(1n, BOND);
    await origination.connect(other).draw(1n, COST, other);

    await expect(bond.connect(operator).release(1n, BOND, operator)).to.changeTokenBalances(
      ethers,
      asset,
      [escrow, operator],
      [-BOND, BOND],
    );
    await expect(bond.connect(other).release(1n, BOND, other)).to.be.revertedWithCustomError(
      bond,
      "OperatorBond_AtRisk",
    );
  });

  it("68 a loss is borne by the bond of who drew", async () => {
    const { act, bond, buyer, curator, operator, other, origination, workouts, vault } = await overtaken();
    await bond.connect(other).post(1n, BOND);
    await origination.connect(other).draw(1n, COST, other);
    await workouts.connect(other).giveUp(1n, true);
    await act(curator, workouts, "openResolution", [1n]);
    await act(curator, workouts, "offerSale", [1n, buyer.address, 0n]);
    await workouts.connect(buyer).buy(1n, 0n);
    const { cash } = await vault.state();

    await act(curator, workouts, "closeResolution", [1n]);

    expect((await vault.state()).cash - cash).to.equal(BOND);
    await expect(bond.connect(operator).release(1n, BOND, operator)).not.to.revert(ethers);
  });
});
