import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { ProtocolParameters } from "../parameters.ts";
import type { AuthorityModule } from "./authority.ts";
import type { OracleModule } from "./oracle.ts";

/** The vault and its book, bound to each other for life, and the dollar where there is none. */
export function vaultModule(parameters: ProtocolParameters, authority: AuthorityModule, oracleParts: OracleModule) {
  return buildModule("Vault", (m) => {
    const { accessManager } = m.useModule(authority);
    const { registry, oracle } = m.useModule(oracleParts);
    const { vault: terms, fee } = parameters;

    const asset = parameters.asset === "TestDollar" ? m.contract("TestDollar") : parameters.asset;
    const vault = m.contract("GpuYieldVault", [
      accessManager,
      asset,
      terms.name,
      terms.symbol,
      terms.vestingFloor,
      terms.vestingCap,
      terms.capWholeTokens,
    ]);
    const book = m.contract("FacilityBook", [accessManager, vault, registry, oracle, fee.bps, fee.recipient]);
    m.call(vault, "bindBook", [book]);
    return { vault, book };
  });
}

export type VaultModule = ReturnType<typeof vaultModule>;
