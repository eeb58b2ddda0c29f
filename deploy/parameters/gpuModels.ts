import type { ParametersInput } from "../parameters.ts";

/** A GPU model of 2026. Money in whole units of the asset per GPU-hour. */
export type GpuModelFacts = {
  systemWatts: number; // W at the wall per GPU: the most its system draws, by the GPUs in it
  leastBusyWatts: number; // W that a rented GPU draws at the least: about a sixth of it
  offered: readonly [lowest: string, highest: string]; // firm price of any provider on any day
  band: readonly [minPrice: string, maxPrice: string]; // that a report may state
};

/**
 * The models that clusters are built of. Firm prices are the lowest and the highest of 15 providers from 2026-07-06 to
 * 2026-08-08, by gpurentalprices.com (CC BY 4.0). Rents fall with age and rise with scarcity: a band reaches from a
 * quarter of the lowest to a quarter above the highest, and a little further.
 */
export const GPU_MODELS = {
  // DGX H100 and DGX H200, 10.2 kW for 8
  "H100-SXM5": { systemWatts: 1_275, leastBusyWatts: 200, offered: ["2.25", "12.29"], band: ["0.50", "16.00"] },
  "H200-SXM": { systemWatts: 1_275, leastBusyWatts: 200, offered: ["2.60", "10.60"], band: ["0.60", "14.00"] },
  // DGX B200, 14.3 kW for 8
  B200: { systemWatts: 1_788, leastBusyWatts: 280, offered: ["3.49", "16.11"], band: ["0.80", "21.00"] },
  // DGX B300, 14.5 kW for 8
  B300: { systemWatts: 1_813, leastBusyWatts: 280, offered: ["4.99", "16.00"], band: ["1.20", "21.00"] },
  // DGX A100, 6.5 kW for 8
  "A100-SXM4-80GB": { systemWatts: 813, leastBusyWatts: 130, offered: ["1.38", "5.1207"], band: ["0.30", "6.50"] },
  // 8 of 750 W, with their server
  MI300X: { systemWatts: 1_250, leastBusyWatts: 200, offered: ["1.99", "3.45"], band: ["0.45", "4.50"] },
  // 8 of 350 W, with their server
  L40S: { systemWatts: 500, leastBusyWatts: 80, offered: ["0.88", "3.7664"], band: ["0.20", "5.00"] },
} as const satisfies Record<string, GpuModelFacts>;

/** What energy and other running costs may come to, whatever the model. */
export const COST_LIMITS = { minTariff: "0.01", maxTariff: "0.60", otherOpexCap: "3.00" } as const;

/** What a report about each of them is held against. Watts at the wall are registered with each cluster. */
export const MODEL_BOUNDS: ParametersInput["bounds"]["models"] = Object.fromEntries(
  Object.entries(GPU_MODELS).map(([model, { leastBusyWatts, band }]) => [
    model,
    { minPrice: band[0], maxPrice: band[1], leastBusyWatts, ...COST_LIMITS },
  ]),
);
