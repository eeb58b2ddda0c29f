import { expect } from "chai";
import { REPORT_TYPES, reportDomain } from "../support/reports.ts";
import { ethers, plainStatement } from "../support/statementFixture.ts";

const given = plainStatement;

const TYPE =
  "RevenueReport(uint256 cluster,uint32 period,uint32 revision,uint32 reporterSet," +
  "uint32 clusterVersion,uint40 start,uint40 end,uint64 gpuSecondsAvailable," +
  "uint64 gpuSecondsSold,uint128 gross,uint64 energyWh,uint128 energyCost,uint128 otherOpex," +
  "bytes32 evidenceRoot)";

describe("RevenueOracle.digestOf", () => {
  it("is what a wallet signs, off chain", async () => {
    const { oracle, nextReport } = await given();
    const report = await nextReport();

    const expected = ethers.TypedDataEncoder.hash(await reportDomain(oracle), REPORT_TYPES, report);

    expect(await oracle.digestOf(report)).to.equal(expected);
  });

  it("is the agreed type, and no field is left out", async () => {
    const { oracle, nextReport } = await given();
    const report = await nextReport();
    const digest = await oracle.digestOf(report);

    expect(ethers.TypedDataEncoder.from(REPORT_TYPES).encodeType("RevenueReport")).to.equal(TYPE);
    for (const [name, value] of Object.entries(report)) {
      const changed = typeof value === "bigint" ? value + 1n : ethers.ZeroHash;
      expect(await oracle.digestOf({ ...report, [name]: changed }), name).not.to.equal(digest);
    }
  });

  it("holds the widest values", async () => {
    const { oracle } = await given();
    const widest = Object.fromEntries(
      REPORT_TYPES.RevenueReport.map(({ name, type }) => [
        name,
        type === "bytes32" ? `0x${"ff".repeat(32)}` : 2n ** BigInt(type.slice(4)) - 1n,
      ]),
    ) as unknown as Parameters<typeof oracle.digestOf>[0];

    expect(await oracle.digestOf(widest)).to.equal(
      ethers.TypedDataEncoder.hash(await reportDomain(oracle), REPORT_TYPES, widest),
    );
  });

  it("tells its domain to whoever asks (ERC-5267)", async () => {
    const { oracle } = await given();
    const { name, version, chainId, verifyingContract } = await oracle.eip712Domain();

    expect({ name, version, chainId, verifyingContract }).to.deep.equal(await reportDomain(oracle));
  });
});
