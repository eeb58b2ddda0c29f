import { expect } from "chai";
import type { DisputeView } from "@gpu-yield-vaults/sdk/read";
import { hashTypedData } from "viem";
import { defenceStatement, readDefenceSignature, showDefenceSignature } from "../../src/lib/disputes/defence";
import { disputedReports } from "../../src/lib/disputes/disputedReports";
import { outcomesOf } from "../../src/lib/disputes/outcomes";
import { oracleEvent } from "./events";

const DAY = 86_400;
const NOW = 1_800_000_000;
const TIMES = { answerWindow: 2 * DAY, arbiterWindow: 5 * DAY };
const SIGNER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const DISPUTES = "0x5FbDB2315678afecb367f032d93F642f64180aa3";

describe("how a challenge can end", () => {
  it("is told with what comes back, what is awarded at most, and by when", () => {
    const rows = outcomesOf(1_001n, TIMES, NOW, false);
    expect(rows.map(({ name, back, award, by }) => [name, back, award, (by - NOW) / DAY])).to.deep.equal([
      ["corrected", 1_001n, 500n, 2],
      ["silent", 1_001n, 500n, 2],
      ["decidedForYou", 1_001n, 1_001n, 7],
      ["decidedAgainstYou", 0n, 0n, 7],
      ["vetoed", 1_001n, 0n, 7],
    ]);
  });

  it("has no award in a report's first hour", () => {
    expect(outcomesOf(1_001n, TIMES, NOW, true).map(({ award }) => award)).to.deep.equal([0n, 0n, 0n, 0n, 0n]);
  });
});

describe("reports that were disputed", () => {
  it("are told each once, the last to be first, and of these clusters alone", () => {
    const disputed = (cluster: bigint, period: number, revision = 0) =>
      oracleEvent(1, "ReportDisputed", { cluster, period, revision });
    const events = [disputed(1n, 3), disputed(2n, 1), disputed(9n, 1), disputed(1n, 3, 1), disputed(1n, 2)];
    const clusters = [
      { cluster: 1n, oracle: DISPUTES },
      { cluster: 2n, oracle: SIGNER },
    ] as const;
    expect(disputedReports(events, clusters)).to.deep.equal([
      { cluster: 1n, period: 2, oracle: DISPUTES },
      { cluster: 1n, period: 3, oracle: DISPUTES },
      { cluster: 2n, period: 1, oracle: SIGNER },
    ]);
  });
});

describe("a signature of a defence", () => {
  const dispute = { id: 4n, revision: 1, contentHash: `0x${"cc".repeat(32)}` } as unknown as DisputeView;
  const place = { cluster: 1n, period: 30, dispute };
  const statement = defenceStatement({ chainId: 31337, verifyingContract: DISPUTES }, place, 2);

  it("is of this report, revision, content, reporter set and dispute", () => {
    expect(statement.message).to.deep.equal({
      cluster: 1n,
      period: 30,
      revision: 1,
      reporterSet: 2,
      contentHash: dispute.contentHash,
      dispute: 4n,
    });
    const other = defenceStatement({ chainId: 31337, verifyingContract: DISPUTES }, place, 3);
    expect(hashTypedData(other)).not.to.equal(hashTypedData(statement));
  });

  it("goes through a file, and through text", () => {
    const signed = { signer: SIGNER, signature: "0x1234" } as const;
    expect(readDefenceSignature(showDefenceSignature(place, statement, signed), "s.json")).to.deep.equal(signed);
    expect(readDefenceSignature(`${SIGNER.toLowerCase()}:0x1234\n`, "text")).to.deep.equal(signed);
  });

  it("is refused where it is none", () => {
    for (const text of ["", "0x1234", "{}", `{"signer": "${SIGNER}", "signature": 1}`]) {
      expect(() => readDefenceSignature(text, "s.json")).to.throw("s.json is no signature of a defence.");
    }
  });
});
