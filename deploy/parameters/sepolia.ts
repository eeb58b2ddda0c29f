import { UNSET, type ParametersInput } from "../parameters.ts";
import { COMMON } from "./common.ts";

/** Sepolia. */
export const sepolia: ParametersInput = {
  network: "sepolia",
  chainId: 11_155_111,
  asset: "0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238", // Circle's test USDC
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
