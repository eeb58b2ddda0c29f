import type { ParametersInput } from "../parameters.ts";
import { MODEL_BOUNDS } from "./gpuModels.ts";

const HOUR = 3_600;
const DAY = 86_400;

type Common = Pick<
  ParametersInput,
  "what" | "vault" | "bond" | "workouts" | "drawLimits" | "disputes" | "stakes" | "bounds"
> & {
  oracle: Omit<ParametersInput["oracle"], "sequencerFeed">;
  threshold: number;
  delays: Pick<ParametersInput["roles"], "governorDelay" | "curatorDelay">;
  feeBps: number;
};

/** What every network shares. Durations in seconds, money in whole units of the asset. */
export const COMMON: Common = {
  what: "Revenue shares, loans and leases of GPU clusters.",
  vault: {
    name: "GPU Yield Vault",
    symbol: "gpuUSD",
    vestingFloor: 1 * DAY,
    vestingCap: 90 * DAY,
    capWholeTokens: 100_000_000,
    epochLength: 7 * DAY,
    delinquencyLimitBps: 200,
    toleranceBps: 50,
    tick: 1 * HOUR,
    markdownPeriod: 90 * DAY,
  },
  bond: { releaseDelay: 30 * DAY },
  workouts: { workoutPeriod: 180 * DAY, claimPeriod: 180 * DAY },
  // Lenders finance 70 to 80 % and ask for 1.15 at least; in the base case a GPU is rented 80 % of the time, and
  // running costs with the platform's fee take 27 % of the gross.
  drawLimits: {
    clusterBps: 4_000,
    operatorBps: 5_000,
    modelBps: 8_000,
    regionBps: 6_000,
    maxLoanToValueBps: 8_000,
    minCoverageBps: 11_500,
    utilisationBps: 8_000,
    runningCostBps: 3_000,
  },
  disputes: { leastBond: "1000", bondBps: 100, answerWindow: 2 * DAY, arbiterWindow: 5 * DAY },
  stakes: { leastStake: "10000", releaseDelay: 90 * DAY },
  oracle: { window: 6 * HOUR, longWindow: 2 * DAY, reportDeadline: 3 * DAY },
  bounds: { priceJumpBps: 3_000, models: MODEL_BOUNDS },
  threshold: 3,
  delays: { governorDelay: 10 * DAY, curatorDelay: 2 * DAY },
  feeBps: 1_000,
};
