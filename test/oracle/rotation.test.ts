import { expect } from "chai";
import { submitReport } from "../support/reports.ts";
import { networkHelpers, plainStatement, STATUS } from "../support/statementFixture.ts";

const { time } = networkHelpers;

/** Period 1 is pending, and a set of reporters without the first two is ready to take over. */
const fixture = async () => {
  const statement = await plainStatement();
  const { governor, quorum, reporters, stranger, ripe, report } = statement;
  const [, , c, d] = reporters;
  await statement.stake(stranger);
  const next = [c, d, stranger].sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
  const rotate = await ripe(governor, quorum, "setReporters", [next.map(({ address }) => address), 3, []]);
  const made = await report();
  return { ...statement, next, rotate, made };
};
const given = () => networkHelpers.loadFixture(fixture);

describe("A change of reporters inside a window (38)", () => {
  it("leaves the pending report pending, and it becomes final in the announced second", async () => {
    const { oracle, made, rotate } = await given();

    await rotate();

    expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Pending);
    await time.increaseTo(made.finalAt);
    const { isFinal, gross } = await oracle.finalReport(1, 1);
    expect([isFinal, gross]).to.deep.equal([true, made.gross]);
  });

  it("lets the guardian revoke it all the same", async () => {
    const { oracle, guardian, rotate } = await given();
    await rotate();

    await oracle.connect(guardian).veto(1, 1);

    expect(await oracle.statusOf(1, 1)).to.equal(STATUS.Void);
  });

  it("voids signatures in flight", async () => {
    const { oracle, quorum, rotate, nextReport, sign } = await given();
    const report = await nextReport();
    const { signers, signatures } = await sign(report);
    await rotate();

    await expect(oracle.submit(report, signers, signatures))
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_WrongVersion")
      .withArgs(1n, 2n);
  });

  it("leaves the next report to the next set, and refuses who is gone (33)", async () => {
    const { oracle, quorum, rotate, next, reporters, nextReport } = await given();
    await rotate();
    const report = await nextReport();

    expect(report.reporterSet).to.equal(2n);
    await expect(submitReport(oracle, report, reporters.slice(0, 3)))
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_NotReporter")
      .withArgs(reporters[0].address);
    await submitReport(oracle, report, next);

    expect(await oracle.statusOf(1, 2)).to.equal(STATUS.Pending);
  });
});
