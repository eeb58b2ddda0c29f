import { zeroAddress, type Address, type Hex } from "viem";
import { clusterRegistryAbi } from "@gpu-yield-vaults/sdk/abi/ClusterRegistry";
import { facilityLensAbi } from "@gpu-yield-vaults/sdk/abi/FacilityLens";
import { loanManagerAbi } from "@gpu-yield-vaults/sdk/abi/LoanManager";
import { operatorBondAbi } from "@gpu-yield-vaults/sdk/abi/OperatorBond";
import { revenueOracleAbi } from "@gpu-yield-vaults/sdk/abi/RevenueOracle";
import { formatLabel } from "../format/bytes";
import { isDebt } from "../debt/words";
import type { Head, ReadContext } from "./client";
import { readApproval } from "./readApproval";
import { readCovenants, type CovenantsView } from "./readCovenants";
import { readDebt, type DebtView } from "./readDebt";
import { readDrawEscrow, type DrawEscrowView } from "./readDrawEscrow";
import { readWorkout, type WorkoutView } from "./readWorkout";

/** Positions of `FacilityStatus`. */
export const FACILITY_STATUS = { none: 0, approved: 1, drawn: 2, inService: 3, retired: 4, resolving: 5 } as const;

/** One facility and its cluster at one block. Money in base units of the asset, times in unix seconds. */
export type FacilityView = {
  /** The block that all of it is of. */
  asOf: Head;
  cluster: bigint;
  name: string;
  model: string;
  region: string;
  /** The contract that accounts for it: rent and repayments go there. */
  manager: Address;
  /** Whose reports that contract takes; the governor may replace it. */
  oracle: Address;
  operator: Address;
  gpuCount: number;
  /** Per GPU at the wall, before PUE. */
  systemWatts: number;
  pueBps: number;
  usefulLife: number;
  maxPeriod: number;
  inServiceAt: number;
  serialsRoot: Hex;
  status: number;
  /** Position of `Form`. */
  form: number;
  approved: bigint;
  cost: bigint;
  salvage: bigint;
  value: bigint;
  /** End of depreciation; 0 until it has started. */
  depreciatesUntil: number;
  /** Delinquent from here on unless it reports and pays, and depreciating from here on at the latest; 0 while it is. */
  deadline: number;
  /** 0 unless it is delinquent. */
  delinquentSince: number;
  /** Worth nothing to a leaver from here on; 0 unless it is delinquent. */
  markedDownAt: number;
  /** What leavers are paid for it. */
  exitValue: bigint;
  /** When a resolution was opened; 0 if none was. */
  workoutSince: number;
  /** What the operator put up for it, and the part of the cost that a draw asks for. */
  bond: bigint;
  bondBps: number;
  /** Open disputes, which keep the bond from being released. */
  bondHolds: bigint;
  lockbox: bigint;
  /** The operator's, not claimed. */
  earned: bigint;
  reported: bigint;
  distributed: bigint;
  receivable: bigint;
  /** What reached the vault, before its fee. */
  received: bigint;
  carriedEnergy: bigint;
  carriedOther: bigint;
  reserve: bigint;
  reserveTarget: bigint;
  vaultShareBps: number;
  settledPeriods: number;
  submittedPeriods: number;
  /** Final for ever, and known to be: what a settlement takes in at once. */
  latchedPeriods: number;
  /** On a chain whose sequencer may be down no report counts as final for ever before it is latched. */
  hasUptimeFeed: boolean;
  oldestUnpaid: number;
  returnOfCapital: bigint;
  profit: bigint;
  /** Of the operator's part of the residual, kept back by covenants. */
  trappedCash: bigint;
  /** Loans and leases only. */
  debt?: DebtView;
  /** Where it has any. */
  covenants?: CovenantsView;
  /** Where draws wait for milestones. */
  drawEscrow?: DrawEscrowView;
  /** Once a resolution has been opened, or a loss is claimed. */
  workout?: WorkoutView;
  /** What the next report has to be, and until when it is due. Absent before service. */
  nextReport?: { period: number; start: number; deadline: number };
};

/**
 * Of every manager that the vault has: the lens asks each of its sources. The managers of the file are asked for their
 * oracles in the same breath: who accounts for a cluster is one of them, and its oracle need not be waited for then.
 */
export async function readFacilities(context: ReadContext, asOf: Head): Promise<FacilityView[]> {
  const { client, deployment } = context;
  const { lens, shares, loans } = deployment.contracts;
  const [clusters] = await Promise.all([
    client.readContract({ address: lens, abi: facilityLensAbi, blockNumber: asOf.number, functionName: "clusters" }),
    ...[shares, loans].map((manager) => readOracle(context, asOf, manager)),
  ]);
  const read = await Promise.all(clusters.map((cluster) => readFacility(context, asOf, cluster)));
  return read.sort(ascending);
}

