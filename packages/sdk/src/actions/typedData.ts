import type { Address, Hex } from "viem";

/** What a reporter signs besides reports, and what its signature is submitted with. */

type Domain = { chainId: number; verifyingContract: Address };

/** A quorum's word that a disputed report is true. */
export type Defence = {
  cluster: bigint;
  period: number;
  revision: number;
  reporterSet: number;
  contentHash: Hex; // of the report that is disputed
  dispute: bigint;
};

const DEFENCE = [
  { name: "cluster", type: "uint256" },
  { name: "period", type: "uint32" },
  { name: "revision", type: "uint32" },
  { name: "reporterSet", type: "uint32" },
  { name: "contentHash", type: "bytes32" },
  { name: "dispute", type: "uint64" },
] as const;

/** A milestone of a cluster whose draws wait for it. */
export type Milestone = {
  cluster: bigint;
  milestone: number; // as in `Milestone`
  reporterSet: number;
  clusterVersion: number;
  at: number; // unix seconds
  evidenceRoot: Hex;
};

const MILESTONE = [
  { name: "cluster", type: "uint256" },
  { name: "milestone", type: "uint8" },
  { name: "reporterSet", type: "uint32" },
  { name: "clusterVersion", type: "uint32" },
  { name: "at", type: "uint40" },
  { name: "evidenceRoot", type: "bytes32" },
] as const;

/** A defence as a wallet signs it; the contract is the vault's disputes. */
export const defenceOf = (domain: Domain, message: Defence) =>
  ({
    domain: { name: "GpuYieldVaults ReportDisputes", version: "1", ...domain },
    types: { Defence: DEFENCE },
    primaryType: "Defence",
    message,
  }) as const;

/** A milestone as a wallet signs it; the contract is the vault's draw escrow. */
export const milestoneOf = (domain: Domain, message: Milestone) =>
  ({
    domain: { name: "GpuYieldVaults DrawEscrow", version: "1", ...domain },
    types: { MilestoneAttestation: MILESTONE },
    primaryType: "MilestoneAttestation",
    message,
  }) as const;
