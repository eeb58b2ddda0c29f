import { expect } from "chai";
import { buildReport, submitReport, withNothingSold, type Report } from "../support/reports.ts";
import {
  DAY,
  ethers,
  LONG_WINDOW,
  type Made,
  networkHelpers,
  plainStatement,
  STATUS,
  WINDOW,
} from "../support/statementFixture.ts";

const { time } = networkHelpers;

const RING = 64n;
const MINUTE = 60n;
/** Where the newest settled period ends: any second but 0. */
const UNTIL = 1n;
const ANSWER = { words: 0, reverts: 1, tooShort: 2, tooLong: 3, burnsGas: 4 } as const;

/** As many periods of a minute as there are places, pending: nobody accounts for the cluster. */
const pending = async () => {
  const statement = await plainStatement();
  return { ...statement, made: await fill(statement, RING) };
};
const full = () => networkHelpers.loadFixture(pending);

/** The same, all of them past their window and latched. */
const latched = async () => {
  const statement = await full();
  await time.increase(WINDOW);
  await statement.oracle.finalize(1);
  await statement.oracle.finalize(1);
  return statement;
};
const final = () => networkHelpers.loadFixture(latched);

/** Cluster 2 is accounted for by who holds its title, a contract that has settled what it is told to say. */
const accounted = async () => {
  const statement = await plainStatement();
  const { registry, curator, holder, facts, act, oracle, reporters } = statement;
  await act(curator, registry, "register", [{ ...facts, name: "Abilene 2" }, holder.address]);
  await registry.connect(holder).manage(2);
  await registry.connect(holder).commission(2, BigInt(await time.latest()) - DAY);
  const model = await ethers.deployContract("MockSettledManager");
  await networkHelpers.setCode(holder.address, await ethers.provider.getCode(model));
  const manager = await ethers.getContractAt("MockSettledManager", holder.address);
  const next = async () => {
    const { period, revision, reporterSet, clusterVersion, start } = await oracle.nextReport(2);
    const zero = {
      gpuSecondsAvailable: 0n,
      gpuSecondsSold: 0n,
      gross: 0n,
      energyWh: 0n,
      energyCost: 0n,
      otherOpex: 0n,
    };
    const asked = { cluster: 2n, period, revision, reporterSet, clusterVersion, start, end: start + MINUTE };
    return { ...asked, ...zero, evidenceRoot: ethers.ZeroHash };
  };
  const submitNext = async () => submitReport(oracle, await next(), reporters);
  for (let period = 1n; period <= RING; period++) await submitNext();
  await time.increase(WINDOW);
  await oracle.finalize(2);
  await oracle.finalize(2);
  return { ...statement, settledBy: manager, next, submitNext };
};
const managed = () => networkHelpers.loadFixture(accounted);

/** So many more periods of a minute. */
async function fill({ oracle, report }: Awaited<ReturnType<typeof plainStatement>>, count: bigint): Promise<Made[]> {
  const { start } = await oracle.nextReport(1);
  const made: Made[] = [];
  for (let minute = 1n; minute <= count; minute++) made.push(await report({ end: start + minute * MINUTE }));
  return made;
}

const first = <Item>(items: readonly Item[]): Item => {
  const [item] = items;
  if (item === undefined) throw new Error("there is none");
  return item;
};

