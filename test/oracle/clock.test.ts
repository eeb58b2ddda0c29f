import { expect } from "chai";
import {
  DAY,
  ethers,
  LONG_WINDOW,
  networkHelpers,
  plainStatement,
  REPORT_DEADLINE,
} from "../support/statementFixture.ts";

/** Until a dispute is decided at the latest. */
const WEEK = 7n * DAY;
const DISPUTE_TIME = WEEK + LONG_WINDOW;
const VETO_TIME = REPORT_DEADLINE + LONG_WINDOW;

/** Two daily periods are pending; `judge` acts as the contract that holds the role of disputes. */
const fixture = async () => {
  const statement = await plainStatement();
  const first = await statement.report();
  const second = await statement.report({ end: first.end + 60n });
  const acting = async (address: string) => {
    await networkHelpers.impersonateAccount(address);
    await networkHelpers.setBalance(address, 10n ** 18n);
    return ethers.getSigner(address);
  };
  const judge = await acting(await statement.disputes.getAddress());
  return { ...statement, first, second, acting, judge };
};
const given = () => networkHelpers.loadFixture(fixture);

describe("ReportClock", () => {
  it("belongs to the oracle that made it, and hears nobody else", async () => {
    const { clock, oracle, guardian } = await given();

    expect(await clock.oracle()).to.equal(oracle);
    for (const doubt of [
      clock.connect(guardian).onDispute(1n, 1n, 0n, 1n, 1n),
      clock.connect(guardian).onVeto(1n, 1n, 0n, 0n, 1n),
    ]) {
      await expect(doubt).to.be.revertedWithCustomError(clock, "ReportClock_NotOracle").withArgs(guardian);
    }
  });

  describe("given no doubt", () => {
    it("has moved nothing", async () => {
      const { clock, first } = await given();

      expect(await clock.postponementOf(1n, first.start)).to.equal(0n);
      expect(await clock.doubtsOf(1n, 1n)).to.deep.equal([0n, false]);
    });
  });

  describe("when a report is disputed", () => {
    it("moves its deadlines by the dispute and a long window, and later ones by what is left of that", async () => {
      const { oracle, clock, judge, first, second } = await given();

      await expect(oracle.connect(judge).dispute(1n, 1n, WEEK))
        .to.emit(clock, "DeadlinesPostponed")
        .withArgs(1n, 1n, first.start + DISPUTE_TIME, DISPUTE_TIME + VETO_TIME);

      expect(await clock.doubtsOf(1n, 1n)).to.deep.equal([0n, true]);
      expect(await clock.postponementOf(1n, first.start)).to.equal(DISPUTE_TIME);
      expect(await clock.postponementOf(1n, second.start)).to.equal(DISPUTE_TIME - DAY);
      expect(await clock.postponementOf(1n, first.start + DISPUTE_TIME)).to.equal(0n);
      expect(await clock.postponementOf(2n, first.start)).to.equal(0n);
    });

    it("moves nothing the second time in its period", async () => {
      const { oracle, clock, judge, first, report } = await given();
      await oracle.connect(judge).dispute(1n, 1n, WEEK);
      await oracle.connect(judge).endDispute(1n, 1n, false);
      await report({ end: first.end });

      await expect(oracle.connect(judge).dispute(1n, 1n, WEEK)).not.to.emit(clock, "DeadlinesPostponed");

      expect(await clock.postponementOf(1n, first.start)).to.equal(DISPUTE_TIME);
    });

    it("counts no longer than the cap", async () => {
      const { oracle, clock, judge, first } = await given();

      await oracle.connect(judge).dispute(1n, 1n, 100n * DAY);

      expect(await clock.postponementOf(1n, first.start)).to.equal(14n * DAY);
    });
  });

  describe("when a report is vetoed", () => {
    it("moves its deadlines by a report deadline and a long window", async () => {
      const { oracle, clock, guardian, first } = await given();

      await expect(oracle.connect(guardian).veto(1n, 1n))
        .to.emit(clock, "DeadlinesPostponed")
        .withArgs(1n, 1n, first.start + VETO_TIME, VETO_TIME);

      expect(await clock.doubtsOf(1n, 1n)).to.deep.equal([1n, false]);
      expect(await clock.postponementOf(1n, first.start)).to.equal(VETO_TIME);
    });

    it("moves nothing by the arbiter's", async () => {
      const { oracle, clock, guardian, arbiter, first, report } = await given();
      await oracle.connect(guardian).veto(1n, 1n);
      await report({ end: first.end });

      await expect(oracle.connect(arbiter).vetoAgain(1n, 1n)).not.to.emit(clock, "DeadlinesPostponed");

      expect(await clock.doubtsOf(1n, 1n)).to.deep.equal([2n, false]);
      expect(await clock.postponementOf(1n, first.start)).to.equal(VETO_TIME);
    });
  });

  describe("when several are doubted", () => {
    it("moves a period by one dispute and one veto at most", async () => {
      const { oracle, clock, guardian, judge, first, second } = await given();
      await oracle.connect(judge).dispute(1n, 1n, WEEK);

      await oracle.connect(guardian).veto(1n, 1n);
      expect(await clock.postponementOf(1n, first.start)).to.equal(DISPUTE_TIME + VETO_TIME);
      await oracle.connect(guardian).veto(1n, 2n);

      expect(await clock.postponementOf(1n, second.start)).to.equal(DISPUTE_TIME + VETO_TIME);
      expect(await clock.postponementOf(1n, first.start)).to.equal(DISPUTE_TIME + VETO_TIME);
    });
  });

  describe("when there is little gas", () => {
    it("refuses the doubt, rather than leave whoever accounts for the cluster untold", async () => {
      const { oracle, clock, guardian, registry, first } = await given();
      // A holder that is a contract would be told.
      await networkHelpers.setCode(await registry.managerOf(1n), "0x60006000fd");

      await expect(oracle.connect(guardian).veto(1n, 1n, { gasLimit: 900_000n })).to.be.revertedWithCustomError(
        clock,
        "ReportClock_LowGas",
      );
      await oracle.connect(guardian).veto(1n, 1n, { gasLimit: 1_500_000n });

      expect(await clock.postponementOf(1n, first.start)).to.equal(VETO_TIME);
    });
  });

  describe("given whoever accounts for the cluster burns all gas, or refuses", () => {
    for (const [what, code] of [
      ["burns it", "0x5b600056"],
      ["refuses", "0x60006000fd"],
    ] as const) {
      it(`locks nothing: it ${what}`, async () => {
        const { oracle, clock, guardian, registry, first } = await given();
        await networkHelpers.setCode(await registry.managerOf(1n), code);

        await oracle.connect(guardian).veto(1n, 1n, { gasLimit: 3_000_000n });

        expect(await clock.postponementOf(1n, first.start)).to.equal(VETO_TIME);
      });
    }
  });
});
