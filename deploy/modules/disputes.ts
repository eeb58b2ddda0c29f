import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { IgnitionModule } from "@nomicfoundation/ignition-core";
import type { ProtocolParameters } from "../parameters.ts";
import type { AuthorityModule, Deployed } from "./authority.ts";
import type { OracleModule } from "./oracle.ts";
import type { VaultModule } from "./vault.ts";

export type DisputesModule = IgnitionModule<"Disputes", string, { disputes: Deployed<"ReportDisputes"> }>;

/** Challenges of reports. */
export function disputesModule(
  parameters: ProtocolParameters,
  modules: { authority: AuthorityModule; oracle: OracleModule; vault: VaultModule },
): DisputesModule {
  return buildModule("Disputes", (m) => {
    const { accessManager } = m.useModule(modules.authority);
    const { oracle } = m.useModule(modules.oracle);
    const { vault, escrow } = m.useModule(modules.vault);
    const disputes = m.contract("ReportDisputes", [accessManager, oracle, vault, escrow, { ...parameters.disputes }]);
    return { disputes };
  });
}
