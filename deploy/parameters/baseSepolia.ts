import { UNSET, type ParametersInput } from "../parameters.ts";
import { COMMON } from "./common.ts";

/** Base Sepolia. */
export const baseSepolia: ParametersInput = {
  network: "baseSepolia",
  chainId: 84_532,
  asset: "0x036CbD53842c5426634e7929541eC2318f3dCF7e", // Circle's test USDC
  assetDecimals: 6,
  what: COMMON.what,
  vault: COMMON.vault,
  bond: COMMON.bond,
  workouts: COMMON.workouts,
  drawLimits: COMMON.drawLimits,
  disputes: COMMON.disputes,
  stakes: COMMON.stakes,
  fee: { bps: COMMON.feeBps, recipient: UNSET },
  oracle: { ...COMMON.oracle, sequencerFeed: "none" },
  bounds: COMMON.bounds,
  quorum: { reporters: [UNSET, UNSET, UNSET, UNSET], standbys: [UNSET, UNSET], threshold: COMMON.threshold },
  roles: { ...COMMON.delays, governor: UNSET, curator: UNSET, guardian: UNSET, arbiter: UNSET },
};