/** Who accounts for a cluster, by whose reports. */
async function readManager(context: ReadContext, asOf: Head, cluster: bigint) {
  const { client, deployment } = context;
  const lens = { address: deployment.contracts.lens, abi: facilityLensAbi, blockNumber: asOf.number } as const;
  const manager = await client.readContract({ ...lens, functionName: "managerOf", args: [cluster] });
  return { manager, oracle: await readOracle(context, asOf, manager) };
}

function readOracle({ client }: ReadContext, asOf: Head, manager: Address): Promise<Address> {
  return client.readContract({
    address: manager,
    abi: loanManagerAbi,
    functionName: "oracle",
    blockNumber: asOf.number,
  });
}

async function readFacility(context: ReadContext, asOf: Head, cluster: bigint): Promise<FacilityView> {
  const { client, deployment } = context;
  const { contracts } = deployment;
  const at = { blockNumber: asOf.number, args: [cluster] } as const;
  const lens = { address: contracts.lens, abi: facilityLensAbi, ...at } as const;
  const registry = { address: contracts.registry, abi: clusterRegistryAbi, ...at } as const;
  const bonds = { address: contracts.bond, abi: operatorBondAbi, ...at } as const;
  const [{ manager, oracle: reportedTo }, facility, receivable, returns, facts, hardware, bond, bondHolds, ...rest] =
    await Promise.all([
      readManager(context, asOf, cluster),
      client.readContract({ ...lens, functionName: "facility" }),
      client.readContract({ ...lens, functionName: "receivable" }),
      client.readContract({ ...lens, functionName: "returnsOf" }),
      client.readContract({ ...registry, functionName: "registration" }),
      client.readContract({ ...registry, functionName: "hardware" }),
      client.readContract({ ...bonds, functionName: "bondOf" }),
      client.readContract({ ...bonds, functionName: "holdsOn" }),
      readCovenants(context, asOf, cluster),
      readApproval(context, asOf, cluster),
    ]);
  const [covenants, approval] = rest;
  const inService = facility.status === FACILITY_STATUS.inService;
  const oracle = { address: reportedTo, abi: revenueOracleAbi, ...at } as const;
  const [progress, feed, next, debt, drawEscrow, workout] = await Promise.all([
    client.readContract({ ...oracle, functionName: "progressOf" }),
    client.readContract({ ...oracle, functionName: "sequencerFeed", args: [] }),
    inService ? client.readContract({ ...oracle, functionName: "nextReport" }) : undefined,
    isDebt(facility.form) ? readDebt(context, asOf, cluster, facility.form, approval) : undefined,
    readDrawEscrow(context, asOf, cluster, approval),
    readWorkout(context, asOf, cluster),
  ]);

  return {
    asOf,
    cluster,
    name: facts.name,
    model: formatLabel(facts.model),
    region: formatLabel(facts.region),
    manager,
    oracle: reportedTo,
    operator: facility.operator,
    gpuCount: hardware.gpuCount,
    systemWatts: hardware.systemWatts,
    pueBps: hardware.pueBps,
    usefulLife: hardware.usefulLife,
    maxPeriod: hardware.maxPeriod,
    inServiceAt: hardware.inServiceAt,
    serialsRoot: facts.serialsRoot,
    status: facility.status,
    form: facility.form,
    approved: facility.approved,
    cost: facility.cost,
    salvage: facility.salvage,
    value: facility.value,
    depreciatesUntil: facility.depreciatesUntil,
    deadline: facility.deadline,
    delinquentSince: facility.delinquentSince,
    markedDownAt: facility.markedDownAt,
    exitValue: facility.exitValue,
    workoutSince: facility.workoutSince,
    bond,
    bondBps: facility.bondBps,
    bondHolds,
    lockbox: facility.lockbox,
    earned: facility.earned,
    reported: facility.reported,
    distributed: facility.distributed,
    receivable,
    received: facility.received,
    carriedEnergy: facility.carriedEnergy,
    carriedOther: facility.carriedOther,
    reserve: facility.reserve,
    reserveTarget: facility.reserveTarget,
    vaultShareBps: facility.vaultShareBps,
    settledPeriods: facility.settledPeriods,
    submittedPeriods: progress[0],
    latchedPeriods: progress[1],
    hasUptimeFeed: feed !== zeroAddress,
    oldestUnpaid: facility.oldestUnpaid,
    returnOfCapital: returns[0],
    profit: returns[1],
    trappedCash: facility.trappedCash,
    debt,
    covenants,
    drawEscrow,
    workout: workout.sellFrom > 0 || workout.claimed > 0n ? workout : undefined,
    nextReport: next && { period: next[0], start: next[4], deadline: next[5] },
  };
}

function ascending(a: FacilityView, b: FacilityView): number {
  return a.cluster < b.cluster ? -1 : 1;
}
