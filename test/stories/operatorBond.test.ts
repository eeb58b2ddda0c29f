import { expect } from "chai";
import { bondStory, OPERATOR_BOND } from "../support/challengeStory.ts";
import { accountOf } from "../support/custody.ts";
import { at, COST, ethers, networkHelpers, now, STATUS } from "../support/protocol.ts";
import { DAY, usdc } from "../support/units.ts";

const { time } = networkHelpers;

describe("Story: an operator's bond, from the first draw to its return", () => {
  it("comes before the first draw, to the unit", async () => {
    const { book, bond, operator } = await bondStory();
    const required = OPERATOR_BOND; // 5 % of 8,000,000

    await bond.connect(operator).post(1n, required - 1n);
    await expect(book.connect(operator).draw(1n, COST, operator))
      .to.be.revertedWithCustomError(book, "FacilityBook_BondTooSmall")
      .withArgs(1n, required - 1n, required);
    await bond.connect(operator).post(1n, 1n);
    await book.connect(operator).draw(1n, COST, operator);

    expect((await book.facility(1n)).cost).to.equal(COST);
  });

  it("is not in NAV", async () => {
    const { vault, bond, operator } = await bondStory();
    const { nav } = await vault.state();

    await bond.connect(operator).post(1n, OPERATOR_BOND);

    expect((await vault.state()).nav).to.equal(nav);
  });

  it("stays while anything is drawn, and comes back 30 days after the end, to the second", async () => {
    const { act, curator, book, escrow, bond, asset, operator, buyer, ...story } = await bondStory();
    await bond.connect(operator).post(1n, OPERATOR_BOND);
    await bond.connect(operator).release(1n, 1n, operator); // nothing is drawn yet
    await bond.connect(operator).post(1n, 1n);
    await book.connect(operator).draw(1n, COST, operator);
    await expect(bond.connect(operator).release(1n, 1n, operator))
      .to.be.revertedWithCustomError(bond, "OperatorBond_AtRisk")
      .withArgs(1n, STATUS.Drawn);

    const resolutions = await ethers.getContractAt("Resolutions", await book.resolutions());
    await act(curator, resolutions, "offerSale", [1n, buyer.address, COST]);
    await asset.connect(buyer).approve(resolutions, ethers.MaxUint256);
    const soldAt = (await now()) + DAY;
    await at(soldAt, () => resolutions.connect(buyer).buy(1n, COST));

    const releasableAt = soldAt + 30n * DAY;
    await expect(at(releasableAt - 1n, () => bond.connect(operator).release(1n, OPERATOR_BOND, operator)))
      .to.be.revertedWithCustomError(bond, "OperatorBond_NotYet")
      .withArgs(1n, releasableAt, releasableAt - 1n);
    await expect(
      at(releasableAt, () => bond.connect(operator).release(1n, OPERATOR_BOND, story.other)),
    ).to.changeTokenBalances(ethers, asset, [escrow, story.other], [-OPERATOR_BOND, OPERATOR_BOND]);
  });

  it("bears the first of a realised loss, by the amount and no more", async () => {
    const { act, curator, book, escrow, bond, vault, operator } = await bondStory();
    await bond.connect(operator).post(1n, OPERATOR_BOND);
    await book.connect(operator).draw(1n, COST, operator);
    const resolutions = await ethers.getContractAt("Resolutions", await book.resolutions());
    await act(curator, resolutions, "openResolution", [1n]);
    const { nav } = await vault.state();

    await act(curator, resolutions, "closeResolution", [1n]);

    expect(await bond.bondOf(1n)).to.equal(0n);
    expect((await vault.state()).nav).to.equal(nav - COST + OPERATOR_BOND);
    await time.increase(365n * DAY);
    await expect(bond.connect(operator).release(1n, usdc("1"), operator))
      .to.be.revertedWithCustomError(escrow, "CollateralEscrow_AboveBalance")
      .withArgs(bond, accountOf(1n), usdc("1"), 0n);
  });
});
