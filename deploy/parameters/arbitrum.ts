import { UNSET, type ParametersInput } from "../parameters.ts";
import { COMMON } from "./common.ts";

/** Arbitrum One. */
export const arbitrum: ParametersInput = {
  network: "arbitrum",
  chainId: 42_161,
  asset: "0xaf88d065e77c8cC2239327C5EDb3A432268e5831", // Circle's native USDC
  assetDecimals: 6,
  what: COMMON.what,
  vault: COMMON.vault,
  bond: COMMON.bond,
  workouts: COMMON.workouts,
  drawLimits: COMMON.drawLimits,
  disputes: COMMON.disputes,
  stakes: COMMON.stakes,
  fee: { bps: COMMON.feeBps, recipient: UNSET },
  oracle: { ...COMMON.oracle, sequencerFeed: "0xFdB631F5EE196F0ed6FAa767959853A9F217697D" }, // Chainlink's uptime feed
  bounds: COMMON.bounds,
  quorum: { reporters: [UNSET, UNSET, UNSET, UNSET], standbys: [UNSET, UNSET], threshold: COMMON.threshold },
  roles: { ...COMMON.delays, governor: UNSET, curator: UNSET, guardian: UNSET, arbiter: UNSET },
};
