import { expect } from "chai";
import { ANSWER_WINDOW, ARBITER_WINDOW, CHALLENGE_BOND, ethers, pending } from "../support/disputesFixture.ts";
import { DAY, HOUR } from "../support/units.ts";

const TERMS = { leastBond: CHALLENGE_BOND, bondBps: 100n, answerWindow: ANSWER_WINDOW, arbiterWindow: ARBITER_WINDOW };

describe("ReportDisputes.constructor", () => {
  for (const [field, given, minimum, maximum] of [
    ["leastBond", 0n, 1n, 2n ** 128n - 1n],
    ["bondBps", 1_001n, 0n, 1_000n],
    ["answerWindow", HOUR - 1n, HOUR, 10n * DAY - HOUR],
    ["answerWindow", 10n * DAY - HOUR + 1n, HOUR, 10n * DAY - HOUR],
    ["arbiterWindow", HOUR - 1n, HOUR, 10n * DAY - ANSWER_WINDOW],
    ["arbiterWindow", 10n * DAY - ANSWER_WINDOW + 1n, HOUR, 10n * DAY - ANSWER_WINDOW],
  ] as const) {
    it(`refuses ${given} as ${field} (35)`, async () => {
      const { disputes, manager, oracle, vault, escrow } = await pending();
      const terms = { ...TERMS, [field]: given };

      await expect(ethers.deployContract("ReportDisputes", [manager, oracle, vault, escrow, terms]))
        .to.be.revertedWithCustomError(disputes, "ReportDisputes_TermOutOfRange")
        .withArgs(ethers.encodeBytes32String(field), given, minimum, maximum);
    });
  }

  it("takes the least and the most", async () => {
    const { manager, oracle, vault, escrow } = await pending();
    const deploy = (terms: typeof TERMS) =>
      ethers.deployContract("ReportDisputes", [manager, oracle, vault, escrow, terms]);

    await deploy({ leastBond: 1n, bondBps: 0n, answerWindow: HOUR, arbiterWindow: HOUR });
    const most = { leastBond: 2n ** 128n - 1n, bondBps: 1_000n };
    await deploy({ ...most, answerWindow: 10n * DAY - HOUR, arbiterWindow: HOUR });
    await deploy({ ...most, answerWindow: HOUR, arbiterWindow: 10n * DAY - HOUR });
  });

  it("knows its neighbours and its terms", async () => {
    const { disputes, manager, oracle, escrow, vault, asset } = await pending();

    expect(await disputes.authority()).to.equal(manager);
    expect(await disputes.oracle()).to.equal(oracle);
    expect(await disputes.vault()).to.equal(vault);
    expect(await disputes.escrow()).to.equal(escrow);
    expect(await disputes.asset()).to.equal(asset);
    expect(await disputes.terms()).to.deep.equal([CHALLENGE_BOND, 100n, ANSWER_WINDOW, ARBITER_WINDOW]);
    expect(await disputes.disputeCount()).to.equal(0n);
  });
});
