import { brokenBound, checkBounds, type Measured, type ReportLimits } from "@gpu-yield-vaults/sdk/reports";
import { expect } from "chai";
import { REPORT } from "./support/statements.ts";

const LIMITS: ReportLimits = {
  ...{ systemWatts: 1_275, pueBps: 12_500, leastBusyWatts: 200, otherOpexCap: 3_000_000n },
  ...{ minPrice: 500_000n, maxPrice: 12_000_000n, minTariff: 10_000n, maxTariff: 600_000n },
};
const INSTALLED = 691_200n;

const broken = (figures: Partial<Measured>) =>
  checkBounds({ ...REPORT, ...figures }, INSTALLED, LIMITS)
    .filter(({ isKept }) => !isKept)
    .map(({ bound }) => bound);

describe("the bounds of a report", () => {
  it("are told with the figure and what it may be, in the chain's order", () => {
    expect(checkBounds(REPORT, INSTALLED, LIMITS)).to.deep.equal([
      { bound: "offered", figure: 691_200n, least: 0n, most: 691_200n, isKept: true },
      { bound: "sold", figure: 345_600n, least: 0n, most: 691_200n, isKept: true },
      { bound: "energy", figure: 153_000n, least: 19_200n, most: 306_000n, isKept: true },
      { bound: "price", figure: 2_100_000n, least: 500_000n, most: 12_000_000n, isKept: true },
      { bound: "tariff", figure: 100_000n, least: 10_000n, most: 600_000n, isKept: true },
      { bound: "otherCosts", figure: 19_200_001n, least: 0n, most: 576_000_000n, isKept: true },
    ]);
  });

  it("have no price and no tariff where nothing was sold and nothing drawn", () => {
    const idle = { gpuSecondsSold: 0n, gross: 0n, energyWh: 0n, energyCost: 0n };
    const checks = checkBounds({ ...REPORT, ...idle }, INSTALLED, LIMITS);
    expect(checks.filter(({ figure }) => figure === undefined).map(({ bound }) => bound)).to.deep.equal([
      "price",
      "tariff",
    ]);
    expect(checks.every(({ isKept }) => isKept)).to.equal(true);
  });

  for (const [what, figures, bounds] of [
    ["a GPU-second more than installed", { gpuSecondsAvailable: 691_201n }, ["offered"]],
    ["a GPU-second more than offered", { gpuSecondsSold: 691_201n, gross: 400_000_000n }, ["sold"]],
    ["a watt-hour more than it can draw", { energyWh: 306_001n }, ["energy"]],
    ["a watt-hour less than it must", { energyWh: 19_199n, energyCost: 1_919_900n }, ["energy"]],
    ["a unit above the dearest hour", { gross: 1_152_000_001n }, ["price"]],
    ["a unit below the cheapest hour", { gross: 47_999_999n }, ["price"]],
    ["billed, and nothing sold", { gpuSecondsSold: 0n }, ["price"]],
    ["sold, and nothing billed", { gross: 0n }, ["price"]],
    ["a unit above the dearest kWh", { energyCost: 91_800_001n }, ["tariff"]],
    ["charged, and nothing drawn", { energyWh: 0n, gpuSecondsSold: 0n, gross: 0n }, ["tariff"]],
    ["a unit above the cap", { otherOpex: 576_000_001n }, ["otherCosts"]],
  ] as const) {
    it(`are broken by ${what}, and by what the chain refuses alone`, () => {
      expect(broken(figures)).to.deep.equal(bounds);
      expect(brokenBound({ ...REPORT, ...figures }, INSTALLED, LIMITS)).not.to.equal(undefined);
    });
  }
});
