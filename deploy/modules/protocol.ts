import type { KeyPer } from "@gpu-yield-vaults/sdk/protocol";
import { firstOf, type Plan } from "../chain/plan.ts";
import type { ProtocolParameters } from "../parameters.ts";

/** Addresses of what there is once for the protocol. */
export type SharedAddresses = Record<KeyPer<"protocol">, string>;

/**
 * Who may do what; who agrees, what was said, is it plausible; titles; what reporters have to lose, with the dollar
 * where there is none; and the directory of vaults. The authority begins with the deployer as its only admin.
 */
export async function planProtocol(
  plan: Plan,
  parameters: ProtocolParameters,
  deployer: string,
): Promise<SharedAddresses> {
  const { oracle: timings, bounds: plausible, quorum: members, assetDecimals } = parameters;
  const accessManager = await plan.create("AccessManager", [deployer]);
  const directory = await plan.create("VaultDirectory", [accessManager]);
  const registry = await plan.create("ClusterRegistry", [accessManager]);
  const { reporters, threshold, standbys } = members;
  const quorum = await plan.create("ReporterQuorum", [accessManager, reporters, threshold, standbys]);
  const bounds = await plan.create("ReportBounds", [accessManager, assetDecimals, plausible.priceJumpBps]);
  const { window, longWindow, reportDeadline, sequencerFeed } = timings;
  const oracle = await plan.create("RevenueOracle", [
    accessManager,
    registry,
    quorum,
    bounds,
    assetDecimals,
    { window, longWindow, reportDeadline },
    sequencerFeed,
  ]);
  const clock = firstOf(oracle);
  const contradictions = await plan.create("Contradictions", [oracle]);
  const dollar = parameters.asset === "TestDollar" ? await plan.create("TestDollar") : parameters.asset;
  const stakeEscrow = await plan.create("CollateralEscrow", [accessManager, dollar], "stakeEscrow");
  const { leastStake, releaseDelay } = parameters.stakes;
  const stakes = await plan.create("ReporterStakes", [accessManager, oracle, stakeEscrow, leastStake, releaseDelay]);
  const router = await plan.create("VaultRouter");
  return {
    ...{ accessManager, directory, registry, quorum, bounds, oracle, clock, contradictions },
    ...{ dollar, stakeEscrow, stakes, router },
  };
}
