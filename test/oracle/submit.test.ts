import { expect } from "chai";
import { REPORT_TYPES, submitReport, withNothingSold, type Report } from "../support/reports.ts";
import {
  DAY,
  ethers,
  LONG_WINDOW,
  networkHelpers,
  plainStatement,
  REPORT_DEADLINE,
  STATUS,
  usdc,
  WINDOW,
} from "../support/statementFixture.ts";

const { time } = networkHelpers;

const given = plainStatement;

describe("RevenueOracle.submit", () => {
  describe("given a cluster that can't be reported on", () => {
    it("refuses an unknown cluster", async () => {
      const { oracle, registry, nextReport, sign } = await given();
      const report = { ...(await nextReport()), cluster: 2n };
      const { signers, signatures } = await sign(report);

      await expect(oracle.submit(report, signers, signatures))
        .to.be.revertedWithCustomError(registry, "ClusterRegistry_UnknownCluster")
        .withArgs(2n);
    });

    it("refuses one that is only ordered", async () => {
      const { oracle, registry, curator, holder, facts, act, nextReport, reporters } = await given();
      await act(curator, registry, "register", [facts, holder.address]);
      const report = { ...(await nextReport()), cluster: 2n };

      await expect(submitReport(oracle, report, reporters))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotInService")
        .withArgs(2n);
    });

    it("refuses time after its retirement, and takes what came before", async () => {
      const { oracle, registry, holder, inServiceAt, reporters, nextReport } = await given();
      const retiredAt = inServiceAt + DAY / 2n;
      await time.setNextBlockTimestamp(retiredAt);
      await registry.connect(holder).retire(1);

      await expect(submitReport(oracle, await nextReport({ end: retiredAt + 1n }), reporters))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_AfterRetirement")
        .withArgs(retiredAt + 1n, retiredAt);
      await submitReport(oracle, await nextReport({ end: retiredAt }), reporters);

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Pending);
    });
  });

  describe("given another place than the next one", () => {
    it("refuses another version of the hardware", async () => {
      const { oracle, reporters, nextReport } = await given();

      await expect(submitReport(oracle, await nextReport({ clusterVersion: 2n }), reporters))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_WrongClusterVersion")
        .withArgs(2n, 1n);
    });

    it("refuses a skipped period and period 0 (34)", async () => {
      const { oracle, reporters, nextReport } = await given();

      for (const period of [0n, 2n]) {
        await expect(submitReport(oracle, await nextReport({ period }), reporters))
          .to.be.revertedWithCustomError(oracle, "RevenueOracle_WrongPeriod")
          .withArgs(1n, period, 1n);
      }
    });

    it("refuses a report replayed, pending or final (34)", async () => {
      const { oracle, report, sign } = await given();
      const made = await report();
      const { signers, signatures } = await sign(made);
      const replay = () =>
        expect(oracle.submit(made, signers, signatures))
          .to.be.revertedWithCustomError(oracle, "RevenueOracle_AlreadyReported")
          .withArgs(1n, 1n);

      await replay();
      await time.increaseTo(made.finalAt);
      await replay();
    });

    it("refuses an older period (34)", async () => {
      const { oracle, report, reportFinal, reporters, nextReport } = await given();
      await reportFinal();
      await report();

      await expect(submitReport(oracle, await nextReport({ period: 1n }), reporters))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_AlreadyReported")
        .withArgs(1n, 1n);
    });

    it("refuses a revision beyond those that reporters may choose, and takes the last of them (34)", async () => {
      const { oracle, reporters, nextReport, report } = await given();

      await expect(submitReport(oracle, await nextReport({ revision: 64n }), reporters))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_WrongRevision")
        .withArgs(64n, 0n);

      const made = await report({ revision: 63n });
      expect((await oracle.reportOf(1, 1)).revision).to.equal(63n);
      expect(made.finalAt - made.submittedAt).to.equal(LONG_WINDOW);
    });

    it("refuses a gap and an overlap", async () => {
      const { oracle, reporters, nextReport, inServiceAt } = await given();

      for (const start of [inServiceAt - 1n, inServiceAt + 1n]) {
        await expect(submitReport(oracle, await nextReport({ start, end: inServiceAt + DAY - 1n }), reporters))
          .to.be.revertedWithCustomError(oracle, "RevenueOracle_WrongStart")
          .withArgs(start, inServiceAt);
      }
    });

    it("refuses a period without a second or less", async () => {
      const { oracle, reporters, nextReport, inServiceAt } = await given();

      for (const end of [inServiceAt, inServiceAt - 1n]) {
        await expect(submitReport(oracle, await nextReport({ end }), reporters))
          .to.be.revertedWithCustomError(oracle, "RevenueOracle_EmptyPeriod")
          .withArgs(inServiceAt, end);
      }
    });

    it("refuses a period longer than the cluster's longest", async () => {
      const { oracle, reporters, nextReport, inServiceAt } = await given();

      await expect(submitReport(oracle, await nextReport({ end: inServiceAt + DAY + 1n }), reporters))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_PeriodTooLong")
        .withArgs(DAY + 1n, DAY);
    });

    it("refuses a period that is not over, to the second", async () => {
      const { oracle, sign, nextReport, inServiceAt } = await given();
      const report = await nextReport({ end: inServiceAt + 3_600n });
      const next = { ...report, end: BigInt(await time.latest()) + 100n };
      const { signers, signatures } = await sign(next);

      await time.setNextBlockTimestamp(next.end - 1n);
      await expect(oracle.submit(next, signers, signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_PeriodNotOver")
        .withArgs(next.end, next.end - 1n);
      await time.setNextBlockTimestamp(next.end);
      await oracle.submit(next, signers, signatures);

      expect((await oracle.reportOf(1, 1)).end).to.equal(next.end);
    });
  });

  describe("given what it says is not plausible", () => {
    it("refuses with the bound it breaks", async () => {
      const { oracle, bounds, reporters, nextReport } = await given();
      const report = await nextReport();
      const installed = report.gpuSecondsAvailable;

      await expect(submitReport(oracle, { ...report, gpuSecondsAvailable: installed + 1n }, reporters))
        .to.be.revertedWithCustomError(bounds, "ReportBounds_AvailableAboveInstalled")
        .withArgs(installed + 1n, installed);
    });

    it("refuses it late as well: the long window is no way round a hard bound", async () => {
      const { oracle, bounds, reporters, inServiceAt, nextReport } = await given();
      const report = await nextReport();
      await time.increaseTo(inServiceAt + DAY + REPORT_DEADLINE + 1n);

      await expect(
        submitReport(oracle, { ...report, gpuSecondsAvailable: report.gpuSecondsAvailable + 1n }, reporters),
      ).to.be.revertedWithCustomError(bounds, "ReportBounds_AvailableAboveInstalled");
    });
  });

  describe("given no quorum agrees", () => {
    it("refuses too few, unsorted and strange signers (33)", async () => {
      const { oracle, quorum, reporters, stranger, nextReport, sign } = await given();
      const report = await nextReport();
      const [a, b, c] = reporters;
      const { signers, signatures } = await sign(report);

      await expect(submitReport(oracle, report, [a, b]))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_TooFewSignatures")
        .withArgs(2, 3);
      await expect(oracle.submit(report, signers.toReversed(), signatures.toReversed()))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_SignersNotAscending")
        .withArgs(c.address, b.address);
      await expect(submitReport(oracle, report, [a, b, stranger]))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_NotReporter")
        .withArgs(stranger.address);
    });

    it("refuses signatures for another set of reporters", async () => {
      const { oracle, quorum, reporters, nextReport } = await given();

      await expect(submitReport(oracle, await nextReport({ reporterSet: 2n }), reporters))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_WrongVersion")
        .withArgs(2n, 1n);
    });

    it("refuses a removed reporter's signature (33)", async () => {
      const { oracle, quorum, governor, reporters, nextReport, act } = await given();
      const [a, b, c, d] = reporters;
      await act(governor, quorum, "setReporters", [[a.address, b.address, c.address], 3, []]);

      await expect(submitReport(oracle, await nextReport(), [a, b, d]))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_NotReporter")
        .withArgs(d.address);
    });

    it("refuses signatures made for another oracle (33)", async () => {
      const { oracle, quorum, bounds, registry, manager, nextReport, sign } = await given();
      const other = await ethers.deployContract("RevenueOracle", [
        manager,
        registry,
        quorum,
        bounds,
        6,
        { window: WINDOW, longWindow: LONG_WINDOW, reportDeadline: REPORT_DEADLINE },
        ethers.ZeroAddress,
      ]);
      const report = await nextReport();
      const { signers, signatures } = await sign(report);

      await expect(other.submit(report, signers, signatures))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_BadSignature")
        .withArgs(signers[0], await other.digestOf(report));
      expect(await oracle.digestOf(report)).not.to.equal(await other.digestOf(report));
    });
  });

  describe("when the report is in order", () => {
    it("admits it with an ordinary window, from anyone", async () => {
      const { oracle, reporters, stranger, nextReport, sign } = await given();
      const report = await nextReport();
      const { signers, signatures } = await sign(report, [reporters[0], reporters[1], reporters[3]]);
      const now = BigInt(await time.latest()) + 10n;
      await time.setNextBlockTimestamp(now);

      await expect(oracle.connect(stranger).submit(report, signers, signatures))
        .to.emit(oracle, "ReportSubmitted")
        .withArgs(1n, 1n, Object.values(report), 0b1011n, now + WINDOW, false);

      expect(await oracle.reportOf(1, 1)).to.deep.equal([
        STATUS.Pending,
        0n,
        report.start,
        report.end,
        now,
        now + WINDOW,
        report.gross,
        report.energyCost,
        report.otherOpex,
        report.gpuSecondsAvailable,
        report.gpuSecondsSold,
        ethers.TypedDataEncoder.hashStruct("RevenueReport", REPORT_TYPES, report),
      ]);
      expect(await oracle.progressOf(1)).to.deep.equal([1n, 0n]);
    });

    it("keeps the widest values a report can hold", async () => {
      const { oracle, registry, curator, holder, governor, bounds, reporters, facts, act } = await given();
      const wide = { ...facts, gpuCount: 1_000_000n, systemWatts: 100_000n, pueBps: 30_000n, maxPeriod: 366n * DAY };
      await act(governor, bounds, "setPriceJump", [10_000]);
      await act(curator, registry, "register", [wide, holder.address]);
      const now = BigInt(await time.latest());
      await registry.connect(holder).commission(2, now - 366n * DAY);
      const seconds = 1_000_000n * 366n * DAY;
      const energyWh = (seconds * 100_000n * 3n) / 3_600n;
      const report: Report = {
        cluster: 2n,
        period: 1n,
        revision: 0n,
        reporterSet: 1n,
        clusterVersion: 1n,
        start: now - 366n * DAY,
        end: now,
        gpuSecondsAvailable: seconds,
        gpuSecondsSold: seconds,
        gross: (seconds * usdc(16)) / 3_600n,
        energyWh,
        energyCost: (energyWh * usdc(0.6)) / 1_000n,
        otherOpex: (seconds * usdc(3)) / 3_600n,
        evidenceRoot: ethers.ZeroHash,
      };

      await submitReport(oracle, report, reporters);

      const kept = await oracle.reportOf(2, 1);
      for (const name of [
        "start",
        "end",
        "gpuSecondsAvailable",
        "gpuSecondsSold",
        "gross",
        "energyCost",
        "otherOpex",
      ] as const) {
        expect(kept[name]).to.equal(report[name]);
      }
    });

    it("admits a day on which nothing was rented", async () => {
      const { oracle, reporters, nextReport } = await given();

      await submitReport(oracle, withNothingSold(await nextReport()), reporters);

      const { status, gross, gpuSecondsSold } = await oracle.reportOf(1, 1);
      expect([status, gross, gpuSecondsSold]).to.deep.equal([STATUS.Pending, 0n, 0n]);
    });

    it("admits the next period while earlier ones are pending, and starts it where the last one ended", async () => {
      const { oracle, report } = await given();
      const first = await report({ end: (await oracle.nextReport(1)).start + 3_600n });
      const second = await report({ end: first.end + 3_600n });

      expect(second.start).to.equal(first.end);
      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Pending);
      expect(await oracle.statusOf(1, 2)).to.equal(STATUS.Pending);
    });

    it("never lets a period be final before the one before it, and announces that", async () => {
      const { oracle, inServiceAt, report, nextReport, reporters } = await given();
      await nextReport();
      await time.increaseTo(inServiceAt + DAY + REPORT_DEADLINE + 1n);
      const late = await report();
      const next = await nextReport();

      await expect(submitReport(oracle, next, reporters))
        .to.emit(oracle, "ReportSubmitted")
        .withArgs(1n, 2n, Object.values(next), 0b1111n, late.finalAt, false);

      const second = await oracle.reportOf(1, 2);
      expect(late.finalAt).to.equal(late.submittedAt + LONG_WINDOW);
      expect(second.submittedAt + WINDOW).to.be.lessThan(late.finalAt);
      expect(second.finalAt).to.equal(late.finalAt);
    });
  });

  describe("given the report deadline (start + longest period + 3 days)", () => {
    for (const [name, after, window, long] of [
      ["takes the ordinary window in its last second", 0n, WINDOW, false],
      ["takes the long window one second later", 1n, LONG_WINDOW, true],
    ] as const) {
      it(name, async () => {
        const { oracle, inServiceAt, nextReport, sign } = await given();
        const report = await nextReport();
        const { signers, signatures } = await sign(report);
        const now = inServiceAt + DAY + REPORT_DEADLINE + after;
        await time.setNextBlockTimestamp(now);

        await expect(oracle.submit(report, signers, signatures))
          .to.emit(oracle, "ReportSubmitted")
          .withArgs(1n, 1n, Object.values(report), 0b0111n, now + window, long);
      });
    }
  });

  describe("given the period was marked missed", () => {
    it("asks for revision 1, and takes the long window", async () => {
      const { oracle, inServiceAt, nextReport, reporters } = await given();
      await nextReport();
      await time.increaseTo(inServiceAt + DAY + REPORT_DEADLINE);
      await oracle.markMissed(1);
      const report = await nextReport();

      await expect(submitReport(oracle, { ...report, revision: 0n }, reporters))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_WrongRevision")
        .withArgs(0n, 1n);
      await submitReport(oracle, report, reporters);

      const { status, revision, submittedAt, finalAt } = await oracle.reportOf(1, 1);
      expect([status, revision, finalAt - submittedAt]).to.deep.equal([STATUS.Pending, 1n, LONG_WINDOW]);
      expect((await oracle.nextReport(1)).revision).to.equal(0n);
    });
  });

  describe("given a price was final before", () => {
    for (const [name, factor, extra, window] of [
      ["takes the ordinary window 30 % higher", 13n, 0n, WINDOW],
      ["takes the long window beyond", 13n, 1n, LONG_WINDOW],
      ["takes the ordinary window 30 % lower", 7n, 0n, WINDOW],
      ["takes the long window below", 7n, -1n, LONG_WINDOW],
    ] as const) {
      it(name, async () => {
        const { report, reportFinal } = await given();
        const last = await reportFinal();

        const next = await report({ gross: (last.gross * factor) / 10n + extra });

        expect(next.finalAt - next.submittedAt).to.equal(window);
      });
    }

    it("compares with it even after a day that sold nothing", async () => {
      const { oracle, report, reportFinal, reporters, nextReport } = await given();
      const last = await reportFinal();
      await submitReport(oracle, withNothingSold(await nextReport()), reporters);
      await time.increase(WINDOW);

      const next = await report({ gross: (last.gross * 13n) / 10n + 1n });

      expect(next.finalAt - next.submittedAt).to.equal(LONG_WINDOW);
    });

    it("does not compare with one that is still pending", async () => {
      const { oracle, report } = await given();
      const { start } = await oracle.nextReport(1);
      const pending = await report({ end: start + 3_600n });

      const next = await report({ end: start + 7_200n, gross: pending.gross * 2n });

      expect(next.finalAt - next.submittedAt).to.equal(WINDOW);
    });
  });

  describe("given the last report was vetoed", () => {
    const vetoed = async () => {
      const statement = await given();
      const made = await statement.report();
      await statement.oracle.connect(statement.guardian).veto(1, 1);
      return { ...statement, made };
    };

    it("refuses a next period built on it", async () => {
      const { oracle, made, reporters, nextReport } = await vetoed();
      await time.increase(DAY);

      const next = await nextReport({ period: 2n, revision: 0n, start: made.end, end: made.end + DAY });
      await expect(submitReport(oracle, next, reporters))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_WrongPeriod")
        .withArgs(1n, 2n, 1n);
    });

    it("refuses the same revision again, and its signatures with it (34)", async () => {
      const { oracle, made, sign } = await vetoed();
      const { signers, signatures } = await sign(made);

      await expect(oracle.submit(made, signers, signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_WrongRevision")
        .withArgs(0n, 1n);
    });

    it("refuses a replacement that starts elsewhere", async () => {
      const { oracle, made, reporters, nextReport } = await vetoed();

      await expect(submitReport(oracle, await nextReport({ start: made.start + 1n, end: made.end }), reporters))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_WrongStart")
        .withArgs(made.start + 1n, made.start);
    });

    it("takes a replacement with another end, and the next period starts there", async () => {
      const { oracle, made, report } = await vetoed();

      const replacement = await report({ end: made.end - 3_600n });

      expect(replacement.revision).to.equal(1n);
      expect(replacement.finalAt - replacement.submittedAt).to.equal(LONG_WINDOW);
      expect(await oracle.progressOf(1)).to.deep.equal([1n, 0n]);
      expect((await oracle.nextReport(1)).start).to.equal(made.end - 3_600n);
    });

    it("counts revisions on with every veto", async () => {
      const { oracle, arbiter, report } = await vetoed();
      await report();
      await oracle.connect(arbiter).vetoAgain(1, 1);

      expect((await report()).revision).to.equal(2n);
    });
  });

  describe("given the last report is pending", () => {
    const pending = async () => {
      const statement = await given();
      const made = await statement.report();
      return { ...statement, made, right: { ...made, revision: 1n, gross: made.gross - 1n } };
    };

    it("takes a later revision of it instead, in the long window, and keeps what it said", async () => {
      const { oracle, made, right, reporters } = await pending();
      const first = await oracle.reportOf(1, 1);

      await submitReport(oracle, { ...right, revision: 3n }, reporters);

      const kept = await oracle.reportOf(1, 1);
      expect([kept.status, kept.revision, kept.gross]).to.deep.equal([STATUS.Pending, 3n, right.gross]);
      expect(kept.finalAt - kept.submittedAt).to.equal(LONG_WINDOW);
      expect(await oracle.progressOf(1)).to.deep.equal([1n, 0n]);
      expect(await oracle.storedUnder(1, 1, 0)).to.deep.equal([
        first.contentHash,
        made.start,
        first.submittedAt,
        0b0111n,
      ]);
      expect(await oracle.storedUnder(1, 1, 3)).to.deep.equal([
        kept.contentHash,
        made.start,
        kept.submittedAt,
        0b1111n,
      ]);
      expect(await oracle.storedUnder(1, 1, 1)).to.deep.equal([ethers.ZeroHash, 0n, 0n, 0n]);
      expect(await oracle.storedUnder(1, 2, 0)).to.deep.equal([ethers.ZeroHash, 0n, 0n, 0n]);
    });

    it("takes another end with it, and the next period starts there", async () => {
      const { oracle, made, right, reporters } = await pending();
      const end = made.end - 3_600n;

      await submitReport(oracle, { ...right, end, gpuSecondsAvailable: right.gpuSecondsSold }, reporters);

      expect((await oracle.nextReport(1)).start).to.equal(end);
    });

    it("refuses it an hour after its submission, and while it stands challenged", async () => {
      const { contradictions, oracle, quorum, made, right, reporters, sign } = await pending();
      const refused = () =>
        expect(submitReport(oracle, right, reporters))
          .to.be.revertedWithCustomError(oracle, "RevenueOracle_AlreadyReported")
          .withArgs(1n, 1n);
      const snapshot = await networkHelpers.takeSnapshot();

      await time.setNextBlockTimestamp(made.submittedAt + 3_600n);
      await refused();
      await snapshot.restore();
      await time.setNextBlockTimestamp(made.submittedAt + 3_599n);
      await submitReport(oracle, right, reporters);
      await snapshot.restore();
      const lie = { ...made, gross: made.gross + 1n };
      const { signers, signatures } = await sign(lie, reporters.slice(1));
      await contradictions.contradict(made, lie, [], signers, signatures);
      const seated = new Set(await quorum.reporters());
      const others = (await ethers.getSigners()).filter(({ address }) => seated.has(address));
      await expect(submitReport(oracle, { ...right, reporterSet: 3n }, others))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_AlreadyReported")
        .withArgs(1n, 1n);
    });

    it("refuses one beyond the revisions that reporters choose: a void report can be replaced for ever", async () => {
      const { oracle, right, reporters, guardian } = await pending();
      await submitReport(oracle, { ...right, revision: 63n }, reporters);

      await expect(submitReport(oracle, { ...right, revision: 64n }, reporters))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_AlreadyReported")
        .withArgs(1n, 1n);
      await oracle.connect(guardian).veto(1, 1);
      await expect(submitReport(oracle, { ...right, revision: 65n }, reporters))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_WrongRevision")
        .withArgs(65n, 64n);
      await submitReport(oracle, { ...right, revision: 64n }, reporters);

      expect((await oracle.reportOf(1, 1)).revision).to.equal(64n);
    });
  });

  describe("given a report with later ones behind it was vetoed", () => {
    const vetoed = async () => {
      const statement = await given();
      const { oracle, report, guardian } = statement;
      const { start } = await oracle.nextReport(1);
      const made = await report({ end: start + 3_600n });
      const later = await report({ end: start + 7_200n });
      await oracle.connect(guardian).veto(1, 1);
      return { ...statement, made, later };
    };

    it("refuses a replacement that leaves a gap or an overlap", async () => {
      const { oracle, made, reporters, nextReport } = await vetoed();

      for (const end of [made.end - 1n, made.end + 1n]) {
        await expect(submitReport(oracle, await nextReport({ end }), reporters))
          .to.be.revertedWithCustomError(oracle, "RevenueOracle_WrongEnd")
          .withArgs(end, made.end);
      }
    });

    it("takes one that fits; the later period waits for it and the next one follows the last", async () => {
      const { oracle, made, later, report } = await vetoed();

      const replacement = await report({ end: made.end });

      expect(await oracle.progressOf(1)).to.deep.equal([2n, 0n]);
      expect((await oracle.nextReport(1)).start).to.equal(later.end);
      expect(later.finalAt).to.be.lessThan(replacement.finalAt);
      await time.increaseTo(replacement.finalAt - 1n);
      expect(await oracle.statusOf(1, 2)).to.equal(STATUS.Pending);
      expect((await oracle.reportOf(1, 2)).finalAt).to.equal(replacement.finalAt);
      await time.increaseTo(replacement.finalAt);
      expect(await oracle.statusOf(1, 2)).to.equal(STATUS.Final);
    });

    it("lets new periods follow the later one meanwhile", async () => {
      const { oracle, later, reporters, nextReport } = await vetoed();
      const next = await nextReport({ period: 3n, revision: 0n, start: later.end, end: later.end + 3_600n });

      await submitReport(oracle, next, reporters);

      expect(await oracle.statusOf(1, 3)).to.equal(STATUS.Pending);
    });
  });

  describe("given two clusters", () => {
    it("keeps their periods apart", async () => {
      const { oracle, registry, curator, holder, facts, act, report } = await given();
      await act(curator, registry, "register", [facts, holder.address]);
      await registry.connect(holder).commission(2, await time.latest());

      await report();

      expect(await oracle.progressOf(1)).to.deep.equal([1n, 0n]);
      expect(await oracle.progressOf(2)).to.deep.equal([0n, 0n]);
      expect((await oracle.nextReport(2)).period).to.equal(1n);
    });
  });
});
