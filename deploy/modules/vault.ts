import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { IgnitionModule } from "@nomicfoundation/ignition-core";
import type { ProtocolParameters } from "../parameters.ts";
import type { AuthorityModule, ContractAt, Deployed, Library } from "./authority.ts";
import type { OracleModule } from "./oracle.ts";

export type VaultContracts = {
  vault: Deployed<"GpuYieldVault">;
  queue: ContractAt<"RedemptionQueue">;
  book: Deployed<"FacilityBook">;
  resolutions: ContractAt<"Resolutions">;
  origination: Deployed<"BookOrigination">;
  calendar: Library<"Calendar">;
  settlement: Library<"Settlement">;
  escrow: Deployed<"CollateralEscrow">;
  bond: Deployed<"OperatorBond">;
  underwriting: Deployed<"Underwriting">;
  milestones: Deployed<"Milestones">;
};

export type VaultModule = IgnitionModule<"Vault", string, VaultContracts>;

/** The vault and its book, bound to each other for life, what the book works with, the escrow, and the dollar where there is none. */
export function vaultModule(
  parameters: ProtocolParameters,
  authority: AuthorityModule,
  oracleParts: OracleModule,
): VaultModule {
  return buildModule("Vault", (m) => {
    const { accessManager } = m.useModule(authority);
    const { registry, oracle } = m.useModule(oracleParts);
    const { vault: terms, fee, bond: bondTerms, underwriting: limits } = parameters;

    const asset = parameters.asset === "TestDollar" ? m.contract("TestDollar") : parameters.asset;
    const vault = m.contract("GpuYieldVault", [accessManager, asset, { ...terms }]);
    const escrow = m.contract("CollateralEscrow", [accessManager, asset]);
    const bond = m.contract("OperatorBond", [accessManager, vault, escrow, bondTerms.releaseDelay]);
    const underwriting = m.contract("Underwriting", [accessManager, vault, { ...limits }]);
    const milestones = m.contract("Milestones", [vault]);
    const calendar = m.library("Calendar");
    const settlement = m.library("Settlement");
    const parts = { vault, registry, bond, underwriting, milestones };
    const origination = m.contract("BookOrigination", [accessManager, parts], { libraries: { Calendar: calendar } });
    const book = m.contract("FacilityBook", [accessManager, parts, origination, oracle, fee.bps, fee.recipient], {
      libraries: { Calendar: calendar, Settlement: settlement },
    });
    m.call(vault, "bindBook", [book]);
    // The vault has made its queue, and the book its resolutions.
    const queue = m.contractAt("RedemptionQueue", m.staticCall(vault, "queue"));
    const resolutions = m.contractAt("Resolutions", m.staticCall(book, "resolutions"));
    return {
      vault,
      queue,
      book,
      resolutions,
      escrow,
      bond,
      underwriting,
      milestones,
      origination,
      calendar,
      settlement,
    };
  });
}
