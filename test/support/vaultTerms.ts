import type { VaultTermsStruct } from "../../build/types/contracts/GpuYieldVault.ts";
import { getAddress } from "ethers";
import { DAY, HOUR } from "./units.ts";

/** Where the fee goes, and what everybody leaves behind. */
export const TREASURY = getAddress(`0x${"fee".padStart(40, "0")}`);

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
    feeRecipient: TREASURY,
    ...changes,
  };
}
