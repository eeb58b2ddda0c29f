import type { KeyPer } from "@gpu-yield-vaults/sdk/protocol";
import { firstOf, type Plan } from "../chain/plan.ts";
import type { VaultParameters } from "../parameters.ts";
import type { SharedAddresses } from "./protocol.ts";

/** Addresses of what there is once for each vault. */
export type VaultAddresses = Record<KeyPer<"vault">, string>;

/**
 * A vault of the protocol: what finances clusters out of it and what those work with, where other people's money lies,
 * its lenses, its disputes and its auction. Nothing of it has a role yet, and no source is bound.
 */
export async function planVault(
  plan: Plan,
  parameters: VaultParameters,
  { accessManager, registry, oracle, dollar }: SharedAddresses,
): Promise<VaultAddresses> {
  const { vault: terms, fee, bond: bondTerms, workouts: workoutTerms, drawLimits: limits } = parameters;

  const asset = parameters.asset === "TestDollar" ? dollar : parameters.asset;
  const vaultTerms = { ...terms, feeBps: fee.bps, feeRecipient: fee.recipient };
  const vault = await plan.create("GpuYieldVault", [accessManager, asset, vaultTerms]);
  const queue = firstOf(vault);
  const escrow = await plan.create("CollateralEscrow", [accessManager, asset]);
  const bond = await plan.create("OperatorBond", [accessManager, vault, registry, escrow, bondTerms.releaseDelay]);
  const drawLimits = await plan.create("DrawLimits", [accessManager, vault, registry, limits]);
  const drawEscrow = await plan.create("DrawEscrow", [accessManager, vault, registry]);
  const covenants = await plan.create("Covenants", [vault, registry, drawLimits]);
  const losses = await plan.create("LossAnnouncements", [accessManager, vault, registry]);
  const workouts = await plan.create("Workouts", [accessManager, vault, registry, bond, losses, workoutTerms]);
  const origination = await plan.create("FacilityOrigination", [
    accessManager,
    { vault, registry, bond, drawLimits, drawEscrow, covenants },
  ]);
  const parts = { vault, registry, workouts, covenants, origination };
  const shares = await plan.create("RevenueShareManager", [parts, oracle]);
  const loans = await plan.create("LoanManager", [parts, oracle]);
  const ledger = firstOf(loans);
  const lens = await plan.create("FacilityLens", [vault, registry]);
  const vaultLens = await plan.create("VaultLens", [vault]);
  const disputes = await plan.create("ReportDisputes", [accessManager, oracle, vault, escrow, parameters.disputes]);
  const auction = await plan.create("CapitalAuction", [accessManager, origination, workouts]);
  return {
    ...{ asset, vault, queue, vaultLens, shares, loans, ledger, lens, origination, covenants, losses, workouts },
    ...{ escrow, bond, drawLimits, drawEscrow, disputes, auction },
  };
}
