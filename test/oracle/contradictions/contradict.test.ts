import { expect } from "chai";
import { REPORT_TYPES, submitReport, type Report } from "../../support/reports.ts";
import { DAY, ethers, networkHelpers, plainStatement, STATUS } from "../../support/statementFixture.ts";

const { time } = networkHelpers;
const HOUR = 3_600n;

/** Period 1 is pending, signed by the first three; `lie` says the operator billed one unit less. */
const fixture = async () => {
  const statement = await plainStatement();
  const made = await statement.report();
  return { ...statement, made, lie: { ...made, gross: made.gross - 1n } };
};
const given = () => networkHelpers.loadFixture(fixture);

/**
 * The same of a period of an hour less; `longer` ends in the second after that in which the pending one was submitted.
 */
const shorter = async () => {
  const statement = await plainStatement();
  const { inServiceAt } = statement;
  const made = await statement.report({ end: inServiceAt + DAY - HOUR });
  return { ...statement, made, longer: { ...made, end: made.submittedAt + 1n } };
};

const hash = (report: Report) => ethers.TypedDataEncoder.hashStruct("RevenueReport", REPORT_TYPES, report);

/** The same, with a change to 4 of 4 of the same reporters ready to be made. */
const beforeRotation = async () => {
  const statement = await plainStatement();
  const { governor, quorum, reporters, ripe, report } = statement;
  const addresses = reporters.map(({ address }) => address);
  const rotate = await ripe(governor, quorum, "setReporters", [addresses, 4, []]);
  const made = await report();
  return { ...statement, rotate, made, lie: { ...made, gross: made.gross - 1n } };
};
const rotated = () => networkHelpers.loadFixture(beforeRotation);

