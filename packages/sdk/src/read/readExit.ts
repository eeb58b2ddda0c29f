import type { Address } from "viem";
import { gpuYieldVaultAbi } from "../abi/GpuYieldVault.ts";
import { redemptionQueueAbi } from "../abi/RedemptionQueue.ts";
import { assetsDown, sharesUp } from "../model/prices.ts";
import { given } from "./given.ts";
import { BASES, nameAt, type Basis } from "./names.ts";
import { openReading, type AsOf, type ReadClient, type ReadOptions } from "./reading.ts";

/** When a request made at this block could be paid. An outlook, no promise. */
export type ExitForecast = {
  /** All that is pending and does not have to wait longer, in shares and at the exit price in base units. */
  readonly sharesAhead: bigint;
  readonly assetsAhead: bigint;
  /** Base units, at the exit price, of the shares asked about. */
  readonly ownAssets: bigint;
  /** Base units in the vault. */
  readonly cash: bigint;
  /** Base units reported and unpaid, before running costs. */
  readonly scheduledInflow: bigint;
  /** Unix seconds; absent while nobody knows: it takes a cure. */
  readonly earliest?: number | undefined;
  readonly earliestBasis: Basis;
  /** Unix seconds. */
  readonly worst: number;
  readonly worstBasis: Basis;
};

/** What an exit would bring, at once and through the queue. */
export type ExitView = {
  readonly asOf: AsOf;
  readonly shares: bigint;
  /** Base units that they are worth to a leaver, whether there is cash or not. */
  readonly assets: bigint;
  /** Of them, what is paid in this second: shares, and base units. */
  readonly now: { readonly shares: bigint; readonly assets: bigint };
  /** The rest, as a request that waits while much is unrealised, and as one that is paid at any price. */
  readonly patient: ExitForecast;
  readonly atAnyPrice: ExitForecast;
};

/** Quotes the exit of so many shares, whoever holds them. */
export async function readExit(
  client: ReadClient,
  { vault }: { readonly vault: Address },
  shares: bigint,
  options: ReadOptions = {},
): Promise<ExitView> {
  const reading = await openReading(client, options);
  const ask = reading.at(gpuYieldVaultAbi, vault);
  const [{ accrualPending, freeCash, totalAssets, totalSupply }, queue] = await Promise.all([
    ask("state"),
    ask("queue"),
  ]);
  const worth = (some: bigint): bigint => assetsDown(some, totalAssets, totalSupply);
  const free = accrualPending ? 0n : freeCash;
  // The most that are worth no more than the cash: one less than the fewest worth a unit more.
  const mostNow = free === 0n ? 0n : sharesUp(free + 1n, totalAssets, totalSupply) - 1n;
  const payable = worth(shares) <= free ? shares : mostNow;
  const askQueue = reading.at(redemptionQueueAbi, queue);
  const forecast = async (atAnyPrice: boolean): Promise<ExitForecast> => {
    const { earliest, earliestBasis, worstBasis, ...rest } = await askQueue(
      "exitForecast",
      shares - payable,
      atAnyPrice,
    );
    return {
      ...rest,
      earliest: given(earliest),
      earliestBasis: nameAt(BASES, earliestBasis),
      worstBasis: nameAt(BASES, worstBasis),
    };
  };
  const [patient, atAnyPrice] = await Promise.all([forecast(false), forecast(true)]);
  return {
    asOf: reading.asOf,
    shares,
    assets: worth(shares),
    now: { shares: payable, assets: worth(payable) },
    patient,
    atAnyPrice,
  };
}
