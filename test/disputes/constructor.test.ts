import { expect } from "chai";
import { ANSWER_WINDOW, ARBITER_WINDOW, CHALLENGE_BOND, ethers, pending } from "../support/disputesFixture.ts";
import { DAY, HOUR } from "../support/units.ts";

const TERMS = { challengeBond: CHALLENGE_BOND, answerWindow: ANSWER_WINDOW, arbiterWindow: ARBITER_WINDOW };

describe("ReportDisputes.constructor", () => {
  for (const [field, given, minimum, maximum] of [
    ["challengeBond", 0n, 1n, 2n ** 128n - 1n],
    ["answerWindow", HOUR - 1n, HOUR, 30n * DAY],
    ["answerWindow", 30n * DAY + 1n, HOUR, 30n * DAY],
    ["arbiterWindow", HOUR - 1n, HOUR, 30n * DAY],
    ["arbiterWindow", 30n * DAY + 1n, HOUR, 30n * DAY],
  ] as const) {
    it(`refuses ${given} as ${field} (35)`, async () => {
      const { disputes, manager, oracle, bond } = await pending();

      await expect(ethers.deployContract("ReportDisputes", [manager, oracle, bond, { ...TERMS, [field]: given }]))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_TermOutOfRange")
        .withArgs(ethers.encodeBytes32String(field), given, minimum, maximum);
    });
  }

  it("takes the least and the most", async () => {
    const { manager, oracle, bond } = await pending();
    const deploy = (terms: typeof TERMS) => ethers.deployContract("ReportDisputes", [manager, oracle, bond, terms]);

    await deploy({ challengeBond: 1n, answerWindow: HOUR, arbiterWindow: HOUR });
    await deploy({ challengeBond: 2n ** 128n - 1n, answerWindow: 30n * DAY, arbiterWindow: 30n * DAY });
  });

  it("knows its neighbours and its terms", async () => {
    const { disputes, manager, oracle, escrow, bond, asset } = await pending();

    expect(await disputes.authority()).to.equal(manager);
    expect(await disputes.oracle()).to.equal(oracle);
    expect(await disputes.bond()).to.equal(bond);
    expect(await disputes.escrow()).to.equal(escrow);
    expect(await disputes.asset()).to.equal(asset);
    expect(await disputes.terms()).to.deep.equal([CHALLENGE_BOND, ANSWER_WINDOW, ARBITER_WINDOW]);
    expect(await disputes.disputeCount()).to.equal(0n);
  });
});
