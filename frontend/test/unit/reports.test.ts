import { showStatement, signedReport, type RevenueReport } from "@gpu-yield-vaults/sdk/reports";
import { expect } from "chai";
import type { Address } from "viem";
import { compareReports } from "../../src/lib/reports/compareReports";
import { changeWords, figureWords } from "../../src/lib/reports/figureWords";
import { lapsesOf } from "../../src/lib/reports/lapses";
import { isStatementText, readGivenSignature, readGivenStatement } from "../../src/lib/reports/readGiven";
import { linkedReport, reportLink } from "../../src/lib/reports/reportLink";
import { seatsOf } from "../../src/lib/reports/seats";
import { recordSigning, signedBefore } from "../../src/lib/reports/signedStore";
import { submissionOf, submissionsOf } from "../../src/lib/reports/submissions";
import { DOMAIN, REPORT } from "../../../test/sdk/reports/support/statements.ts";
import { oracleEvent } from "./events";

const ORACLE = DOMAIN.verifyingContract;
const SIGNER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const OTHER = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const ASSET = { address: ORACLE, symbol: "tUSD", decimals: 6 } as Parameters<typeof figureWords>[2];
const HERE = { chainId: 31337, name: "Local chain" };

const submitted = (report: RevenueReport, longWindow = false) =>
  oracleEvent(1, "ReportSubmitted", {
    cluster: report.cluster,
    period: report.period,
    report,
    signers: 0b1011n,
    finalAt: 5,
    longWindow,
  });

describe("a report beside another", () => {
  const before = { ...REPORT, period: 2, gross: 100_800_000n, gpuSecondsSold: 0n, otherOpex: 0n };
  const rows = compareReports(before, REPORT);
  const row = (name: string) => rows.find((each) => each.name === name);

  it("tells what each figure has changed by, in bps", () => {
    expect(row("Billed")).to.deep.include({ before: 100_800_000n, now: 201_600_000n, changeBps: 10_000n });
    expect(row("Length")).to.deep.include({ before: 86_400n, now: 86_400n, changeBps: 0n });
  });

  it("tells of no change where there is nothing to compare with", () => {
    expect(row("Per GPU-hour sold")).to.deep.include({ before: undefined, now: 2_100_000n, changeBps: undefined });
    expect(row("Other costs")).to.deep.include({ before: 0n, now: 19_200_001n, changeBps: undefined });
    const [first] = compareReports(undefined, REPORT);
    expect(first).to.deep.include({ before: undefined, now: 86_400n, changeBps: undefined });
  });

  it("is read by people", () => {
    const words = (name: string) => {
      const figure = row(name);
      if (!figure) throw new Error(name);
      return [figureWords(figure.now, figure.unit, ASSET), changeWords(figure)];
    };
    expect(words("Billed")).to.deep.equal(["201.60", "+100.00 %"]);
    expect(words("Length")).to.deep.equal(["1 d", "as before"]);
    expect(words("GPU-hours sold")).to.deep.equal(["96.00", "–"]);
    expect(words("Sold of what was offered")).to.deep.equal(["50.00 %", "–"]);
    expect(words("Energy")).to.deep.equal(["153.00 kWh", "as before"]);
  });
});

describe("what was submitted", () => {
  const revised = { ...REPORT, revision: 1, gross: 1n };
  const events = [
    submitted(REPORT),
    submitted({ ...REPORT, cluster: 8n }, true),
    submitted(revised, true),
    oracleEvent(1, "PeriodMissed", { cluster: 7n, period: 9, deadline: 1 }),
    oracleEvent(1, "PeriodMissed", { cluster: 8n, period: 2, deadline: 1 }),
  ];

  it("is told by cluster, period and revision", () => {
    const submissions = submissionsOf(events, 7n);
    expect(submissions.map(({ report }) => report)).to.deep.equal([REPORT, revised]);
    expect(submissionOf(submissions, 3)?.report.gross).to.equal(1n);
    expect(submissionOf(submissions, 3, 0)?.report.gross).to.equal(REPORT.gross);
    expect(submissionOf(submissions, 4)).to.equal(undefined);
  });

  it("tells which periods were missed, and which took the long window", () => {
    expect(lapsesOf(events, 7n)).to.deep.equal({ missed: [9], longWindow: [3] });
    expect(lapsesOf(events, 8n)).to.deep.equal({ missed: [2], longWindow: [3] });
  });
});

