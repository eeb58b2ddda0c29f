import type { BuiltReport, ExpectedReport } from "@gpu-yield-vaults/sdk/reports";
import { readTelemetry } from "@gpu-yield-vaults/sdk/telemetry";
import { expect } from "chai";
import { scenarioFile } from "../../scripts/support/scenarioFile.ts";
import { DOMAIN, REPORT } from "../reports/support/statements.ts";

const DAY = 86_400;
const START = Date.UTC(2025, 0, 1) / 1000;

const EXPECTED: ExpectedReport = {
  ...{ domain: DOMAIN, registry: DOMAIN.verifyingContract, cluster: 1n, period: 1, revision: 0, reporterSet: 1 },
  ...{ start: START, name: "a", model: "H100-SXM5", assetDecimals: 6, blockNumber: 1n, now: START + 2 * DAY },
  limits: {
    ...{ systemWatts: 1_275, pueBps: 12_500, leastBusyWatts: 200, otherOpexCap: 3_000_000n },
    ...{ minPrice: 500_000n, maxPrice: 12_000_000n, minTariff: 10_000n, maxTariff: 600_000n },
  },
};

const read = (text: string) => readTelemetry(new TextEncoder().encode(text), "f.csv");

describe("telemetry of a cluster that has lost GPUs", () => {
  const text = scenarioFile([{ from: 0, to: 24, gpus: 8, left: 7 }]);

  /** What is wrong of the row, where the chain counts so many GPU-seconds. */
  function broken(installed: number): string | undefined {
    const telemetry = read(text);
    const row = telemetry.find(EXPECTED);
    if (typeof row === "string") throw new Error(row);
    const built: BuiltReport = { report: { ...REPORT, ...row, cluster: 1n }, installed: BigInt(installed) };
    return telemetry.findBroken(row, built, EXPECTED);
  }

  it("is bounded by what the chain counts second by second, whatever count the row has", () => {
    expect(broken(7 * DAY)).to.equal(undefined);
    expect(broken(7 * DAY - 1)).to.equal(
      "f.csv:2:6: gpu_seconds_available 604800 is above GPUs in service × duration, 604799",
    );
  });
});

describe("telemetry that is no table", () => {
  it("is refused with its place, whichever cluster is asked for", () => {
    expect(read("").find(EXPECTED)).to.equal("f.csv:1:1: the file is empty; a header is needed");
    const open = scenarioFile([{ from: 0, to: 24 }]).replace("a,H100", 'a,"H100');
    expect(read(open).find(EXPECTED)).to.match(/^f\.csv:\d+:1: not well-formed CSV: /);
  });

  it("has no row of a cluster that is not in it, nor one beyond its rows", () => {
    const telemetry = read(scenarioFile([{ from: 0, to: 24 }]));
    expect(telemetry.find({ ...EXPECTED, name: "b" })).to.equal("no period of b starts at 2025-01-01T00:00:00Z");
    expect(telemetry.find(EXPECTED, 2)).to.equal("no period of a is row 2 of 1");
  });
});
