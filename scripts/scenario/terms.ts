import { z } from "zod";
import { parseAmount } from "../lib/amount.ts";
import { CliError } from "../lib/cliError.ts";
import { firstIssue } from "../lib/firstIssue.ts";
import { DAY } from "../lib/instant.ts";

/** Decimals of the dollar that a replay is denominated in. */
export const ASSET_DECIMALS = 6;

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
  lineLength: number; // from late to worth nothing to a leaver
  bondBps: number; // of cost; the operator posts it before the draw
  epochLength: number; // of the redemption queue
  gpuModels: ReadonlyMap<string, GpuModel>;
};

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
  lineDays: 90,
  bondBps: 0,
  epochDays: 7,
  gpuModels: {
    "H100-SXM5": {
      systemWatts: 1275,
      pueBps: 12500,
      leastBusyWatts: 200,
      pricePerGpuHour: ["0.50", "12.00"],
      tariffPerKwh: ["0.01", "0.60"],
      otherOpexPerGpuHourCap: "3.00",
    },
  },
} as const;

/** Most that money may be where nothing else limits it: what still fits the vault's books. */
const MOST = "1000000000000";

const money = (most: string = MOST) =>
  z.string({ error: 'must be a string of whole units such as "31250.50"' }).transform((text, context) => {
    const amount = parseAmount(text, ASSET_DECIMALS);
    const maximum = parseAmount(most, ASSET_DECIMALS);
    if (amount !== undefined && maximum !== undefined && amount <= maximum) return amount;
    const rule = `must be whole units with at most ${ASSET_DECIMALS} decimals, up to ${most}`;
    context.addIssue(`${rule}, found ${JSON.stringify(text)}`);
    return z.NEVER;
  });

const positive = (most?: string) => money(most).refine((amount) => amount > 0n, "must be above zero");

const count = (minimum: number, maximum: number) => z.int().min(minimum).max(maximum);

/** Days, a fraction of one allowed as long as it is a whole number of seconds. */
const days = (minimum: number, maximum: number) =>
  z
    .number()
    .min(minimum)
    .max(maximum)
    .transform((value, context) => {
      const seconds = Math.round(value * DAY);
      if (Math.abs(seconds - value * DAY) < 1e-6) return seconds;
      context.addIssue(`must be a whole number of seconds, found ${value} days`);
      return z.NEVER;
    });

const band = (most: string) =>
  z
    .tuple([money(most), money(most)], { error: 'must be two amounts such as ["0.50", "12.00"]' })
    .refine(([minimum, maximum]) => minimum <= maximum, "the first must not be above the second");

const gpuModel = z
  .strictObject({
    systemWatts: count(1, 100_000),
    pueBps: count(10_000, 30_000),
    leastBusyWatts: count(0, 100_000),
    pricePerGpuHour: band("1000").refine(([, maximum]) => maximum > 0n, "the second must be above zero"),
    tariffPerKwh: band("100"),
    otherOpexPerGpuHourCap: money("1000"),
  })
  .transform(({ pricePerGpuHour, tariffPerKwh, otherOpexPerGpuHourCap, ...hardware }): GpuModel => ({
    ...hardware,
    minPrice: pricePerGpuHour[0],
    maxPrice: pricePerGpuHour[1],
    minTariff: tariffPerKwh[0],
    maxTariff: tariffPerKwh[1],
    otherOpexCap: otherOpexPerGpuHourCap,
  }));

const schema = z
  .strictObject({
    deposit: positive("4294967295"), // the most a vault's cap can be set to
    costPerGpu: positive(),
    usefulLifeDays: days(1, 30 * 365),
    salvageBps: count(0, 10_000),
    vestingFloorDays: days(1 / DAY, 366),
    vestingCapDays: days(1 / DAY, 366),
    vaultShareBps: count(1, 10_000),
    reserveTarget: money(),
    performanceFeeBps: count(0, 2_000),
    lineDays: days(7, 365),
    bondBps: count(0, 10_000),
    epochDays: days(1 / 24, 90),
    gpuModels: z.record(z.string(), gpuModel),
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
  const { usefulLifeDays, vestingFloorDays, vestingCapDays, lineDays, epochDays, gpuModels, ...rest } = result.data;
  return {
    ...rest,
    usefulLife: usefulLifeDays,
    vestingFloor: vestingFloorDays,
    vestingCap: vestingCapDays,
    lineLength: lineDays,
    epochLength: epochDays,
    gpuModels: new Map(Object.entries(gpuModels)),
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
