import { expect } from "chai";
import { network } from "hardhat";
import { REPORT_TYPES, submitReport } from "../support/reports.ts";
import { DAY, deployStatement, STATUS } from "../support/statementFixture.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;

/** Period 1 is pending, signed by the first three; `lie` says the operator billed one unit less. */
const fixture = async () => {
  const statement = await deployStatement(connection);
  const made = await statement.report();
  return { ...statement, made, lie: { ...made, gross: made.gross - 1n } };
};
const given = () => networkHelpers.loadFixture(fixture);

const plain = () => deployStatement(connection);

/** The same, with a change to 4 of 4 of the same reporters ready to be made. */
const beforeRotation = async () => {
  const statement = await deployStatement(connection);
  const { governor, quorum, reporters, ripe, report } = statement;
  const addresses = reporters.map(({ address }) => address);
  const rotate = await ripe(governor, quorum, "setReporters", [addresses, 4]);
  const made = await report();
  return { ...statement, rotate, made, lie: { ...made, gross: made.gross - 1n } };
};
const rotated = () => networkHelpers.loadFixture(beforeRotation);

describe("RevenueOracle.contradict", () => {
  describe("given there is nothing open to contradict", () => {
    it("refuses a period that was never reported, or missed", async () => {
      const { oracle, lie, made, sign } = await given();
      const next = { ...lie, period: 2n };
      const { signers, signatures } = await sign(next);
      const refusal = (status: bigint) =>
        expect(oracle.contradict(made, next, [], signers, signatures))
          .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen")
          .withArgs(1n, 2n, status);

      await refusal(STATUS.None);
      await time.increase(10n * DAY);
      await oracle.markMissed(1);
      await refusal(STATUS.Missed);
    });

    it("refuses a void report", async () => {
      const { oracle, lie, made, guardian, sign } = await given();
      const { signers, signatures } = await sign(lie);
      await oracle.connect(guardian).veto(1, 1);

      await expect(oracle.contradict(made, lie, [], signers, signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen")
        .withArgs(1n, 1n, STATUS.Void);
    });

    it("takes it in the window's last second and refuses it in the next (37)", async () => {
      const { oracle, lie, made, sign } = await given();
      const { signers, signatures } = await sign(lie);
      const snapshot = await networkHelpers.takeSnapshot();

      await time.setNextBlockTimestamp(made.finalAt);
      await expect(oracle.contradict(made, lie, [], signers, signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen")
        .withArgs(1n, 1n, STATUS.Final);
      await snapshot.restore();
      await time.setNextBlockTimestamp(made.finalAt - 1n);
      await oracle.contradict(made, lie, [], signers, signatures);

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Challenged);
    });

    it("refuses a report that is latched as final", async () => {
      const { oracle, lie, made, sign } = await given();
      const { signers, signatures } = await sign(lie);
      await time.increaseTo(made.finalAt);
      await oracle.finalize(1);

      await expect(oracle.contradict(made, lie, [], signers, signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen")
        .withArgs(1n, 1n, STATUS.Final);
    });

    it("refuses a second contradiction (37)", async () => {
      const { oracle, lie, made, sign, reporters } = await given();
      const first = await sign(lie, reporters.slice(1));
      await oracle.contradict(made, lie, [], first.signers, first.signatures);

      await expect(oracle.contradict(made, lie, [], first.signers, first.signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NotOpen")
        .withArgs(1n, 1n, STATUS.Challenged);
    });
  });

  describe("given the report is no contradiction", () => {
    it("refuses another revision", async () => {
      const { oracle, lie, made, sign } = await given();
      const other = { ...lie, revision: 1n };
      const { signers, signatures } = await sign(other);

      await expect(oracle.contradict(made, other, [], signers, signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_WrongRevision")
        .withArgs(1n, 0n);
    });

    it("refuses another version of the hardware", async () => {
      const { oracle, lie, made, sign } = await given();
      const other = { ...lie, clusterVersion: 2n };
      const { signers, signatures } = await sign(other);

      await expect(oracle.contradict(made, other, [], signers, signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_WrongClusterVersion")
        .withArgs(2n, 1n);
    });

    it("refuses the same content, whoever signs it", async () => {
      const { oracle, made, sign, reporters } = await given();
      const { signers, signatures } = await sign(made, reporters.slice(1));
      const { contentHash } = await oracle.reportOf(1, 1);

      await expect(oracle.contradict(made, made, [], signers, signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NoConflict")
        .withArgs(contentHash);
    });

    it("refuses the same content signed anew by the next set of reporters", async () => {
      const { oracle, made, sign, reporters, rotate } = await rotated();
      await rotate();
      const again = { ...made, reporterSet: 2n };
      const { signers, signatures } = await sign(again, reporters);

      await expect(oracle.contradict(made, again, [], signers, signatures))
        .to.be.revertedWithCustomError(oracle, "RevenueOracle_NoConflict")
        .withArgs((await oracle.reportOf(1, 1)).contentHash);
    });

    it("refuses what no quorum says", async () => {
      const { oracle, quorum, lie, made, sign, reporters } = await given();
      const { signers, signatures } = await sign(lie, reporters.slice(0, 2));

      await expect(oracle.contradict(made, lie, [], signers, signatures))
        .to.be.revertedWithCustomError(quorum, "ReporterQuorum_TooFewSignatures")
        .withArgs(2, 3);
    });
  });

  describe("when a second quorum of the same reporters says otherwise (41)", () => {
    it("lets the first report stand, challenged, and ejects who signed both", async () => {
      const { oracle, quorum, lie, made, sign, reporters, stranger } = await given();
      const [a, b, c, d] = reporters;
      const { signers, signatures } = await sign(lie, [b, c, d]);
      const { contentHash } = await oracle.reportOf(1, 1);

      const contradiction = oracle.connect(stranger).contradict(made, lie, [], signers, signatures);

      await expect(contradiction)
        .to.emit(oracle, "ReportChallenged")
        .withArgs(1n, 1n, contentHash, ethers.TypedDataEncoder.hashStruct("RevenueReport", REPORT_TYPES, lie))
        .and.to.emit(oracle, "EquivocationProven")
        .withArgs(b.address, 1n, 1n)
        .and.to.emit(oracle, "EquivocationProven")
        .withArgs(c.address, 1n, 1n)
        .and.to.emit(quorum, "ReporterEjected")
        .withArgs(b.address, 2n, 3n)
        .and.to.emit(quorum, "ReporterEjected")
        .withArgs(c.address, 3n, 2n);
      expect(await quorum.reporters()).to.deep.equal([a.address, d.address]);
      const kept = await oracle.reportOf(1, 1);
      expect([kept.status, kept.gross]).to.deep.equal([STATUS.Challenged, made.gross]);
      expect(await oracle.finalityOf(1)).to.deep.equal([0n, 1n]);
    });

    it("keeps it from becoming final, and what comes after it too", async () => {
      const { oracle, lie, sign, reporters, nextReport, made } = await given();
      await submitReport(oracle, await nextReport({ end: made.end + 3_600n }), reporters);
      const { signers, signatures } = await sign(lie, reporters.slice(1));
      await oracle.contradict(made, lie, [], signers, signatures);
      await time.increase(30n * DAY);

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Challenged);
      expect(await oracle.statusOf(1, 2)).to.equal(STATUS.Pending);
      expect((await oracle.finalReport(1, 1)).isFinal).to.equal(false);
    });

    it("ejects nobody but who signed both: the smallest overlap of two quorums", async () => {
      const { oracle, quorum, lie, made, sign, reporters } = await given();
      const [a, , , d] = reporters;
      const { signers, signatures } = await sign(lie, reporters);

      await oracle.contradict(made, lie, [], signers, signatures);

      expect(await quorum.reporters()).to.deep.equal([d.address]);
      expect(await quorum.threshold()).to.equal(1n);
      expect(await quorum.isReporter(a)).to.equal(false);
    });
  });

  describe("when the next set of reporters says otherwise (38, 41)", () => {
    it("challenges the report and ejects nobody: they may be others", async () => {
      const { oracle, quorum, lie, made, sign, reporters, rotate } = await rotated();
      await rotate();
      const other = { ...lie, reporterSet: 2n };
      const { signers, signatures } = await sign(other, reporters);

      await expect(oracle.contradict(made, other, [], signers, signatures)).not.to.emit(oracle, "EquivocationProven");

      expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Challenged);
      expect(await quorum.reporters()).to.deep.equal(reporters.map(({ address }) => address));
    });
  });

  describe("given 32 reporters have all signed both (47)", () => {
    it("ejects all of them within a block", async () => {
      const { oracle, quorum, governor, act, nextReport, sign, deployer } = await networkHelpers.loadFixture(plain);
      const many = Array.from(
        { length: 32 },
        (_, i) => new ethers.Wallet(ethers.id(`one of many ${i}`), ethers.provider),
      );
      const addresses = many.map(({ address }) => address).sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
      await act(governor, quorum, "setReporters", [addresses, 22]);
      const report = await nextReport();
      const first = await sign(report, many);
      await oracle.connect(deployer).submit(report, first.signers, first.signatures);
      const lie = { ...report, gross: report.gross + 1n };
      const second = await sign(lie, many);

      const receipt = await (await oracle.contradict(report, lie, [], second.signers, second.signatures)).wait();

      expect(await quorum.reporters()).to.deep.equal([]);
      expect(receipt?.gasUsed ?? 0n).to.be.lessThan(10_000_000n);
    });
  });
});
