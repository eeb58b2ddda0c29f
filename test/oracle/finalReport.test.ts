import { expect } from "chai";
import {
  DAY,
  ethers,
  listeningStatement,
  LONG_WINDOW,
  type Made,
  networkHelpers,
  plainStatement,
  REPORT_DEADLINE,
  WINDOW,
} from "../support/statementFixture.ts";

const { time } = networkHelpers;

/** Period 1 is pending. */
const fixture = async () => {
  const statement = await plainStatement();
  const made = await statement.report();
  return { ...statement, made };
};
const given = () => networkHelpers.loadFixture(fixture);

/** Two periods of an hour, both pending. */
const pair = async () => {
  const statement = await plainStatement();
  const { oracle, report } = statement;
  const { start } = await oracle.nextReport(1);
  const first = await report({ end: start + 3_600n });
  const second = await report({ end: start + 7_200n });
  return { ...statement, first, second };
};
const two = () => networkHelpers.loadFixture(pair);

/** The same; `judge` acts as the contract that holds the role of disputes. */
const disputing = async () => {
  const statement = await two();
  const address = await statement.disputes.getAddress();
  await networkHelpers.impersonateAccount(address);
  await networkHelpers.setBalance(address, 10n ** 18n);
  return { ...statement, judge: await ethers.getSigner(address) };
};

/** Sixty-four periods of a minute, all submitted before the first becomes final, so that nothing is latched. */
const backlog = async () => {
  const statement = await plainStatement();
  const { oracle, report } = statement;
  const { start } = await oracle.nextReport(1);
  const made: Made[] = [];
  for (let minute = 1n; minute <= 64n; minute++) made.push(await report({ end: start + minute * 60n }));
  await time.increase(2n * WINDOW);
  return { ...statement, made };
};

const NOT_FINAL = [false, 0n, 0n, 0n, 0n, 0n, false];
/** The same of a cluster whose reports have been disputed or vetoed. */
const DOUBTED = [false, 0n, 0n, 0n, 0n, 0n, true];

const final = ({ end, finalAt, gross, energyCost, otherOpex }: Made) => [
  true,
  end,
  finalAt,
  gross,
  energyCost,
  otherOpex,
  false,
];
const doubted = (made: Made) => [...final(made).slice(0, -1), true];

