import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { VaultParameters } from "../parameters.ts";
import type { ProtocolModule, VaultModule } from "./futures.ts";

/**
 * A vault of the protocol: what finances clusters out of it and what those work with, its lenses, its disputes and its
 * auction. Nothing of it has a role yet, and no source is bound.
 *
 * @param name Of the module: each vault of a protocol has its own.
 */
export function vaultModule(name: string, parameters: VaultParameters, protocol: ProtocolModule): VaultModule {
  return buildModule(name, (m) => {
    const { accessManager, registry, oracle, escrow, asset } = m.useModule(protocol);
    const { vault: terms, fee, bond: bondTerms, workouts: workoutTerms, drawLimits: limits } = parameters;

    const vaultTerms = { ...terms, feeBps: fee.bps, feeRecipient: fee.recipient };
    const vault = m.contract("GpuYieldVault", [accessManager, asset, vaultTerms]);
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
    const shares = m.contract("RevenueShareManager", [parts, oracle]);
    const loans = m.contract("LoanManager", [parts, oracle]);
    // The vault has made its queue, the manager of loans its ledger.
    const queue = m.contractAt("RedemptionQueue", m.staticCall(vault, "queue"));
    const ledger = m.contractAt("LoanLedger", m.staticCall(loans, "ledger"));
    const lens = m.contract("FacilityLens", [vault, registry]);
    const vaultLens = m.contract("VaultLens", [vault]);

    const disputes = m.contract("ReportDisputes", [accessManager, oracle, vault, escrow, { ...parameters.disputes }]);
    const auction = m.contract("CapitalAuction", [accessManager, origination, workouts]);
    return {
      ...{ vault, queue, vaultLens, shares, loans, ledger, lens, origination, covenants, losses, workouts },
      ...{ bond, drawLimits, drawEscrow, disputes, auction },
    };
  });
}
