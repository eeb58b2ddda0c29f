import { zeroAddress, type Address, type Hex } from "viem";
import { clusterRegistryAbi, facilityBookAbi, operatorBondAbi, revenueOracleAbi } from "../../../abi";
import { formatLabel } from "../format/bytes";
import { isDebt } from "../debt/words";
import type { Head, ReadContext } from "./client";
import { readCovenants, type CovenantsView } from "./readCovenants";
import { readDebt, type DebtView } from "./readDebt";
import { readMilestones, type MilestonesView } from "./readMilestones";

/** Positions of `FacilityStatus`. */
export const FACILITY_STATUS = { none: 0, approved: 1, drawn: 2, inService: 3, retired: 4, resolving: 5 } as const;

/** One facility and its cluster at one block. Money in base units of the asset, times in unix seconds. */
export type FacilityView = {
  cluster: bigint;
  name: string;
  model: string;
  region: string;
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
  wearFrom: number;
  wearUntil: number;
  /** Late from here on unless it reports and pays, and worn from here on at the latest; 0 while it is late. */
  deadline: number;
  /** 0 unless it is late. */
  lateSince: number;
  /** Worth nothing to a leaver from here on. */
  lineEnd: number;
  /** Seconds from late to worth nothing to a leaver. */
  lineLength: number;
  /** What leavers are paid for it. */
  exitValue: bigint;
  /** After a cure it counts as late, for deposits, until here. */
  arrearsUntil: number;
  /** 0 unless a resolution is open. */
  resolvingSince: number;
  /** What the operator put up for it, and the part of the cost that a draw asks for. */
  bond: bigint;
  bondBps: number;
  /** Open disputes, which keep the bond from being released. */
  bondHolds: bigint;
  lockbox: bigint;
  reported: bigint;
  distributed: bigint;
  receivable: bigint;
  /** What reached the vault. */
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
  held: bigint;
  /** Loans and leases only. */
  debt?: DebtView;
  /** Where it has any. */
  covenants?: CovenantsView;
  /** Where draws wait for milestones. */
  milestones?: MilestonesView;
  /** What the next report has to be, and until when it is due. Absent before service. */
  nextReport?: { period: number; start: number; deadline: number };
};

export async function readFacilities(context: ReadContext, asOf: Head): Promise<FacilityView[]> {
  const { client, deployment } = context;
  const book = { address: deployment.contracts.book, abi: facilityBookAbi, blockNumber: asOf.number } as const;
  const count = await client.readContract({ ...book, functionName: "facilityCount" });
  const clusters = await Promise.all(
    Array.from({ length: Number(count) }, (_, index) =>
      client.readContract({ ...book, functionName: "clusterAt", args: [BigInt(index)] }),
    ),
  );
  return Promise.all(clusters.map((cluster) => readFacility(context, asOf, cluster)));
}

async function readFacility(context: ReadContext, asOf: Head, cluster: bigint): Promise<FacilityView> {
  const { client, deployment } = context;
  const { contracts } = deployment;
  const at = { blockNumber: asOf.number, args: [cluster] } as const;
  const book = { address: contracts.book, abi: facilityBookAbi, ...at } as const;
  const registry = { address: contracts.registry, abi: clusterRegistryAbi, ...at } as const;
  const bonds = { address: contracts.bond, abi: operatorBondAbi, ...at } as const;
  const oracle = { address: contracts.oracle, abi: revenueOracleAbi, ...at } as const;
  const [facility, receivable, returns, facts, hardware, progress, feed, bond, bondHolds, covenants, milestones] =
    await Promise.all([
      client.readContract({ ...book, functionName: "facility" }),
      client.readContract({ ...book, functionName: "receivable" }),
      client.readContract({ ...book, functionName: "returnsOf" }),
      client.readContract({ ...registry, functionName: "registration" }),
      client.readContract({ ...registry, functionName: "hardware" }),
      client.readContract({ ...oracle, functionName: "progressOf" }),
      client.readContract({ ...oracle, functionName: "sequencerFeed", args: [] }),
      client.readContract({ ...bonds, functionName: "bondOf" }),
      client.readContract({ ...bonds, functionName: "holdsOn" }),
      readCovenants(context, asOf, cluster),
      readMilestones(context, asOf, cluster),
    ]);
  const inService = facility.status === FACILITY_STATUS.inService;
  const next = inService ? await client.readContract({ ...oracle, functionName: "nextReport" }) : undefined;
  const debt = isDebt(facility.form) ? await readDebt(context, asOf, cluster, facility.form) : undefined;

  return {
    cluster,
    name: facts.name,
    model: formatLabel(facts.model),
    region: formatLabel(facts.region),
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
    wearFrom: facility.wearFrom,
    wearUntil: facility.wearUntil,
    deadline: facility.deadline,
    lateSince: facility.lateSince,
    lineEnd: facility.lineEnd,
    lineLength: facility.lineLength,
    exitValue: facility.exitValue,
    arrearsUntil: facility.arrearsUntil,
    resolvingSince: facility.resolvingSince,
    bond,
    bondBps: facility.bondBps,
    bondHolds,
    lockbox: facility.lockbox,
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
    held: facility.held,
    debt,
    covenants,
    milestones,
    nextReport: next && { period: next[0], start: next[4], deadline: next[5] },
  };
}
