import type { RevenueReport } from "@gpu-yield-vaults/sdk/reports";

/** In what a figure is told. */
export type FigureUnit = "seconds" | "gpuHours" | "share" | "money" | "kilowattHours";

/** One figure of two reports. Absent where it can't be reckoned: a price of nothing sold. */
export type ComparedFigure = {
  name: string;
  unit: FigureUnit;
  before: bigint | undefined;
  now: bigint | undefined;
  /** What it has changed by, in bps of what it was; absent where one of them is absent, or it was nothing. */
  changeBps: bigint | undefined;
};

const SECONDS_PER_HOUR = 3_600n;
const WATTS_PER_KILOWATT = 1_000n;

type Measure = (report: RevenueReport) => bigint | undefined;

const FIGURES: readonly (readonly [name: string, unit: FigureUnit, measure: Measure])[] = [
  ["Length", "seconds", ({ start, end }) => BigInt(end - start)],
  ["GPU-hours offered", "gpuHours", ({ gpuSecondsAvailable }) => gpuSecondsAvailable],
  ["GPU-hours sold", "gpuHours", ({ gpuSecondsSold }) => gpuSecondsSold],
  ["Sold of what was offered", "share", (report) => per(report.gpuSecondsSold, 10_000n, report.gpuSecondsAvailable)],
  ["Billed", "money", ({ gross }) => gross],
  ["Per GPU-hour sold", "money", ({ gross, gpuSecondsSold }) => per(gross, SECONDS_PER_HOUR, gpuSecondsSold)],
  ["Energy", "kilowattHours", ({ energyWh }) => energyWh],
  ["Energy cost", "money", ({ energyCost }) => energyCost],
  ["Per kWh", "money", ({ energyCost, energyWh }) => per(energyCost, WATTS_PER_KILOWATT, energyWh)],
  ["Other costs", "money", ({ otherOpex }) => otherOpex],
];

/** What a report says beside what another one said: the period before it as a rule. */
export function compareReports(before: RevenueReport | undefined, now: RevenueReport): readonly ComparedFigure[] {
  return FIGURES.map(([name, unit, measure]) => {
    const [then, current] = [before && measure(before), measure(now)];
    return { name, unit, before: then, now: current, changeBps: changeOf(then, current) };
  });
}

function changeOf(before: bigint | undefined, now: bigint | undefined): bigint | undefined {
  if (before === undefined || now === undefined || before === 0n) return undefined;
  return ((now - before) * 10_000n) / before;
}

function per(sum: bigint, scale: bigint, count: bigint): bigint | undefined {
  return count === 0n ? undefined : (sum * scale) / count;
}
