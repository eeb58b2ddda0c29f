import { expect } from "chai";
import { evidenceProof, evidenceRoot } from "@gpu-yield-vaults/sdk/reports";
import { concat, keccak256, toUtf8Bytes } from "ethers";
import {
  disputesAround,
  ethers,
  EVIDENCE,
  GROSS,
  networkHelpers,
  writeOver,
  type Disputing,
} from "../support/disputesFixture.ts";
import { REPORT_TYPES, submitReport, type Report } from "../support/reports.ts";

const PIECES = ["an invoice", "another invoice", "a meter reading", "a second reading", "a third"].map((text) =>
  toUtf8Bytes(text),
);
const ROOT = evidenceRoot(PIECES);

/** Period 1 is void, and its next revision carries the root of five pieces. */
async function deployEvident() {
  const fixture = await disputesAround();
  await fixture.oracle.connect(fixture.guardian).veto(1n, 1n);
  const report: Report = await fixture.report({ evidenceRoot: ROOT });
  return { ...fixture, evident: report };
}
const given = (): Promise<Disputing & { evident: Report }> => networkHelpers.loadFixture(deployEvident);

function proven(piece: Uint8Array): { pieceHash: string; proof: string[] } {
  const found = evidenceProof(piece, PIECES);
  if (!found) throw new Error("not among the pieces");
  return { pieceHash: found.pieceHash, proof: [...found.proof] };
}

/** The node above two others, whichever stands left. */
const nodeAbove = (one: string, other: string) => keccak256(concat([one, other].sort()));

describe("ReportDisputes.proveEvidence", () => {
  it("records each piece of the evidence, whoever shows it", async () => {
    const { disputes, stranger, evident } = await given();

    for (const piece of PIECES) {
      const { pieceHash, proof } = proven(piece);
      expect(await disputes.verifyEvidence(evident, pieceHash, proof)).to.equal(true);
      await expect(disputes.connect(stranger).proveEvidence(evident, pieceHash, proof))
        .to.emit(disputes, "EvidenceProven")
        .withArgs(1n, 1n, 1n, keccak256(piece), stranger);
    }
  });

  it("refuses a piece that is not there", async () => {
    const { disputes, evident } = await given();
    const forged = keccak256(toUtf8Bytes("a forgery"));
    const { proof } = proven(PIECES[0] ?? new Uint8Array());

    expect(await disputes.verifyEvidence(evident, forged, proof)).to.equal(false);
    await expect(disputes.proveEvidence(evident, forged, proof))
      .to.be.revertedWithCustomError(disputes, "ReportDisputes_NotInEvidence")
      .withArgs(forged, ROOT);
  });

  it("refuses an inner node for a piece", async () => {
    const { disputes, evident } = await given();
    const { pieceHash, proof } = proven(PIECES[0] ?? new Uint8Array());
    const [last = "", ...below] = proof.toReversed();
    const node = below.toReversed().reduce(nodeAbove, keccak256(pieceHash));
    expect(nodeAbove(node, last)).to.equal(ROOT);

    expect(await disputes.verifyEvidence(evident, node, [last])).to.equal(false);
  });

  it("refuses a report that was never said", async () => {
    const { disputes, oracle, evident } = await given();
    const { pieceHash, proof } = proven(PIECES[0] ?? new Uint8Array());
    const other = { ...evident, gross: evident.gross + 1n };
    const content = ethers.TypedDataEncoder.hashStruct("RevenueReport", REPORT_TYPES, other);

    expect(await disputes.verifyEvidence(other, pieceHash, proof)).to.equal(false);
    await expect(disputes.proveEvidence(other, pieceHash, proof))
      .to.be.revertedWithCustomError(disputes, "ReportDisputes_OtherReport")
      .withArgs(content);
    expect((await oracle.reportOf(1n, 1n)).contentHash).not.to.equal(content);
  });

  it("still proves against a report that was disputed and has been replaced", async () => {
    const { disputes, oracle, challenger, arbiter, evident, nextReport, reporters } = await given();
    const { pieceHash, proof } = proven(PIECES[2] ?? new Uint8Array());
    await disputes.connect(challenger).challenge(1n, 1n, 1n, GROSS, EVIDENCE);
    await oracle.connect(arbiter).vetoAgain(1n, 1n);
    expect(await disputes.verifyEvidence(evident, pieceHash, proof)).to.equal(true); // void, and kept

    const next = await nextReport();
    await submitReport(oracle, next, reporters.slice(0, 3));

    expect((await oracle.reportOf(1n, 1n)).revision).to.equal(2n);
    expect(await disputes.verifyEvidence(evident, pieceHash, proof)).to.equal(true);
  });

  it("reaches back as far as the oracle's ring, and to what was disputed", async () => {
    const disputing = await given();
    const { disputes, oracle, challenger, arbiter, evident, nextReport, reporters } = disputing;
    const { pieceHash, proof } = proven(PIECES[2] ?? new Uint8Array());
    await disputes.connect(challenger).challenge(1n, 1n, 1n, GROSS, EVIDENCE);
    await oracle.connect(arbiter).vetoAgain(1n, 1n);
    const replacement = await nextReport({ evidenceRoot: ROOT });
    await submitReport(oracle, replacement, reporters.slice(0, 3));
    await writeOver(disputing);

    expect(await disputes.verifyEvidence(evident, pieceHash, proof)).to.equal(true); // the dispute keeps it
    await expect(disputes.verifyEvidence(replacement, pieceHash, proof))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_Overwritten")
      .withArgs(1n, 1n, 2n);
    await expect(disputes.proveEvidence(replacement, pieceHash, proof))
      .to.be.revertedWithCustomError(oracle, "RevenueOracle_Overwritten")
      .withArgs(1n, 1n, 2n);
  });

  it("forgets a report that was replaced without a dispute", async () => {
    const { disputes, oracle, arbiter, evident, nextReport, reporters } = await given();
    const { pieceHash, proof } = proven(PIECES[2] ?? new Uint8Array());
    await oracle.connect(arbiter).vetoAgain(1n, 1n);
    await submitReport(oracle, await nextReport(), reporters.slice(0, 3));

    expect(await disputes.verifyEvidence(evident, pieceHash, proof)).to.equal(false);
  });
});
