import { readDispute, REPORT_STATUSES, type DisputeView } from "@gpu-yield-vaults/sdk/read";
import { collateralEscrowAbi } from "@gpu-yield-vaults/sdk/abi/CollateralEscrow";
import { reportDisputesAbi } from "@gpu-yield-vaults/sdk/abi/ReportDisputes";
import { reporterStakesAbi } from "@gpu-yield-vaults/sdk/abi/ReporterStakes";
import { revenueOracleAbi } from "@gpu-yield-vaults/sdk/abi/RevenueOracle";
import { testDollarAbi } from "@gpu-yield-vaults/sdk/abi/TestDollar";
import type { Address } from "viem";
import type { Head, ReadContext } from "./client";

/** A report's newest dispute, and what became of its award. */
export type DisputedReport = {
  cluster: bigint;
  period: number;
  dispute: DisputeView;
  award: "none" | "paid" | "stopped";
  /** Somebody has voided the report: its dispute is only to be closed. */
  isVoided: boolean;
};

const AWARDS = ["none", "paid", "stopped"] as const;

/** A report by its cluster and period. */
export type ReportPlace = { cluster: bigint; period: number };

/** A report, and whose it is. */
export type OraclesReport = ReportPlace & { oracle: Address };

/** The newest dispute of each of these reports, as far as there is one. */
export async function readDisputes(
  { client, deployment }: ReadContext,
  asOf: Head,
  places: readonly OraclesReport[],
): Promise<readonly DisputedReport[]> {
  const { disputes, stakes } = deployment.contracts;
  const read = await Promise.all(
    places.map(async ({ cluster, period, oracle }): Promise<DisputedReport | undefined> => {
      const dispute = await readDispute(client, disputes, { cluster, period }, { asOf });
      if (!dispute) return undefined;
      const { number: blockNumber } = asOf;
      const ofReport = { abi: revenueOracleAbi, address: oracle, functionName: "statusOf", blockNumber } as const;
      const ofAward = { abi: reporterStakesAbi, address: stakes, functionName: "awardOf", blockNumber } as const;
      const [status, award] = await Promise.all([
        client.readContract({ ...ofReport, args: [cluster, period] }),
        client.readContract({ ...ofAward, args: [disputes, dispute.id] }),
      ]);
      return { cluster, period, dispute, award: AWARDS[award] ?? "none", isVoided: REPORT_STATUSES[status] === "void" };
    }),
  );
  return read.filter((each) => each !== undefined);
}

/** What a challenge of a report costs, and how long its answers may take. */
export type ChallengeTerms = { bond: bigint; answerWindow: number; arbiterWindow: number };

export async function readChallengeTerms(
  { client, deployment }: ReadContext,
  asOf: Head,
  { cluster, period }: ReportPlace,
): Promise<ChallengeTerms> {
  const disputes = {
    abi: reportDisputesAbi,
    address: deployment.contracts.disputes,
    blockNumber: asOf.number,
  } as const;
  const [bond, { answerWindow, arbiterWindow }] = await Promise.all([
    client.readContract({ ...disputes, functionName: "challengeBondOf", args: [cluster, period] }),
    client.readContract({ ...disputes, functionName: "terms" }),
  ]);
  return { bond, answerWindow, arbiterWindow };
}

/** What an account has at stake as a reporter, and what it may claim out of both escrows. */
export type StakeView = {
  stake: bigint;
  leastStake: bigint;
  /** Seconds from giving up a seat to its stake being free. */
  releaseDelay: number;
  /** Unix seconds; absent unless it has given its seat up. */
  freeAt: number | undefined;
  /** Of the stakes' dollar in its wallet, and what the stakes' escrow may take of it. */
  dollars: bigint;
  allowance: bigint;
  /** Bonds that came back; awards and fees. */
  bondsBack: bigint;
  awards: bigint;
};

export async function readStake({ client, deployment }: ReadContext, asOf: Head, account: Address): Promise<StakeView> {
  const { stakes, escrow, stakeEscrow, dollar } = deployment.contracts;
  const at = { blockNumber: asOf.number } as const;
  const ofStakes = { abi: reporterStakesAbi, address: stakes, ...at } as const;
  const ofDollar = { abi: testDollarAbi, address: dollar, ...at } as const;
  const creditIn = (address: Address) =>
    client.readContract({ abi: collateralEscrowAbi, address, functionName: "creditOf", args: [account], ...at });
  const [stake, leastStake, releaseDelay, freeAt, dollars, allowance, bondsBack, awards] = await Promise.all([
    client.readContract({ ...ofStakes, functionName: "stakeOf", args: [account] }),
    client.readContract({ ...ofStakes, functionName: "leastStake" }),
    client.readContract({ ...ofStakes, functionName: "releaseDelay" }),
    client.readContract({ ...ofStakes, functionName: "freeAt", args: [account] }),
    client.readContract({ ...ofDollar, functionName: "balanceOf", args: [account] }),
    client.readContract({ ...ofDollar, functionName: "allowance", args: [account, stakeEscrow] }),
    creditIn(escrow),
    creditIn(stakeEscrow),
  ]);
  const leaving = freeAt === 0 ? undefined : freeAt;
  return { stake, leastStake, releaseDelay, freeAt: leaving, dollars, allowance, bondsBack, awards };
}
