import { z } from "zod";
import { COST_LIMITS, GPU_MODELS } from "../../deploy/parameters/gpuModels.ts";
import { CliError } from "../lib/cliError.ts";
import { firstIssue } from "../lib/firstIssue.ts";
import { DAY, HOUR } from "../lib/instant.ts";
import { clusterTerms, type ClusterTerms } from "./clusterTerms.ts";
import { band, bps, count, days, lineDays, money, positive } from "./termFields.ts";

export { ASSET_DECIMALS } from "./termFields.ts";

/** What is assumed about a GPU model. Money in base units of the asset. */
export type GpuModel = {
  systemWatts: number; // at the wall, per GPU, before PUE
  pueBps: number; // power usage effectiveness, 10,000 = 1.0
  leastBusyWatts: number; // a rented GPU draws at least this
  minPrice: bigint; // per GPU-hour sold
  maxPrice: bigint;
  minTariff: bigint; // per kWh
  maxTariff: bigint;
  otherOpexCap: bigint; // per installed GPU-hour
  mark: bigint; // what one is worth by the curator's word, for loan-to-value; 0: it has no mark
  cost?: bigint; // of one; as of every other model where it is left out
};

/** What a replay is financed on. Money in base units, durations in seconds. */
export type ReplayTerms = {
  deposit: bigint; // one deposit, before the first period
  costPerGpu: bigint;
  usefulLife: number;
  salvageBps: number; // of cost
  vestingFloor: number;
  vestingCap: number;
  vaultShareBps: number; // of the residual
  reserveTarget: bigint; // per cluster
  performanceFeeBps: number; // of profit
  markdownPeriod: number; // from delinquent to worth nothing to a leaver
  bondBps: number; // of cost; the operator posts it before the draw
  epochLength: number; // of the redemption queue
  gpuModels: ReadonlyMap<string, GpuModel>;
  clusters: ReadonlyMap<string, ClusterTerms>; // by name; any other is a revenue share
};

/** How much of the power that a data centre draws reaches its machines, 10,000 = all of it. */
const PUE_BPS = 12_500;

/** Every model that networks know, as they hold reports against it. No curator has put a mark on one. */
const MODEL_DEFAULTS = Object.fromEntries(
  Object.entries(GPU_MODELS).map(([model, { systemWatts, leastBusyWatts, band }]) => [
    model,
    {
      systemWatts,
      pueBps: PUE_BPS,
      leastBusyWatts,
      pricePerGpuHour: band,
      tariffPerKwh: [COST_LIMITS.minTariff, COST_LIMITS.maxTariff] as const,
      otherOpexPerGpuHourCap: COST_LIMITS.otherOpexCap,
      markPerGpu: "0",
    },
  ]),
);

/** The defaults, as the command prints them: money in whole units, durations in days. */
export const DEFAULT_TERMS = {
  deposit: "10000000",
  costPerGpu: "31250",
  usefulLifeDays: 1825,
  salvageBps: 1000,
  vestingFloorDays: 1,
  vestingCapDays: 90,
  vaultShareBps: 10000,
  reserveTarget: "0",
  performanceFeeBps: 0,
  markdownDays: 90,
  bondBps: 0,
  epochDays: 7,
  gpuModels: MODEL_DEFAULTS,
  clusters: {},
} as const;

const gpuModel = z
  .strictObject({
    systemWatts: count(1, 100_000),
    pueBps: count(10_000, 30_000),
    leastBusyWatts: count(0, 100_000),
    pricePerGpuHour: band("1000").refine(([, maximum]) => maximum > 0n, "the second must be above zero"),
    tariffPerKwh: band("100"),
    otherOpexPerGpuHourCap: money("1000"),
    markPerGpu: money().default(0n),
    costPerGpu: positive().optional(),
  })
  .transform((given): GpuModel => {
    const { pricePerGpuHour, tariffPerKwh, otherOpexPerGpuHourCap, markPerGpu, costPerGpu, ...hardware } = given;
    return {
      ...hardware,
      ...(costPerGpu === undefined ? {} : { cost: costPerGpu }),
      minPrice: pricePerGpuHour[0],
      maxPrice: pricePerGpuHour[1],
      minTariff: tariffPerKwh[0],
      maxTariff: tariffPerKwh[1],
      otherOpexCap: otherOpexPerGpuHourCap,
      mark: markPerGpu,
    };
  });

const schema = z
  .strictObject({
    deposit: positive("4294967295"), // the most a vault's cap can be set to
    costPerGpu: positive(),
    usefulLifeDays: days(1, 30 * 365),
    salvageBps: bps(),
    vestingFloorDays: days(1 / DAY, 366),
    vestingCapDays: days(1 / DAY, 366),
    vaultShareBps: bps(1),
    reserveTarget: money(),
    performanceFeeBps: count(0, 2_000),
    markdownDays: days(7, 365).refine((seconds) => seconds % HOUR === 0, "must be whole hours, the vault's tick"),
    lineDays: lineDays.optional(),
    bondBps: bps(),
    epochDays: days(1 / 24, 90),
    gpuModels: z.record(z.string(), gpuModel),
    clusters: z.record(z.string(), clusterTerms),
  })
  .refine((terms) => terms.vestingFloorDays <= terms.vestingCapDays, {
    path: ["vestingFloorDays"],
    message: "must not be above vestingCapDays",
  });

/** Terms out of JSON: what is missing takes its default, each GPU model's entry too; an unknown key is refused. */
export function parseTerms(json: unknown, file = "--terms"): ReplayTerms {
  const result = schema.safeParse(withDefaults(json));
  if (!result.success) {
    throw new CliError(`${file} is not usable: ${firstIssue(result.error)}`, [], "replay --help prints the defaults.");
  }
  const { usefulLifeDays, vestingFloorDays, vestingCapDays, markdownDays, epochDays, gpuModels, clusters, ...rest } =
    result.data;
  delete rest.lineDays;
  return {
    ...rest,
    usefulLife: usefulLifeDays,
    vestingFloor: vestingFloorDays,
    vestingCap: vestingCapDays,
    markdownPeriod: markdownDays,
    epochLength: epochDays,
    gpuModels: new Map(Object.entries(gpuModels)),
    clusters: new Map(Object.entries(clusters)),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function withDefaults(json: unknown): unknown {
  if (!isObject(json)) return json;
  const { gpuModels } = json;
  if (gpuModels !== undefined && !isObject(gpuModels)) return { ...DEFAULT_TERMS, ...json };
  const merged: Record<string, unknown> = { ...DEFAULT_TERMS.gpuModels };
  for (const [model, entry] of Object.entries(gpuModels ?? {})) {
    const known = merged[model];
    merged[model] = isObject(known) && isObject(entry) ? { ...known, ...entry } : entry;
  }
  return { ...DEFAULT_TERMS, ...json, gpuModels: merged };
}
