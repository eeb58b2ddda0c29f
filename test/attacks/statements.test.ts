import { expect } from "chai";
import { alone, signReport, submitReport } from "../support/reports.ts";
import { ethers, networkHelpers, plainStatement, STATUS } from "../support/statementFixture.ts";

/** Three have signed a report with two digits too many, which the oracle refuses, and then the right one. */
const fixture = async () => {
  const statement = await plainStatement();
  const { oracle, reporters } = statement;
  const right = await statement.nextReport();
  const typo = { ...right, gross: right.gross * 100n };
  const three = reporters.slice(0, 3);
  return { ...statement, right, typo, three, draft: await signReport(oracle, typo, three) };
};
const given = () => networkHelpers.loadFixture(fixture);

describe("A refused draft proves nothing", () => {
  it("61 three who signed a typing error and then the right report stay reporters, whatever is shown", async () => {
    const { contradictions, oracle, quorum, bounds, stranger, right, typo, three, draft } = await given();
    await expect(oracle.submit(typo, draft.signers, draft.signatures)).to.be.revertedWithCustomError(
      bounds,
      "ReportBounds_PriceOutOfBand",
    );
    await submitReport(oracle, right, three);
    const signed = await signReport(oracle, right, three);

    for (const [i, reporter] of draft.signers.entries()) {
      const pair = [alone(right, signed.signatures[i] ?? ""), alone(typo, draft.signatures[i] ?? "")] as const;
      await expect(contradictions.connect(stranger).eject(reporter, ...pair)).to.be.revertedWithCustomError(
        bounds,
        "ReportBounds_PriceOutOfBand",
      );
    }
    expect(await quorum.reporters()).to.have.length(4);
    expect(await quorum.threshold()).to.equal(3n);
  });

  it("61 a refused draft contradicts nothing", async () => {
    const { contradictions, oracle, bounds, right, typo, three, draft } = await given();
    await submitReport(oracle, right, three);

    await expect(
      contradictions.contradict(right, typo, [], draft.signers, draft.signatures),
    ).to.be.revertedWithCustomError(bounds, "ReportBounds_PriceOutOfBand");
    expect(await oracle.statusOf(1n, 1n)).to.equal(STATUS.Pending);
  });

  it("61 two signatures prove nothing while nothing is stored", async () => {
    const { contradictions, oracle, quorum, stranger, right, three } = await given();
    const other = { ...right, gross: right.gross - 1n };
    const signatureOf = async (report: typeof right) =>
      (await signReport(oracle, report, three.slice(0, 1))).signatures[0] ?? "";

    const [a] = three;
    if (a === undefined) throw new Error("nobody signs");
    const pair = [alone(right, await signatureOf(right)), alone(other, await signatureOf(other))] as const;
    await expect(contradictions.connect(stranger).eject(a, ...pair)).to.revert(ethers);
    expect(await quorum.isReporter(a)).to.equal(true);
  });
});