describe("The ring of reports", () => {
  describe("given a report's place holds one that is not past every question", () => {
    it("refuses to write over a pending one", async () => {
      const { oracle, report } = await full();
      const { start } = await oracle.nextReport(1);

      await expect(report({ end: start + MINUTE }))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_RingFull")
        .withArgs(1n, 65n, 1n);
    });

    it("refuses to write over a void one, and takes its replacement", async () => {
      const { oracle, guardian, made, nextReport, report, reporters } = await full();
      await oracle.connect(guardian).veto(1, 1);
      await time.increase(WINDOW);
      const newest = made.at(-1)?.end ?? 0n;
      const later = { period: 65n, revision: 0n, start: newest, end: newest + MINUTE };

      await expect(submitReport(oracle, await nextReport(later), reporters))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_RingFull")
        .withArgs(1n, 65n, 1n);
      const replacement = await report({ end: first(made).end });

      expect([replacement.period, replacement.revision]).to.deep.equal([1n, 1n]);
      expect(await oracle.progressOf(1)).to.deep.equal([64n, 0n]);
    });

    it("refuses to write over one in dispute", async () => {
      const { oracle, disputes, report, nextReport } = await full();
      const address = await disputes.getAddress();
      await networkHelpers.impersonateAccount(address);
      await networkHelpers.setBalance(address, 10n ** 18n);
      await oracle.connect(await ethers.getSigner(address)).dispute(1, 1, 7n * DAY);
      await time.increase(DAY);
      const { start } = await nextReport();

      await expect(report({ end: start + MINUTE }))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_RingFull")
        .withArgs(1n, 65n, 1n);
    });

    it("keeps the newest final report: what is not final takes 63 places at most", async () => {
      const { oracle, report, nextReport } = await final();
      const { start } = await nextReport();
      for (let minute = 1n; minute < RING; minute++) await report({ end: start + minute * MINUTE });

      expect(await oracle.progressOf(1)).to.deep.equal([127n, 64n]);
      expect((await oracle.latestFinal(1)).period).to.equal(64n);
      await expect(report({ end: start + RING * MINUTE }))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_RingFull")
        .withArgs(1n, 128n, 64n);
    });
  });

  describe("when it is past every question and nobody accounts for the cluster", () => {
    it("writes over it, and lets the next one follow", async () => {
      const { oracle, made, report, nextReport } = await final();
      const { start } = await nextReport();
      expect(await oracle.oldestKept(1)).to.equal(1n);

      const newest = await report({ end: start + MINUTE });

      expect(await oracle.oldestKept(1)).to.equal(2n);
      expect((await oracle.reportOf(1, 65)).end).to.equal(newest.end);
      expect((await oracle.reportOf(1, 2)).end).to.equal(made[1]?.end);
      expect(await oracle.progressOf(1)).to.deep.equal([65n, 64n]);
    });

    it("latches what is final by then first", async () => {
      const { oracle, report, nextReport } = await full();
      const { start } = await nextReport();
      await time.increase(WINDOW);

      await report({ end: start + MINUTE });

      expect(await oracle.progressOf(1)).to.deep.equal([65n, 32n]);
    });
  });

  describe("given a report was written over", () => {
    const written = async () => {
      const statement = await latched();
      const { start } = await statement.nextReport();
      return { ...statement, newest: await statement.report({ end: start + MINUTE }) };
    };
    const over = () => networkHelpers.loadFixture(written);

    for (const view of ["reportOf", "statusOf", "finalReport"] as const) {
      it(`${view} refuses it, and tells of the oldest that is kept`, async () => {
        const { oracle } = await over();

        await expect(oracle[view](1, 1))
          .to.be.revertedWithCustomError(oracle, "RevenueOracle_Overwritten")
          .withArgs(1n, 1n, 2n);
        await oracle[view](1, 2);
      });
    }

    it("nobody can veto, uphold, dispute or contradict it, nor what is in its place by its number", async () => {
      const { contradictions, oracle, manager, guardian, governor, disputes, sign, made, act, newest } = await over();
      const refused = (step: Promise<unknown>) =>
        expect(step).to.be.revertedWithCustomError(oracle, "RevenueOracle_Overwritten").withArgs(1n, 1n, 2n);
      const judge = await disputes.getAddress();
      await networkHelpers.impersonateAccount(judge);
      await networkHelpers.setBalance(judge, 10n ** 18n);
      const byDisputes = oracle.connect(await ethers.getSigner(judge));
      const lie = { ...first(made), gross: first(made).gross - 1n };
      const { signers, signatures } = await sign(lie);

      await refused(oracle.connect(guardian).veto(1, 1));
      await refused(byDisputes.dispute(1, 1, 7n * DAY));
      await refused(byDisputes.endDispute(1, 1, true));
      await refused(contradictions.contradict(first(made), lie, [], signers, signatures));
      await refused(act(governor, oracle, "uphold", [1, 1]));

      expect(await manager.getAddress()).to.be.a("string");
      expect((await oracle.reportOf(1, newest.period)).contentHash).not.to.equal(ethers.ZeroHash);
    });

    it("refuses a report of its period again", async () => {
      const { oracle, made, reporters } = await over();

      await expect(submitReport(oracle, asReport(first(made)), reporters))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_AlreadyReported")
        .withArgs(1n, 1n);
    });

    it("takes what a later one disputes by its own number", async () => {
      const { oracle, guardian, newest } = await over();

      await expect(oracle.connect(guardian).veto(1, newest.period))
        .to.emit(oracle, "ReportVetoed")
        .withArgs(1n, 65n, 0n);

      expect(await oracle.statusOf(1, 65)).to.equal(STATUS.Void);
    });

    it("proves no evidence of it, and that of the oldest kept", async () => {
      const { oracle, disputes, made } = await over();
      const [, second] = made;
      if (second === undefined) throw new Error("there is no second");

      await expect(disputes.verifyEvidence(asReport(first(made)), second.evidenceRoot, []))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_Overwritten")
        .withArgs(1n, 1n, 2n);
      expect(await disputes.verifyEvidence(asReport(second), ethers.ZeroHash, [])).to.equal(false);
    });
  });

  describe("given nothing was said yet", () => {
    it("has no oldest report", async () => {
      const { oracle } = await plainStatement();

      expect(await oracle.oldestKept(1)).to.equal(0n);
      expect(await oracle.oldestKept(9)).to.equal(0n);
    });
  });

  describe("given the cluster was migrated", () => {
    it("counts places from the first period that was reported here", async () => {
      const statement = await plainStatement();
      const { oracle, governor, act, inServiceAt, report } = statement;
      await time.increase(20n * DAY);
      await act(governor, oracle, "migrate", [1, 100, inServiceAt + DAY]);
      expect(await oracle.oldestKept(1)).to.equal(0n);
      await fill(statement, RING);

      expect(await oracle.oldestKept(1)).to.equal(100n);
      expect(await oracle.statusOf(1, 99)).to.equal(STATUS.None);
      expect(await oracle.statusOf(1, 36)).to.equal(STATUS.None);
      await time.increase(LONG_WINDOW);
      const { start } = await oracle.nextReport(1);
      await report({ end: start + MINUTE });
      expect(await oracle.oldestKept(1)).to.equal(101n);
      expect(await oracle.statusOf(1, 99)).to.equal(STATUS.None);
      await expect(oracle.statusOf(1, 100))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_Overwritten")
        .withArgs(1n, 100n, 101n);
    });
  });

  describe("given the last price was written over by reports that sold nothing", () => {
    /** Period 1 sold; as many as there are places did not. */
    const idle = async () => {
      const statement = await plainStatement();
      const { oracle, report, nextReport, reporters } = statement;
      const { start } = await oracle.nextReport(1);
      await report({ end: start + MINUTE });
      await time.increase(WINDOW); // from then on costs are held against its costs
      const rest = async () => {
        const next = await nextReport({ end: (await oracle.nextReport(1)).start + MINUTE });
        await submitReport(oracle, withNothingSold(next), reporters);
      };
      for (let period = 2n; period <= RING; period++) await rest();
      await time.increase(WINDOW);
      return { ...statement, rest };
    };
    const resting = () => networkHelpers.loadFixture(idle);

    it("compares with it as long as it is there", async () => {
      const { oracle, report, finalised } = { ...(await resting()), finalised: 64n };
      await oracle.finalize(1);
      await oracle.finalize(1);
      expect(await oracle.progressOf(1)).to.deep.equal([64n, finalised]);

      const next = await report({ end: (await oracle.nextReport(1)).start + MINUTE });

      expect(next.finalAt - next.submittedAt).to.equal(WINDOW);
    });

    it("takes the long window for the next price, and for another zero that has costs", async () => {
      const { oracle, report, rest } = await resting();
      await rest();
      await expect(rest()).not.to.be.revert(ethers);
      const zero = await oracle.reportOf(1, 66);

      const next = await report({ end: (await oracle.nextReport(1)).start + MINUTE });

      expect(zero.finalAt - zero.submittedAt).to.equal(LONG_WINDOW);
      expect(next.finalAt - next.submittedAt).to.equal(LONG_WINDOW);
    });
  });

  describe("given who accounts for the cluster", () => {
    it("refuses the next report until its place is settled", async () => {
      const { oracle, settledBy, submitNext } = await managed();
      await settledBy.set(0n, UNTIL, ANSWER.words);

      await expect(submitNext()).to.be.revertedWithCustomError(oracle, "RevenueOracle_RingFull").withArgs(2n, 65n, 1n);
      await settledBy.set(1n, UNTIL, ANSWER.words);
      await submitNext();
      await expect(submitNext()).to.be.revertedWithCustomError(oracle, "RevenueOracle_RingFull").withArgs(2n, 66n, 2n);

      expect(await oracle.oldestKept(2)).to.equal(2n);
    });

    it("asks once for all that was settled by then", async () => {
      const { oracle, settledBy, submitNext } = await managed();
      await settledBy.set(10n, UNTIL, ANSWER.words);
      await submitNext();
      await settledBy.set(10n, UNTIL, ANSWER.reverts);
      for (let period = 66n; period <= 74n; period++) await submitNext();

      await expect(submitNext()).to.be.revertedWithCustomError(oracle, "RevenueOracle_RingFull").withArgs(2n, 75n, 11n);
    });

    it("takes a facility that has not been in service for nobody's accounts: it will never settle", async () => {
      const { oracle, settledBy, submitNext } = await managed();
      await settledBy.set(0n, 0n, ANSWER.words);

      await submitNext();
      await submitNext();

      expect(await oracle.oldestKept(2)).to.equal(3n);
    });

    for (const name of ["reverts", "tooShort", "tooLong", "burnsGas"] as const) {
      it(`takes no answer for nothing settled: ${name}`, async () => {
        const { oracle, settledBy, submitNext } = await managed();
        await settledBy.set(64n, UNTIL, ANSWER[name]);

        await expect(submitNext())
          .to.be.revertedWithCustomError(oracle, "RevenueOracle_RingFull")
          .withArgs(2n, 65n, 1n);
      });
    }
  });

  describe("given what does not fit a report's words", () => {
    for (const [field, bits] of [
      ["gross", 88n],
      ["energyCost", 84n],
      ["otherOpex", 84n],
      ["gpuSecondsSold", 45n],
      ["gpuSecondsAvailable", 45n],
    ] as const) {
      it(`refuses a ${field} of more than ${bits} bits, and keeps the widest`, async () => {
        const { oracle, registry, governor, act, reporters, startCluster } = await plainStatement();
        const bounds = await ethers.deployContract("MockTrustingBounds", [6]);
        await act(governor, oracle, "setBounds", [await bounds.getAddress()]);
        const report = await buildReport(oracle, registry, await startCluster());
        await time.increaseTo(report.end);

        await expect(submitReport(oracle, { ...report, [field]: 1n << bits }, reporters))
          .to.be.revertedWithCustomError(oracle, "SafeCastOverflowedUintDowncast")
          .withArgs(bits, 1n << bits);
        await submitReport(oracle, { ...report, [field]: (1n << bits) - 1n }, reporters);

        const kept = await oracle.reportOf(2, 1);
        for (const name of ["gross", "energyCost", "otherOpex", "gpuSecondsSold", "gpuSecondsAvailable"] as const) {
          expect(kept[name], name).to.equal(name === field ? (1n << bits) - 1n : report[name]);
        }
        expect([kept.start, kept.end, kept.revision]).to.deep.equal([report.start, report.end, report.revision]);
      });
    }
  });
});

/** What was signed, without what came of it. */
function asReport({ finalAt, submittedAt, ...report }: Made): Report {
  expect(finalAt).to.be.greaterThan(submittedAt);
  return report;
}
