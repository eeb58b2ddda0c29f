import type { VaultTermsStruct } from "../../build/types/contracts/GpuYieldVault.ts";
import { DAY } from "./units.ts";

/** Terms of a vault, changed where a test cares. */
export function vaultTerms(changes: Partial<VaultTermsStruct> = {}): VaultTermsStruct {
  return {
    name: "GPU Yield Vault",
    symbol: "gpuUSD",
    vestingFloor: DAY,
    vestingCap: 90n * DAY,
    capWholeTokens: 1n,
    epochLength: 7n * DAY,
    lateLimitBps: 200n,
    ...changes,
  };
}
