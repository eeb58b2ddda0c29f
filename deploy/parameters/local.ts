import { LOCAL_CHAIN_ID, type ParametersInput } from "../parameters.ts";
import { COMMON } from "./common.ts";

/** Who is who on the local chain: places among the node's accounts, which anyone in the world can sign for. */
export const LOCAL_ACTORS = {
  deployer: 0,
  governor: 1,
  curator: 2,
  guardian: 3,
  operator: 4,
  firstReporter: 5,
  feeRecipient: 9,
  depositor: 10,
  firstVisitor: 11,
  secondDepositor: 12,
  firstNamedOperator: 13,
  firstStandby: 17,
  arbiter: 19,
} as const;

/** How many of the accounts from `firstReporter` on are reporters. */
export const LOCAL_REPORTERS = 4;

/** How many of the accounts from `firstNamedOperator` on are operators whom scenarios name. */
export const LOCAL_NAMED_OPERATORS = 4;

/** How many of the accounts from `firstStandby` on stand by for them. */
const LOCAL_STANDBYS = 2;

/** Here one cluster may be all there is. */
export const UNLIMITED: ParametersInput["drawLimits"] = {
  ...COMMON.drawLimits,
  clusterBps: 10_000,
  operatorBps: 10_000,
  modelBps: 10_000,
  regionBps: 10_000,
  maxLoanToValueBps: 10_000,
  minCoverageBps: 0,
};

/** The local chain, with its dollar made for it. */
export function local(accounts: readonly string[]): ParametersInput {
  const account = (index: number) => accounts[index] ?? `account ${index}, which the node does not have`;
  const from = (first: number, count: number) => Array.from({ length: count }, (_, index) => account(first + index));
  return {
    network: "local",
    chainId: LOCAL_CHAIN_ID,
    asset: "TestDollar",
    assetDecimals: 6,
    what: COMMON.what,
    vault: COMMON.vault,
    bond: COMMON.bond,
    workouts: COMMON.workouts,
    drawLimits: UNLIMITED,
    disputes: COMMON.disputes,
    stakes: COMMON.stakes,
    fee: { bps: COMMON.feeBps, recipient: account(LOCAL_ACTORS.feeRecipient) },
    oracle: { ...COMMON.oracle, sequencerFeed: "none" },
    bounds: COMMON.bounds,
    quorum: {
      reporters: from(LOCAL_ACTORS.firstReporter, LOCAL_REPORTERS),
      standbys: from(LOCAL_ACTORS.firstStandby, LOCAL_STANDBYS),
      threshold: COMMON.threshold,
    },
    roles: {
      ...COMMON.delays,
      governor: account(LOCAL_ACTORS.governor),
      curator: account(LOCAL_ACTORS.curator),
      guardian: account(LOCAL_ACTORS.guardian),
      arbiter: account(LOCAL_ACTORS.arbiter),
    },
  };
}
