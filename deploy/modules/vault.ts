import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { IgnitionModule } from "@nomicfoundation/ignition-core";
import type { ProtocolParameters } from "../parameters.ts";
import type { AuthorityModule, ContractAt, Deployed } from "./authority.ts";
import type { OracleModule } from "./oracle.ts";

export type VaultContracts = {
  vault: Deployed<"GpuYieldVault">;
  queue: ContractAt<"RedemptionQueue">;
  router: Deployed<"VaultRouter">;
  vaultLens: Deployed<"VaultLens">;
  shares: Deployed<"RevenueShareManager">;
  loans: Deployed<"LoanManager">;
  ledger: ContractAt<"LoanLedger">;
  lens: Deployed<"FacilityLens">;
  origination: Deployed<"FacilityOrigination">;
  covenants: Deployed<"Covenants">;
  losses: Deployed<"LossAnnouncements">;
  workouts: Deployed<"Workouts">;
  escrow: Deployed<"CollateralEscrow">;
  bond: Deployed<"OperatorBond">;
  drawLimits: Deployed<"DrawLimits">;
  drawEscrow: Deployed<"DrawEscrow">;
};

export type VaultModule = IgnitionModule<"Vault", string, VaultContracts>;

/** The vault, its sources and what they work with, the lenses, the escrow, and the dollar where there is none. */
export function vaultModule(
  parameters: ProtocolParameters,
  authority: AuthorityModule,
  oracleParts: OracleModule,
): VaultModule {
  return buildModule("Vault", (m) => {
    const { accessManager } = m.useModule(authority);
    const { registry, oracle } = m.useModule(oracleParts);
    const { vault: terms, fee, bond: bondTerms, workouts: workoutTerms, drawLimits: limits } = parameters;

    const asset = parameters.asset === "TestDollar" ? m.contract("TestDollar") : parameters.asset;
    const vaultTerms = { ...terms, feeBps: fee.bps, feeRecipient: fee.recipient };
    const vault = m.contract("GpuYieldVault", [accessManager, asset, vaultTerms]);
    const escrow = m.contract("CollateralEscrow", [accessManager, asset]);
    const bond = m.contract("OperatorBond", [accessManager, vault, registry, escrow, bondTerms.releaseDelay]);
    const drawLimits = m.contract("DrawLimits", [accessManager, vault, registry, { ...limits }]);
    const drawEscrow = m.contract("DrawEscrow", [accessManager, vault, registry]);
    const covenants = m.contract("Covenants", [vault, registry, drawLimits]);
    const losses = m.contract("LossAnnouncements", [accessManager, vault, registry]);
    const workouts = m.contract("Workouts", [accessManager, vault, registry, bond, losses, { ...workoutTerms }]);
    const origination = m.contract("FacilityOrigination", [
      accessManager,
      { vault, registry, bond, drawLimits, drawEscrow, covenants },
    ]);
    const parts = { vault, registry, workouts, covenants, origination };
    const shares = m.contract("RevenueShareManager", [accessManager, parts, oracle]);
    const loans = m.contract("LoanManager", [accessManager, parts, oracle]);
    // The deployer is still the authority's only member.
    const first = m.call(vault, "bindSource", [shares], { id: "Source_shares" });
    // The vault lists them in this order.
    const second = m.call(vault, "bindSource", [loans], { id: "Source_loans", after: [first] });
    m.call(vault, "bindSource", [losses], { id: "Source_losses", after: [second] });
    const lens = m.contract("FacilityLens", [vault, registry]);
    const vaultLens = m.contract("VaultLens", [vault]);
    const router = m.contract("VaultRouter");
    // The vault has made its queue, the manager of loans its ledger.
    const queue = m.contractAt("RedemptionQueue", m.staticCall(vault, "queue"));
    const ledger = m.contractAt("LoanLedger", m.staticCall(loans, "ledger"));
    return {
      ...{ vault, queue, router, vaultLens, shares, loans, ledger, lens },
      ...{ origination, covenants, losses, workouts, escrow, bond, drawLimits, drawEscrow },
    };
  });
}
