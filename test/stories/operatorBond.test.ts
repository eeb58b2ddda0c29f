import { expect } from "chai";
import { bondStory, OPERATOR_BOND } from "../support/challengeStory.ts";
import { stakeAccountOf } from "../support/custody.ts";
import { at, COST, DEPOSIT, ethers, networkHelpers, now, STATUS } from "../support/protocol.ts";
import { DAY, usdc } from "../support/units.ts";

const { time } = networkHelpers;

describe("Story: an operator's bond, from the first draw to its return", () => {
  it("comes before the first draw, to the unit", async () => {
    const { bond, operator, lens, origination } = await bondStory();
    const required = OPERATOR_BOND; // 5 % of 8,000,000

    await bond.connect(operator).post(1n, required - 1n);
    await expect(origination.connect(operator).draw(1n, COST, operator))
      .to.be.revertedWithCustomError(origination, "FacilityOrigination_BondTooSmall")
      .withArgs(1n, required - 1n, required);
    await bond.connect(operator).post(1n, 1n);
    await origination.connect(operator).draw(1n, COST, operator);

    expect((await lens.facility(1n)).cost).to.equal(COST);
  });

  it("is not in NAV", async () => {
    const { vault, bond, operator } = await bondStory();
    const { nav } = await vault.state();

    await bond.connect(operator).post(1n, OPERATOR_BOND);

    expect((await vault.state()).nav).to.equal(nav);
  });

  it("stays while anything is drawn, and comes back 30 days after the end, to the second", async () => {
    const { act, curator, escrow, bond, asset, operator, buyer, origination, workouts, ...story } = await bondStory();
    await bond.connect(operator).post(1n, OPERATOR_BOND);
    await bond.connect(operator).release(1n, 1n, operator); // nothing is drawn yet
    await bond.connect(operator).post(1n, 1n);
    await origination.connect(operator).draw(1n, COST, operator);
    await expect(bond.connect(operator).release(1n, 1n, operator))
      .to.be.revertedWithCustomError(bond, "OperatorBond_AtRisk")
      .withArgs(1n, STATUS.Drawn);

    await act(curator, workouts, "offerSale", [1n, buyer.address, COST]);
    await asset.connect(buyer).approve(workouts, ethers.MaxUint256);
    const soldAt = (await now()) + DAY;
    await at(soldAt, () => workouts.connect(buyer).buy(1n, COST));

    const releasableAt = soldAt + 30n * DAY;
    await expect(at(releasableAt - 1n, () => bond.connect(operator).release(1n, OPERATOR_BOND, operator)))
      .to.be.revertedWithCustomError(bond, "OperatorBond_NotYet")
      .withArgs(1n, releasableAt, releasableAt - 1n);
    await expect(
      at(releasableAt, () => bond.connect(operator).release(1n, OPERATOR_BOND, story.other)),
    ).to.changeTokenBalances(ethers, asset, [escrow, story.other], [-OPERATOR_BOND, OPERATOR_BOND]);
  });

  it("bears the first of a realised loss, by the amount and no more", async () => {
    const { act, curator, escrow, bond, vault, buyer, operator, origination, workouts } = await bondStory();
    await bond.connect(operator).post(1n, OPERATOR_BOND);
    await origination.connect(operator).draw(1n, COST, operator);
    await workouts.connect(operator).giveUp(1n, true);
    await act(curator, workouts, "openResolution", [1n]);
    await act(curator, workouts, "offerSale", [1n, buyer.address, 0n]);
    await workouts.connect(buyer).buy(1n, 0n);

    await act(curator, workouts, "closeResolution", [1n]);

    expect(await bond.bondOf(1n)).to.equal(0n);
    expect((await vault.state()).nav).to.equal(DEPOSIT - COST + OPERATOR_BOND);
    await time.increase(365n * DAY);
    await expect(bond.connect(operator).release(1n, usdc("1"), operator))
      .to.be.revertedWithCustomError(escrow, "CollateralEscrow_AboveBalance")
      .withArgs(bond, stakeAccountOf(1n, operator.address), usdc("1"), 0n);
  });
});
