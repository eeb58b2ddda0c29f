import type { BrokenBound, ReportLimits } from "../reports/bounds.ts";
import { showAmount } from "../text/amount.ts";
import { ASSET_DECIMALS, type AnyColumn, type ScenarioRow } from "./row.ts";

/** A rule that a well-formed row breaks, and the column to look at. */
export type BrokenRule = {
  column: AnyColumn;
  rule: string;
};

const money = (amount: bigint) => showAmount(amount, ASSET_DECIMALS);

/**
 * A bound that a row's figures break, in words.
 *
 * @param factor The GPUs that its seconds were reckoned with.
 */
export function describeBound(bound: BrokenBound, row: ScenarioRow, limits: ReportLimits, factor: string): BrokenRule {
  switch (bound.field) {
    case "gpuSecondsAvailable":
      return broken("gpu_seconds_available", `${row.gpuSecondsAvailable} is above ${factor} × duration, ${bound.most}`);
    case "gpuSecondsSold":
      return broken("gpu_seconds_sold", `${row.gpuSecondsSold} is above gpu_seconds_available, ${bound.most}`);
    case "energyWh":
      return broken(
        "energy_wh",
        "most" in bound
          ? `${row.energyWh} is above what the cluster can draw, ${bound.most} Wh ` +
              `(${factor} × system watts × PUE × hours)`
          : `${row.energyWh} is below what the hours sold must draw, ${bound.least} Wh`,
      );
    case "gross":
      return broken("gross_revenue", describeGross(bound, row, limits));
    case "energyCost": {
      const { tariff } = bound;
      const found = tariff === undefined ? "charged although no energy was drawn" : `${money(tariff)} per kWh`;
      const band = `${money(limits.minTariff)} to ${money(limits.maxTariff)}`;
      return broken("energy_cost", `is ${found}, outside the band of ${row.gpuModel}, ${band}`);
    }
    case "otherOpex":
      return broken(
        "other_opex",
        `${money(row.otherOpex)} is above the cap of ${money(limits.otherOpexCap)} per installed GPU-hour, ` +
          money(bound.most),
      );
  }
}

function describeGross(
  bound: Extract<BrokenBound, { field: "gross" }>,
  { gross, gpuSecondsSold, gpuModel }: ScenarioRow,
  { minPrice, maxPrice }: ReportLimits,
): string {
  if ("price" in bound) {
    const band = `${money(minPrice)} to ${money(maxPrice)}`;
    return `is ${money(bound.price)} per GPU-hour sold, outside the band of ${gpuModel}, ${band}`;
  }
  return bound.why === "nothingSold"
    ? `is ${money(gross)} although nothing was sold`
    : `is 0 although ${gpuSecondsSold} GPU-seconds were sold`;
}

/** Every rule's sentence begins with its column. */
export const broken = (column: AnyColumn, rest: string): BrokenRule => ({ column, rule: `${column} ${rest}` });