describe("RevenueOracle.finalReport", () => {
  describe("given the period is not final", () => {
    it("tells nothing of what was never reported", async () => {
      const { oracle, made } = await given();
      await time.increaseTo(made.finalAt);

      for (const [cluster, period] of [
        [1n, 0n],
        [1n, 2n],
        [1n, 33n],
        [1n, 34n],
        [1n, 2n ** 32n - 1n],
        [9n, 0n],
        [9n, 1n],
      ] as const) {
        expect(await oracle.finalReport(cluster, period)).to.deep.equal(NOT_FINAL);
      }
      await oracle.finalize(1);
      expect(await oracle.finalReport(1, 0)).to.deep.equal(NOT_FINAL);
      expect(await oracle.finalReport(1, 2)).to.deep.equal(NOT_FINAL);
    });

    it("tells nothing of a missed one", async () => {
      const { oracle, made } = await given();
      await time.increaseTo(made.end + DAY + REPORT_DEADLINE + 1n);
      await oracle.markMissed(1);

      expect(await oracle.finalReport(1, 2)).to.deep.equal(NOT_FINAL);
    });

    it("tells nothing in the window's last second, and all of it in the next (37)", async () => {
      const { oracle, made } = await given();

      await time.increaseTo(made.finalAt - 1n);
      expect(await oracle.finalReport(1, 1)).to.deep.equal(NOT_FINAL);
      await time.increaseTo(made.finalAt);
      expect(await oracle.finalReport(1, 1)).to.deep.equal(final(made));
    });

    it("tells nothing of a void one, nor of what comes after it", async () => {
      const { oracle, guardian } = await two();
      await oracle.connect(guardian).veto(1, 1);
      await time.increase(30n * DAY);

      expect(await oracle.finalReport(1, 1)).to.deep.equal(DOUBTED);
      expect(await oracle.finalReport(1, 2)).to.deep.equal(DOUBTED);
    });

    it("tells nothing of a challenged one, nor of what comes after it", async () => {
      const { contradictions, oracle, first, sign, reporters } = await two();
      const lie = { ...first, gross: first.gross - 1n };
      const { signers, signatures } = await sign(lie, reporters.slice(1));
      await contradictions.contradict(first, lie, [], signers, signatures);
      await time.increase(30n * DAY);

      expect(await oracle.finalReport(1, 1)).to.deep.equal(NOT_FINAL);
      expect(await oracle.finalReport(1, 2)).to.deep.equal(NOT_FINAL);
    });

    it("tells nothing of a disputed one, nor of what comes after it", async () => {
      const { oracle, judge } = await disputing();
      await oracle.connect(judge).dispute(1, 1, 7n * DAY);
      await time.increase(30n * DAY);

      expect(await oracle.finalReport(1, 1)).to.deep.equal(DOUBTED);
      expect(await oracle.finalReport(1, 2)).to.deep.equal(DOUBTED);
    });
  });

  describe("when the period is final", () => {
    it("tells the same before it is latched and ever after", async () => {
      const { oracle, stranger, made } = await given();
      await time.increaseTo(made.finalAt);
      const told = await oracle.connect(stranger).finalReport(1, 1);

      await oracle.finalize(1);
      expect(await oracle.finalReport(1, 1)).to.deep.equal(told);
      await time.increase(1_000n * DAY);
      expect(await oracle.finalReport(1, 1)).to.deep.equal(told);
      expect(told).to.deep.equal(final(made));
    });

    it("tells what the whole record says", async () => {
      const { oracle, made } = await given();
      await time.increaseTo(made.finalAt);

      const record = await oracle.reportOf(1, 1);

      expect(await oracle.finalReport(1, 1)).to.deep.equal([
        true,
        record.end,
        record.finalAt,
        record.gross,
        record.energyCost,
        record.otherOpex,
        false,
      ]);
    });

    it("gives it to whoever asks, as often as it asks, in any order", async () => {
      const { oracle, first, second, holder, stranger } = await two();
      await time.increaseTo(second.finalAt);

      for (const who of [holder, stranger, holder]) {
        expect(await oracle.connect(who).finalReport(1, 2)).to.deep.equal(final(second));
        expect(await oracle.connect(who).finalReport(1, 1)).to.deep.equal(final(first));
      }
      expect(await oracle.progressOf(1)).to.deep.equal([2n, 0n]);
    });

    it("is refused to the guardian from that second on", async () => {
      const { oracle, guardian, made } = await given();
      await time.increaseTo(made.finalAt);

      expect((await oracle.finalReport(1, 1)).isFinal).to.equal(true);
      await expect(oracle.connect(guardian).veto(1, 1)).to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen");
    });
  });

  describe("given the report was voided and replaced", () => {
    it("tells of the replacement, once its own window has passed", async () => {
      const { oracle, guardian, made, report } = await given();
      await oracle.connect(guardian).veto(1, 1);
      const replacement = await report({ end: made.end - 3_600n, gross: made.gross / 2n });

      await time.increaseTo(replacement.finalAt - 1n);
      expect(await oracle.finalReport(1, 1)).to.deep.equal(DOUBTED);
      await time.increaseTo(replacement.finalAt);
      expect(await oracle.finalReport(1, 1)).to.deep.equal(doubted(replacement));
    });

    it("tells the moment at which the later one really became final, as the latch writes it", async () => {
      const { oracle, guardian, first, second, report } = await two();
      await oracle.connect(guardian).veto(1, 1);
      const replacement = await report({ end: first.end });
      const { finalAt } = replacement;
      const told = doubted({ ...second, finalAt });

      await time.increaseTo(finalAt - 1n);
      expect(await oracle.finalReport(1, 2)).to.deep.equal(DOUBTED);
      await time.increaseTo(finalAt);
      expect(await oracle.finalReport(1, 1)).to.deep.equal(doubted(replacement));
      expect(await oracle.finalReport(1, 2)).to.deep.equal(told);
      await expect(oracle.finalize(1)).to.emit(oracle, "FinalityMoved").withArgs(1n, 2n, second.finalAt, finalAt);
      expect(await oracle.finalReport(1, 2)).to.deep.equal(told);
    });
  });

  describe("given a challenged report was upheld", () => {
    it("tells of it after the new window", async () => {
      const { contradictions, oracle, governor, act, made, sign, reporters } = await given();
      const lie = { ...made, gross: made.gross - 1n };
      const { signers, signatures } = await sign(lie, reporters.slice(1));
      await contradictions.contradict(made, lie, [], signers, signatures);
      await act(governor, oracle, "uphold", [1, 1]);
      const { finalAt } = await oracle.reportOf(1, 1);

      await time.increaseTo(finalAt - 1n);
      expect(await oracle.finalReport(1, 1)).to.deep.equal(NOT_FINAL);
      await time.increaseTo(finalAt);
      expect(await oracle.finalReport(1, 1)).to.deep.equal(final({ ...made, finalAt }));
    });
  });

  describe("given a dispute was settled", () => {
    it("tells of a report that stands in that second, and nothing of one that fell", async () => {
      const { oracle, judge, first } = await disputing();
      await oracle.connect(judge).dispute(1, 1, 7n * DAY);
      await time.increase(30n * DAY);
      const snapshot = await networkHelpers.takeSnapshot();

      await oracle.connect(judge).endDispute(1, 1, true);
      const finalAt = BigInt(await time.latest());
      expect(await oracle.finalReport(1, 1)).to.deep.equal(doubted({ ...first, finalAt }));
      await snapshot.restore();
      await oracle.connect(judge).endDispute(1, 1, false);
      await time.increase(30n * DAY);
      expect(await oracle.finalReport(1, 1)).to.deep.equal(DOUBTED);
    });
  });

  describe("given 64 periods that nobody latched (47)", () => {
    it("looks 32 ahead; beyond that whoever settles finalizes first", async () => {
      const { oracle, made } = await networkHelpers.loadFixture(backlog);
      const told = async () => {
        const reports = await Promise.all(made.map(({ period }) => oracle.finalReport(1, period)));
        return reports.filter(({ isFinal }) => isFinal).map((report) => [...report]);
      };

      expect(await told()).to.deep.equal(made.slice(0, 32).map(final));
      await oracle.finalize(1);
      expect(await told()).to.deep.equal(made.map(final));
    });

    it("counts a submission as such a call", async () => {
      const { oracle, made, report } = await networkHelpers.loadFixture(backlog);
      const { start } = await oracle.nextReport(1);
      expect(await oracle.finalReport(1, 64)).to.deep.equal(NOT_FINAL);

      await report({ end: start + 60n });

      expect(await oracle.finalReport(1, 64)).to.deep.equal(made.slice(63, 64).map(final).flat());
      expect(await oracle.finalReport(1, 65)).to.deep.equal(NOT_FINAL);
    });
  });

  describe("given the cluster was migrated", () => {
    it("tells nothing of the periods it has not seen, and the first one it has", async () => {
      const { oracle, governor, act, inServiceAt, report } = await plainStatement();
      await time.increase(20n * DAY);
      await act(governor, oracle, "migrate", [1, 5, inServiceAt + 4n * DAY]);

      for (const period of [0n, 1n, 4n, 5n]) expect(await oracle.finalReport(1, period)).to.deep.equal(NOT_FINAL);
      const made = await report();
      expect(await oracle.finalReport(1, 5)).to.deep.equal(NOT_FINAL);
      await time.increaseTo(made.finalAt);
      expect(await oracle.finalReport(1, 4)).to.deep.equal(NOT_FINAL);
      expect(await oracle.finalReport(1, 5)).to.deep.equal(final(made));
    });
  });

  describe("given a rollup with an uptime feed", () => {
    const onRollup = async () => {
      const statement = await listeningStatement();
      const made = await statement.report();
      return { ...statement, made };
    };
    const rollup = () => networkHelpers.loadFixture(onRollup);

    it("tells nothing until somebody has latched it, however long the window has passed", async () => {
      const { oracle, stranger, made } = await rollup();
      await time.increaseTo(made.finalAt + 30n * DAY);

      expect(await oracle.finalReport(1, 1)).to.deep.equal(NOT_FINAL);
      await oracle.connect(stranger).finalize(1);
      expect(await oracle.finalReport(1, 1)).to.deep.equal(final(made));
    });

    it("tells of what the next submission latched", async () => {
      const { oracle, made, report } = await rollup();
      await time.increaseTo(made.finalAt);
      const next = await report();

      expect(await oracle.finalReport(1, 1)).to.deep.equal(final(made));
      await time.increaseTo(next.finalAt);
      expect(await oracle.finalReport(1, 2)).to.deep.equal(NOT_FINAL);
    });

    it("stands by what was latched, sequencer or not", async () => {
      const { oracle, feed, made } = await rollup();
      await time.increaseTo(made.finalAt);
      await oracle.finalize(1);

      await feed.set(1, await time.latest());
      expect(await oracle.finalReport(1, 1)).to.deep.equal(final(made));
      await feed.set(0, await time.latest());
      expect(await oracle.finalReport(1, 1)).to.deep.equal(final(made));
      await feed.silence();
      expect(await oracle.finalReport(1, 1)).to.deep.equal(final(made));
    });

    it("tells the moment at which a restarted window ended", async () => {
      const { oracle, feed, made } = await rollup();
      await time.increase(WINDOW / 2n);
      const upAt = BigInt(await time.latest());
      await feed.set(0, upAt);

      await time.increaseTo(made.finalAt);
      await oracle.finalize(1);
      expect(await oracle.finalReport(1, 1)).to.deep.equal(NOT_FINAL);
      await time.increaseTo(upAt + WINDOW);
      await oracle.finalize(1);
      expect(await oracle.finalReport(1, 1)).to.deep.equal(final({ ...made, finalAt: upAt + WINDOW }));
    });
  });
});

describe("RevenueOracle.reportingDelay", () => {
  it("is the report deadline and the long window, by the timings in force", async () => {
    const { oracle, governor, act } = await plainStatement();

    expect(await oracle.reportingDelay()).to.equal(REPORT_DEADLINE + LONG_WINDOW);
    await act(governor, oracle, "setTimings", [{ window: 60n, longWindow: 7_200n, reportDeadline: 3_600n }]);
    expect(await oracle.reportingDelay()).to.equal(10_800n);
  });
});
