import {
  findContradiction,
  isSignedReport,
  notSignedYet,
  signedReport,
  type RevenueReport,
} from "@gpu-yield-vaults/sdk/reports";
import { expect } from "chai";
import { DOMAIN, REPORT } from "./support/statements.ts";

const SIGNER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const signed = (changes: Partial<RevenueReport> = {}) => signedReport(SIGNER, DOMAIN, { ...REPORT, ...changes });

describe("what was signed before", () => {
  it("is contradicted by another content of its revision, and tells the first revision that is free", () => {
    const before = [signed(), signed({ revision: 1, gross: 1n })];
    expect(findContradiction(before, [signed({ gross: 2n })])).to.deep.equal({
      report: signed({ gross: 2n }),
      free: 2,
    });
    expect(findContradiction([], [signed(), signed({ gross: 2n })])?.free).to.equal(1);
  });

  it("is not contradicted by the same again, another revision, period, cluster, signer or reporter set", () => {
    const others = [signed(), signed({ revision: 1 }), signed({ period: 4 }), signed({ cluster: 8n, gross: 1n })];
    expect(findContradiction([signed()], [...others, signed({ reporterSet: 2 })])).to.equal(undefined);
    const other = signedReport("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC", DOMAIN, { ...REPORT, gross: 1n });
    expect(findContradiction([signed()], [other])).to.equal(undefined);
  });

  it("is written down once", () => {
    const fresh = signed({ period: 4 });
    expect(notSignedYet([signed()], [signed(), fresh, fresh])).to.deep.equal([fresh]);
  });

  it("is told from what else was kept there", () => {
    expect(isSignedReport(JSON.parse(JSON.stringify(signed())))).to.equal(true);
    for (const other of [null, [], { ...signed(), more: 1 }, { ...signed(), period: "3" }, { ...signed(), content: 1 }])
      expect(isSignedReport(other)).to.equal(false);
  });
});
