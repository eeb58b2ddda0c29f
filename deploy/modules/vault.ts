import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { IgnitionModule } from "@nomicfoundation/ignition-core";
import type { ProtocolParameters } from "../parameters.ts";
import type { AuthorityModule, Deployed } from "./authority.ts";
import type { OracleModule } from "./oracle.ts";

export type VaultContracts = {
  vault: Deployed<"GpuYieldVault">;
  book: Deployed<"FacilityBook">;
  bond: Deployed<"OperatorBond">;
};

export type VaultModule = IgnitionModule<"Vault", string, VaultContracts>;

/** The vault and its book, bound to each other for life, its operators' bond, and the dollar where there is none. */
export function vaultModule(
  parameters: ProtocolParameters,
  authority: AuthorityModule,
  oracleParts: OracleModule,
): VaultModule {
  return buildModule("Vault", (m) => {
    const { accessManager } = m.useModule(authority);
    const { registry, oracle } = m.useModule(oracleParts);
    const { vault: terms, fee, bond: bondTerms } = parameters;

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
    const bond = m.contract("OperatorBond", [accessManager, vault, bondTerms.releaseDelay]);
    const book = m.contract("FacilityBook", [accessManager, vault, registry, oracle, fee.bps, fee.recipient]);
    m.call(vault, "bindBook", [book]);
    return { vault, book, bond };
  });
}
