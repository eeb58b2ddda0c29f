import type { VaultTermsStruct } from "../../build/types/contracts/GpuYieldVault.ts";
import { ZeroAddress } from "ethers";
import { DAY, HOUR } from "./units.ts";

/** Terms of a vault, changed where a test cares. */
export function vaultTerms(changes: Partial<VaultTermsStruct> = {}): VaultTermsStruct {
  return {
    name: "GPU Yield Vault",
    symbol: "gpuUSD",
    vestingFloor: DAY,
    vestingCap: 90n * DAY,
    capWholeTokens: 1n,
    epochLength: 7n * DAY,
    delinquencyLimitBps: 200n,
    toleranceBps: 50n,
    tick: HOUR,
    markdownPeriod: 90n * DAY,
    feeBps: 0n,
    feeRecipient: ZeroAddress,
    ...changes,
  };
}
