import type { Address, Hex } from "viem";
import { clusterRegistryAbi, facilityBookAbi, revenueOracleAbi } from "../../../abi";
import { formatLabel } from "../format/bytes";
import type { Head, ReadContext } from "./client";

/** Positions of `FacilityStatus`. */
export const FACILITY_STATUS = { none: 0, approved: 1, drawn: 2, inService: 3, retired: 4 } as const;

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
  approved: bigint;
  cost: bigint;
  salvage: bigint;
  value: bigint;
  wearFrom: number;
  wearUntil: number;
  /** When wear starts if the first period is not reported and paid; 0 once it has started. */
  wearDeadline: number;
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
  oldestUnpaid: number;
  returnOfCapital: bigint;
  profit: bigint;
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

async function readFacility({ client, deployment }: ReadContext, asOf: Head, cluster: bigint): Promise<FacilityView> {
  const { contracts } = deployment;
  const at = { blockNumber: asOf.number, args: [cluster] } as const;
  const book = { address: contracts.book, abi: facilityBookAbi, ...at } as const;
  const registry = { address: contracts.registry, abi: clusterRegistryAbi, ...at } as const;
  const oracle = { address: contracts.oracle, abi: revenueOracleAbi, ...at } as const;
  const [facility, receivable, returns, facts, hardware, progress] = await Promise.all([
    client.readContract({ ...book, functionName: "facility" }),
    client.readContract({ ...book, functionName: "receivable" }),
    client.readContract({ ...book, functionName: "returnsOf" }),
    client.readContract({ ...registry, functionName: "registration" }),
    client.readContract({ ...registry, functionName: "hardware" }),
    client.readContract({ ...oracle, functionName: "progressOf" }),
  ]);
  const inService = facility.status === FACILITY_STATUS.inService;
  const next = inService ? await client.readContract({ ...oracle, functionName: "nextReport" }) : undefined;

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
    approved: facility.approved,
    cost: facility.cost,
    salvage: facility.salvage,
    value: facility.value,
    wearFrom: facility.wearFrom,
    wearUntil: facility.wearUntil,
    wearDeadline: facility.deadline,
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
    oldestUnpaid: facility.oldestUnpaid,
    returnOfCapital: returns[0],
    profit: returns[1],
    nextReport: next && { period: next[0], start: next[4], deadline: next[5] },
  };
}
