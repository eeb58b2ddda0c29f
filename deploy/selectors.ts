import { Interface, type JsonFragment } from "ethers";
import type { ArtifactManager } from "hardhat/types/artifacts";
import { PERMISSIONS, ROLES, type Role, type Target } from "./roles.ts";

/** The contract behind each name in the deployment. */
export const CONTRACTS = {
  registry: "ClusterRegistry",
  quorum: "ReporterQuorum",
  bounds: "ReportBounds",
  oracle: "RevenueOracle",
  vault: "GpuYieldVault",
  shares: "RevenueShareManager",
  loans: "LoanManager",
  origination: "FacilityOrigination",
  losses: "LossAnnouncements",
  workouts: "Workouts",
  escrow: "CollateralEscrow",
  bond: "OperatorBond",
  drawLimits: "DrawLimits",
  drawEscrow: "DrawEscrow",
  disputes: "ReportDisputes",
  auction: "CapitalAuction",
  accessManager: "AccessManager",
} as const satisfies Record<Target, string>;

/** One role's functions on one contract. */
export type Grant = {
  target: Target;
  role: Role;
  functions: readonly { name: string; selector: string }[];
};

/** `PERMISSIONS` with the selector of every function, out of the compiled contracts. */
export async function readGrants(artifacts: ArtifactManager): Promise<readonly Grant[]> {
  const grants: Grant[] = [];
  for (const target of typedKeys(PERMISSIONS)) {
    const { abi } = await artifacts.readArtifact(CONTRACTS[target]);
    const contract = new Interface(abi as readonly JsonFragment[]);
    const permissions: Partial<Record<Role, readonly string[]>> = PERMISSIONS[target];
    for (const role of typedKeys(ROLES)) {
      const names = permissions[role] ?? [];
      if (names.length === 0) continue;
      const functions = names.map((name) => {
        const selector = contract.getFunction(name)?.selector;
        if (!selector) throw new Error(`${CONTRACTS[target]} has no function ${name}`);
        return { name, selector };
      });
      grants.push({ target, role, functions });
    }
  }
  return grants;
}

/** The keys of an object whose type names them all. */
export function typedKeys<K extends string>(object: Partial<Record<K, unknown>>): K[] {
  return Object.keys(object) as K[];
}
