import type { HardhatEthers } from "@nomicfoundation/hardhat-ethers/types";
import type { BaseContract } from "ethers";
import type { ProtocolContracts } from "../../deploy/contracts.ts";
import { COMMON } from "../../deploy/parameters/common.ts";
import { UNLIMITED } from "../../deploy/parameters/local.ts";

type Neighbours = Record<"manager" | "vault" | "registry" | "bond", BaseContract>;

/** What finances clusters out of one vault. */
export type Managers = Pick<
  ProtocolContracts,
  | "shares"
  | "loans"
  | "ledger"
  | "lens"
  | "origination"
  | "covenants"
  | "losses"
  | "workouts"
  | "drawLimits"
  | "drawEscrow"
>;

/** Both managers with what they work with, around a vault that is there already; not bound to it yet. */
export async function deployManagers(
  ethers: HardhatEthers,
  { manager, vault, registry, bond }: Neighbours,
  oracle: BaseContract,
): Promise<Managers> {
  const drawLimits = await ethers.deployContract("DrawLimits", [manager, vault, registry, UNLIMITED]);
  const drawEscrow = await ethers.deployContract("DrawEscrow", [manager, vault, registry]);
  const covenants = await ethers.deployContract("Covenants", [vault, registry, drawLimits]);
  const losses = await ethers.deployContract("LossAnnouncements", [manager, vault, registry]);
  const workouts = await ethers.deployContract("Workouts", [manager, vault, registry, bond, losses, COMMON.workouts]);
  const origination = await ethers.deployContract("FacilityOrigination", [
    manager,
    { vault, registry, bond, drawLimits, drawEscrow, covenants },
  ]);
  const parts = { vault, registry, workouts, covenants, origination };
  const shares = await ethers.deployContract("RevenueShareManager", [parts, oracle]);
  const loans = await ethers.deployContract("LoanManager", [parts, oracle]);
  const ledger = await ethers.getContractAt("LoanLedger", await loans.ledger());
  const lens = await ethers.deployContract("FacilityLens", [vault, registry]);
  return { shares, loans, ledger, lens, origination, covenants, losses, workouts, drawLimits, drawEscrow };
}
