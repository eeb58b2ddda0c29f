import { UNSET, type ParametersInput } from "../parameters.ts";
import { COMMON } from "./common.ts";

/** Base. */
export const base: ParametersInput = {
  network: "base",
  chainId: 8_453,
  asset: "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913", // Circle's native USDC
  assetDecimals: 6,
  what: COMMON.what,
  vault: COMMON.vault,
  bond: COMMON.bond,
  workouts: COMMON.workouts,
  drawLimits: COMMON.drawLimits,
  disputes: COMMON.disputes,
  stakes: COMMON.stakes,
  fee: { bps: COMMON.feeBps, recipient: UNSET },
  oracle: { ...COMMON.oracle, sequencerFeed: "0xBCF85224fc0756B9Fa45aA7892530B47e10b6433" }, // Chainlink's uptime feed
  bounds: COMMON.bounds,
  quorum: { reporters: [UNSET, UNSET, UNSET, UNSET], standbys: [UNSET, UNSET], threshold: COMMON.threshold },
  roles: { ...COMMON.delays, governor: UNSET, curator: UNSET, guardian: UNSET, arbiter: UNSET },
};