describe("Contradictions.contradict", () => {
  describe("given there is nothing open to contradict", () => {
    it("refuses a period that was never reported, or missed", async () => {
      const { contradictions, oracle, lie, made, sign } = await given();
      const [first, next] = [
        { ...made, period: 2n },
        { ...lie, period: 2n },
      ];
      const { signers, signatures } = await sign(next);
      const refusal = () =>
        expect(contradictions.contradict(first, next, [], signers, signatures))
          .to.be.revertedWithCustomError(contradictions, "Contradictions_OtherReport")
          .withArgs(hash(first), ethers.ZeroHash);

      await refusal();
      await time.increase(10n * DAY);
      await oracle.markMissed(1);
      await refusal();
    });

    it("refuses a revision that another has replaced", async () => {
      const { contradictions, oracle, lie, made, sign, reporters } = await given();
      const { signers, signatures } = await sign(lie);
      await submitReport(oracle, { ...made, revision: 1n }, reporters.slice(0, 3));

      await expect(contradictions.contradict(made, lie, [], signers, signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_WrongRevision")
        .withArgs(0n, 1n);
    });

    it("refuses a void report", async () => {
      const { contradictions, oracle, lie, made, guardian, sign } = await given();
      const { signers, signatures } = await sign(lie);
      await oracle.connect(guardian).veto(1, 1);

      await expect(contradictions.contradict(made, lie, [], signers, signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen")
        .withArgs(1n, 1n, STATUS.Void);
    });

    it("takes it in the window's last second and refuses it in the next (37)", async () => {
      const { contradictions, oracle, lie, made, sign } = await given();
      const { signers, signatures } = await sign(lie);
      const snapshot = await networkHelpers.takeSnapshot();

      await time.setNextBlockTimestamp(made.finalAt);
      await expect(contradictions.contradict(made, lie, [], signers, signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen")
        .withArgs(1n, 1n, STATUS.Final);
      await snapshot.restore();
      await time.setNextBlockTimestamp(made.finalAt - 1n);
      await contradictions.contradict(made, lie, [], signers, signatures);

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Challenged);
    });

    it("refuses a report that is latched as final", async () => {
      const { contradictions, oracle, lie, made, sign } = await given();
      const { signers, signatures } = await sign(lie);
      await time.increaseTo(made.finalAt);
      await oracle.finalize(1);

      await expect(contradictions.contradict(made, lie, [], signers, signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen")
        .withArgs(1n, 1n, STATUS.Final);
    });

    it("refuses a second contradiction (37)", async () => {
      const { contradictions, oracle, lie, made, sign, reporters } = await given();
      const first = await sign(lie, reporters.slice(1));
      await contradictions.contradict(made, lie, [], first.signers, first.signatures);

      await expect(contradictions.contradict(made, lie, [], first.signers, first.signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen")
        .withArgs(1n, 1n, STATUS.Challenged);
    });
  });

  describe("given the report is no contradiction", () => {
    it("refuses another revision, and another period", async () => {
      const { contradictions, oracle, lie, made, sign } = await given();
      for (const other of [
        { ...lie, revision: 1n },
        { ...lie, period: 2n },
      ]) {
        const { signers, signatures } = await sign(other);

        await expect(contradictions.contradict(made, other, [], signers, signatures))
          .to.be.revertedWithCustomError(contradictions, "Contradictions_NoConflict")
          .withArgs(hash(other), (await oracle.reportOf(1, 1)).contentHash);
      }
    });

    it("refuses what the oracle would have refused in its place, for that reason", async () => {
      const { contradictions, oracle, bounds, lie, made, sign } = await given();
      const refused = async (changes: Partial<typeof lie>) => {
        const other = { ...lie, ...changes };
        const { signers, signatures } = await sign(other);
        return expect(contradictions.contradict(made, other, [], signers, signatures)).to.be;
      };

      await (
        await refused({ clusterVersion: 2n })
      )
        .revertedWithCustomError(oracle, "RevenueOracle_WrongClusterVersion")
        .withArgs(2n, 1n);
      await (
        await refused({ start: made.start + 1n })
      )
        .revertedWithCustomError(contradictions, "Contradictions_WrongStart")
        .withArgs(made.start + 1n, made.start);
      await (
        await refused({ gross: made.gross * 100n })
      ).revertedWithCustomError(bounds, "ReportBounds_PriceOutOfBand");
    });

    it("refuses a period that had not ended when the pending report was submitted, also if it has since", async () => {
      const { contradictions, oracle, sign, made, longer } = await networkHelpers.loadFixture(shorter);
      await time.increase(HOUR);
      const { signers, signatures } = await sign(longer);

      await expect(contradictions.contradict(made, longer, [], signers, signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_PeriodNotOver")
        .withArgs(longer.end, made.submittedAt);
    });

    it("refuses the same content, whoever signs it", async () => {
      const { contradictions, oracle, made, sign, reporters } = await given();
      const { signers, signatures } = await sign(made, reporters.slice(1));
      const { contentHash } = await oracle.reportOf(1, 1);

      await expect(contradictions.contradict(made, made, [], signers, signatures))
        .to.be.revertedWithCustomError(contradictions, "Contradictions_NoConflict")
        .withArgs(contentHash, contentHash);
    });

    it("refuses the same content signed anew by the next set of reporters", async () => {
      const { contradictions, oracle, made, sign, reporters, rotate } = await rotated();
      await rotate();
      const again = { ...made, reporterSet: 2n };
      const { signers, signatures } = await sign(again, reporters);

      await expect(contradictions.contradict(made, again, [], signers, signatures))
        .to.be.revertedWithCustomError(contradictions, "Contradictions_NoConflict")
        .withArgs(hash(again), (await oracle.reportOf(1, 1)).contentHash);
    });

    it("refuses what no quorum says", async () => {
      const { contradictions, quorum, lie, made, sign, reporters } = await given();
      const { signers, signatures } = await sign(lie, reporters.slice(0, 2));

      await expect(contradictions.contradict(made, lie, [], signers, signatures))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_TooFewSignatures")
        .withArgs(2, 3);
    });
  });

  describe("when a second quorum of the same reporters says otherwise (41)", () => {
    it("lets the first report stand, challenged, and ejects who signed both", async () => {
      const { contradictions, oracle, quorum, lie, made, sign, reporters, stranger } = await given();
      const [a, b, c, d] = reporters;
      const { signers, signatures } = await sign(lie, [b, c, d]);
      const { contentHash } = await oracle.reportOf(1, 1);
      const standbys = await quorum.standbys();

      const contradiction = contradictions.connect(stranger).contradict(made, lie, [], signers, signatures);

      await expect(contradiction)
        .to.emit(oracle, "ReportChallenged")
        .withArgs(1n, 1n, contentHash, ethers.TypedDataEncoder.hashStruct("RevenueReport", REPORT_TYPES, lie))
        .and.to.emit(contradictions, "EquivocationProven")
        .withArgs(b.address, 1n, 1n)
        .and.to.emit(contradictions, "EquivocationProven")
        .withArgs(c.address, 1n, 1n)
        .and.to.emit(quorum, "ReporterEjected")
        .withArgs(b.address, 2n, standbys[0])
        .and.to.emit(quorum, "ReporterEjected")
        .withArgs(c.address, 3n, standbys[1]);
      expect(new Set(await quorum.reporters())).to.deep.equal(new Set([a.address, d.address, ...standbys]));
      expect(await quorum.threshold()).to.equal(3n);
      const kept = await oracle.reportOf(1, 1);
      expect([kept.status, kept.gross]).to.deep.equal([STATUS.Challenged, made.gross]);
      expect(await oracle.finalityOf(1)).to.deep.equal([0n, 1n]);
    });

    it("keeps it from becoming final, and what comes after it too", async () => {
      const { contradictions, oracle, lie, sign, reporters, nextReport, made } = await given();
      await submitReport(oracle, await nextReport({ end: made.end + 3_600n }), reporters);
      const { signers, signatures } = await sign(lie, reporters.slice(1));
      await contradictions.contradict(made, lie, [], signers, signatures);
      await time.increase(30n * DAY);

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Challenged);
      expect(await oracle.statusOf(1, 2)).to.equal(STATUS.Pending);
      expect((await oracle.finalReport(1, 1)).isFinal).to.equal(false);
    });

    it("ejects nobody but who signed both: the smallest overlap of two quorums", async () => {
      const { contradictions, quorum, lie, made, sign, reporters } = await given();
      const [a, , , d] = reporters;
      const { signers, signatures } = await sign(lie, reporters);
      const standbys = await quorum.standbys();

      await contradictions.contradict(made, lie, [], signers, signatures);

      expect(new Set(await quorum.reporters())).to.deep.equal(new Set([d.address, ...standbys]));
      expect(await quorum.threshold()).to.equal(3n);
      expect(await quorum.isReporter(a)).to.equal(false);
    });
  });

  describe("when the next set of reporters says otherwise (38, 41)", () => {
    it("challenges the report and ejects nobody: they may be others", async () => {
      const { contradictions, oracle, quorum, lie, made, sign, reporters, rotate } = await rotated();
      await rotate();
      const other = { ...lie, reporterSet: 2n };
      const { signers, signatures } = await sign(other, reporters);

      await expect(contradictions.contradict(made, other, [], signers, signatures)).not.to.emit(
        contradictions,
        "EquivocationProven",
      );

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Challenged);
      expect(await quorum.reporters()).to.deep.equal(reporters.map(({ address }) => address));
    });
  });

  describe("given 32 reporters have all signed both (47)", () => {
    it("ejects all of them within a block", async () => {
      const { contradictions, oracle, quorum, governor, act, nextReport, sign, stake, deployer } =
        await plainStatement();
      const many = Array.from(
        { length: 32 },
        (_, i) => new ethers.Wallet(ethers.id(`one of many ${i}`), ethers.provider),
      );
      const addresses = many.map(({ address }) => address).sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
      for (const wallet of many) {
        await deployer.sendTransaction({ to: wallet, value: 10n ** 17n });
        await stake(wallet);
      }
      await act(governor, quorum, "setReporters", [addresses, 22, []]);
      const report = await nextReport();
      const first = await sign(report, many);
      await oracle.connect(deployer).submit(report, first.signers, first.signatures);
      const lie = { ...report, gross: report.gross + 1n };
      const second = await sign(lie, many);

      const receipt = await (
        await contradictions.contradict(report, lie, [], second.signers, second.signatures)
      ).wait();

      expect(await quorum.reporters()).to.deep.equal([]);
      expect(receipt?.gasUsed ?? 0n).to.be.lessThan(10_000_000n);
    });
  });
});