describe("seats", () => {
  it("have signed by the bits of who had them, counted from 1; an empty one has nobody", () => {
    const nobody = `0x${"00".repeat(20)}` as const;
    expect(seatsOf([SIGNER, nobody, OTHER], 0b101n)).to.deep.equal([
      { number: 1, reporter: SIGNER, hasSigned: true },
      { number: 2, reporter: undefined, hasSigned: false },
      { number: 3, reporter: OTHER, hasSigned: true },
    ]);
  });
});

describe("a report that was given", () => {
  const text = showStatement({ domain: DOMAIN, report: REPORT }, 6);
  const places = [{ cluster: 7n, oracle: ORACLE }];
  const refusal = (given: string, here = HERE, known: { cluster: bigint; oracle: Address }[] = places) => {
    try {
      readGivenStatement(given, "r.json", here, known);
    } catch (error) {
      return (error as Error).message;
    }
    return "none";
  };

  it("is told from a signature, and read as the command line reads it", () => {
    expect([text, "{}", "0x12", '{"format": "gpu-yield-vaults/signature/1"}'].map(isStatementText)).to.deep.equal([
      true,
      false,
      false,
      false,
    ]);
    expect(readGivenStatement(text, "r.json", HERE, places).statement).to.deep.equal({
      domain: DOMAIN,
      report: REPORT,
    });
  });

  it("is refused where it is changed, or of another chain, vault or oracle", () => {
    expect(refusal(text.replace("201600000", "201600001"))).to.match(
      /^r\.json is no report to be signed: it has been changed \(its digest is 0x/,
    );
    expect(refusal(text, { chainId: 1, name: "Mainnet" })).to.equal(
      "r.json is for chain 31337; this page is about Mainnet, 1.",
    );
    expect(refusal(text, HERE, [])).to.equal("r.json is about cluster 7, which is not this vault’s.");
    expect(refusal(text, HERE, [{ cluster: 7n, oracle: OTHER }])).to.equal(
      "r.json is for another oracle than the one that cluster 7 listens to.",
    );
  });

  it("takes no text that is no signature of it", async () => {
    const error = await readGivenSignature("hello", "s.txt", { statement: { domain: DOMAIN, report: REPORT } }).catch(
      (caught: unknown) => caught,
    );
    expect((error as Error).message).to.match(/^s\.txt is no signature of this report: it is not JSON/);
  });

  it("goes through a link whole, with its signatures, and is none where it is not", () => {
    const signatures = [{ signer: SIGNER, signature: "0x1234" } as const];
    const link = reportLink("https://vault.example/reports/?vault=0x1#old", text, signatures);
    expect(link).to.match(/^https:\/\/vault\.example\/reports\/\?vault=0x1#report=[\w-]+&signature=0x[\w:]+$/);
    const read = linkedReport(new URL(link).hash);
    expect(read?.signatures).to.deep.equal([`${SIGNER}:0x1234`]);
    expect(readGivenStatement(read?.statement ?? "", "link", HERE, places).statement).to.deep.equal({
      domain: DOMAIN,
      report: REPORT,
    });
    expect(
      [linkedReport(""), linkedReport("#other=1"), linkedReport("#report=%")].every((read) => read === undefined),
    ).to.equal(true);
  });
});

describe("what was signed in this browser", () => {
  function storage(): Storage {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    } as Storage;
  }

  it("is written down, and no second content of one revision is", () => {
    const store = storage();
    const first = signedReport(SIGNER, DOMAIN, REPORT);
    const second = signedReport(SIGNER, DOMAIN, { ...REPORT, gross: 1n });
    expect(recordSigning(store, [first])).to.equal(undefined);
    expect(recordSigning(store, [first])).to.equal(undefined);
    expect(recordSigning(store, [second])).to.deep.equal({ report: second, free: 1 });
    expect(signedBefore(store)).to.deep.equal([first]);
  });

  it("is nothing where something else was kept there", () => {
    expect(signedBefore({ getItem: () => "no JSON" })).to.deep.equal([]);
    expect(signedBefore({ getItem: () => '[{"signer": 1}]' })).to.deep.equal([]);
  });
});
