import { contentOf, digestOf, typedDataOf } from "@gpu-yield-vaults/sdk/reports";
import { expect } from "chai";
import { TypedDataEncoder } from "ethers";
import { ARRAY_TYPES, REPORT_TYPES } from "../../support/reports.ts";
import { ARRAY, DOMAIN, REPORT, SINGLE } from "./support/statements.ts";

describe("typed data of reports", () => {
  it("hashes one report as a wallet does", () => {
    expect(digestOf(SINGLE)).to.equal(TypedDataEncoder.hash(DOMAIN, REPORT_TYPES, REPORT));
    expect(typedDataOf(SINGLE).primaryType).to.equal("RevenueReport");
  });

  it("hashes an array as a wallet does, in its order", () => {
    const { reports } = ARRAY;
    expect(digestOf(ARRAY)).to.equal(TypedDataEncoder.hash(DOMAIN, ARRAY_TYPES, { reports }));
    expect(digestOf({ domain: DOMAIN, reports: reports.toReversed() })).not.to.equal(digestOf(ARRAY));
    expect(digestOf({ domain: DOMAIN, reports: [REPORT] })).not.to.equal(digestOf(SINGLE));
  });

  it("tells two contents of one revision apart, whichever set signs them", () => {
    const struct = TypedDataEncoder.hashStruct("RevenueReport", REPORT_TYPES, { ...REPORT, reporterSet: 0 });
    expect(contentOf(REPORT)).to.equal(struct);
    expect(contentOf({ ...REPORT, reporterSet: 9 })).to.equal(struct);
    expect(contentOf({ ...REPORT, otherOpex: REPORT.otherOpex + 1n })).not.to.equal(struct);
  });
});
