import { readReports, type ReportView } from "@gpu-yield-vaults/sdk/read";
import { reporterQuorumAbi } from "@gpu-yield-vaults/sdk/abi/ReporterQuorum";
import { revenueOracleAbi } from "@gpu-yield-vaults/sdk/abi/RevenueOracle";
import type { Address } from "viem";
import type { Head, ReadContext } from "./client";

/** Who signs reports now. */
export type QuorumView = {
  address: Address;
  /** The version of the set. */
  reporterSet: number;
  /** Signatures needed. */
  threshold: number;
  reporters: readonly Address[];
  /** Bit i: reporter i has a stake, and may sign. */
  active: bigint;
};

/** Reports of clusters at one block: those that are not final, and who signs. */
export type ReportingView = {
  asOf: Head;
  /** By the oracle's lower-case address. */
  quorums: ReadonlyMap<string, QuorumView>;
  /** By the cluster, oldest first. */
  pending: ReadonlyMap<bigint, readonly ReportView[]>;
};

/** A cluster, and whose reports its manager takes. */
export type ReportedPlace = { cluster: bigint; oracle: Address };

export async function readReporting(
  context: ReadContext,
  asOf: Head,
  places: readonly ReportedPlace[],
): Promise<ReportingView> {
  const { client, deployment } = context;
  const { disputes } = deployment.contracts;
  const oracles = [...new Set(places.map(({ oracle }) => oracle))];
  const [quorums, pending] = await Promise.all([
    Promise.all(
      oracles.map(async (oracle) => [oracle.toLowerCase(), await readQuorum(context, asOf, oracle)] as const),
    ),
    Promise.all(
      places.map(async ({ cluster, oracle }) => {
        const { reports } = await readReports(client, { oracle, disputes }, cluster, { asOf, isPendingOnly: true });
        return [cluster, reports] as const;
      }),
    ),
  ]);
  return { asOf, quorums: new Map(quorums), pending: new Map(pending) };
}

async function readQuorum(
  { client }: ReadContext,
  { number: blockNumber }: Head,
  oracle: Address,
): Promise<QuorumView> {
  const address = await client.readContract({
    abi: revenueOracleAbi,
    address: oracle,
    functionName: "quorum",
    blockNumber,
  });
  const quorum = { abi: reporterQuorumAbi, address, blockNumber } as const;
  const [reporterSet, threshold, reporters, active] = await Promise.all([
    client.readContract({ ...quorum, functionName: "version" }),
    client.readContract({ ...quorum, functionName: "threshold" }),
    client.readContract({ ...quorum, functionName: "reporters" }),
    client.readContract({ ...quorum, functionName: "activeSeats" }),
  ]);
  return { address, reporterSet, threshold, reporters, active };
}
