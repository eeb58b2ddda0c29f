import type { Address } from "viem";
import { gpuYieldVaultAbi } from "../abi/GpuYieldVault.ts";
import { lossAnnouncementsAbi } from "../abi/LossAnnouncements.ts";
import { testDollarAbi } from "../abi/TestDollar.ts";
import { priceOf } from "../model/prices.ts";
import { FORMS, type DepositStatus, type Form, type WithdrawStatus } from "./names.ts";
import { openReading, type AsOf, type Reading, type ReadClient, type ReadOptions } from "./reading.ts";

/** A token as people know it. */
export type Token = {
  readonly address: Address;
  readonly name: string;
  readonly symbol: string;
  readonly decimals: number;
};

/** What posts to a vault: managers that account for facilities, and where losses are announced. */
export type VaultSource = {
  readonly address: Address;
  /** What it finances; nothing: losses are announced there. */
  readonly forms: readonly Form[];
  /** It holds nothing that counts in the vault, and what it held has ended long ago. */
  readonly isIdle: boolean;
  /** Rent reported and not distributed, before running costs, base units. */
  readonly receivable: bigint;
};

/** The performance fee, base units: one rate and one mark for all facilities. */
export type VaultFee = {
  /** Of profit. */
  readonly bps: number;
  readonly recipient: Address;
  /** Cash from sources less cash to them, plus value, less what has not vested. */
  readonly profit: bigint;
  /** Highest profit on which the fee has been taken. */
  readonly mark: bigint;
  /** Taken and not paid out; outside cash and NAV. */
  readonly owed: bigint;
};

/** A notice of drawing: the lowest NAV since it, base units, and its end, unix seconds; 0: there is none. */
export type DrawNotice = { readonly low: bigint; readonly until: number };

/** Everything that a vault says of itself at one block. Money in base units of the asset, times in unix seconds. */
export type VaultView = {
  readonly asOf: AsOf;
  readonly asset: Token;
  readonly share: Token;
  readonly queue: Address;
  readonly sources: readonly VaultSource[];
  readonly cash: bigint;
  /** Hardware, depreciated to this block, and principal outstanding. */
  readonly value: bigint;
  /** Received and not vested yet. */
  readonly locked: bigint;
  /** Cash and value less what is locked: what entries are priced on. */
  readonly nav: bigint;
  /** What leavers forgo for what is delinquent. */
  readonly unrealisedLoss: bigint;
  /** The NAV less that: what exits are priced on. */
  readonly totalAssets: bigint;
  /** Shares. */
  readonly totalSupply: bigint;
  /** Cash that no closed redemption epoch waits for that may be paid now. */
  readonly freeCash: bigint;
  /** Value of what is delinquent. */
  readonly delinquentValue: bigint;
  /** Of what vests, what came for something delinquent: it counts with the above where deposits are concerned. */
  readonly restrictedLocked: bigint;
  /** All that is locked has vested by then. */
  readonly vestsAt: number;
  /** More is due than one call carries out: all numbers are those of this second. Absent as a rule. */
  readonly accrualPendingSince?: number | undefined;
  /** Base units per whole share * 10^12. */
  readonly entryPrice: bigint;
  readonly exitPrice: bigint;
  /** Most that deposits may bring the NAV to. */
  readonly cap: bigint;
  /** What anybody may deposit now; 0 while deposits are shut. */
  readonly maxDeposit: bigint;
  readonly depositStatus: DepositStatus;
  readonly withdrawStatus: WithdrawStatus;
  readonly paused: boolean;
  /** More is unrealised than patient requests tolerate: they wait. */
  readonly exitBelowTolerance: boolean;
  /** Of the NAV: deposits are shut while more is delinquent, or vests what was. */
  readonly delinquencyLimitBps: number;
  /** Of the NAV: patient requests wait while more is unrealised. */
  readonly toleranceBps: number;
  /** Seconds over which income vests, at least and at most. */
  readonly vestingFloor: number;
  readonly vestingCap: number;
  /** Seconds from delinquent to worth nothing to a leaver. */
  readonly markdownPeriod: number;
  /** Base units in one token of the asset. */
  readonly wholeToken: bigint;
  /** Seconds: kinks of the vault's curve lie on multiples of it. */
  readonly tick: number;
  readonly fee: VaultFee;
  readonly drawNotices: { readonly newer: DrawNotice; readonly older: DrawNotice };
};

/** Any account but the zero address: `maxDeposit` is the same for everyone. */
const ANYONE: Address = "0x0000000000000000000000000000000000000001";
const BPS = 10_000n;

/** A vault, whole, from its address alone. */
export async function readVault(
  client: ReadClient,
  { vault }: { readonly vault: Address },
  options: ReadOptions = {},
): Promise<VaultView> {
  const reading = await openReading(client, options);
  const ask = reading.at(gpuYieldVaultAbi, vault);
  const [state, settings, fee, [newer, older], maxDeposit, exitBelowTolerance, share, queue, [asset, sources]] =
    await Promise.all([
      ask("state"),
      ask("settings"),
      ask("fee"),
      ask("drawNotices"),
      ask("maxDeposit", ANYONE),
      ask("exitBelowTolerance"),
      readToken(reading, vault),
      ask("queue"),
      Promise.all([ask("asset"), ask("sources")]).then(([token, addresses]) =>
        Promise.all([readToken(reading, token), Promise.all(addresses.map((address) => readSource(reading, address)))]),
      ),
    ]);
  const { accrualPending, nextKink, ...figures } = state;
  return {
    asOf: reading.asOf,
    asset,
    share,
    queue,
    sources,
    ...figures,
    ...settings,
    accrualPendingSince: accrualPending ? nextKink : undefined,
    entryPrice: priceOf(state.nav, state.totalSupply, share.decimals),
    exitPrice: priceOf(state.totalAssets, state.totalSupply, share.decimals),
    maxDeposit,
    depositStatus: depositStatusOf(state, settings.delinquencyLimitBps, maxDeposit),
    withdrawStatus: accrualPending ? "accrualPending" : state.freeCash === 0n ? "noCash" : "open",
    exitBelowTolerance,
    fee: { bps: fee.bps, recipient: fee.recipient, profit: fee.profit, mark: fee.mark, owed: fee.owed },
    drawNotices: { newer, older },
  };
}

/** Any ERC-20 that tells its name. */
export async function readToken(reading: Reading, address: Address): Promise<Token> {
  const ask = reading.at(testDollarAbi, address);
  const [name, symbol, decimals] = await Promise.all([ask("name"), ask("symbol"), ask("decimals")]);
  return { address, name, symbol, decimals };
}

async function readSource(reading: Reading, address: Address): Promise<VaultSource> {
  // Every source answers this much.
  const ask = reading.at(lossAnnouncementsAbi, address);
  const [finances, isIdle, [receivable]] = await Promise.all([
    Promise.all(FORMS.map((_, form) => ask("finances", form))),
    ask("isIdle"),
    ask("outlook"),
  ]);
  return { address, forms: FORMS.filter((_, form) => finances[form]), isIdle, receivable };
}

/** The first reason of those that there are. contracts/VaultLens.sol, `depositStatus`, once more. */
function depositStatusOf(
  {
    paused,
    accrualPending,
    nav,
    totalSupply,
    delinquentValue,
    restrictedLocked,
  }: Pick<VaultView, "paused" | "nav" | "totalSupply" | "delinquentValue" | "restrictedLocked"> & {
    readonly accrualPending: boolean;
  },
  delinquencyLimitBps: number,
  maxDeposit: bigint,
): DepositStatus {
  if (paused) return "paused";
  if (accrualPending) return "accrualPending";
  if (nav === 0n && totalSupply !== 0n) return "nothingLeft";
  if ((delinquentValue + restrictedLocked) * BPS > nav * BigInt(delinquencyLimitBps)) return "delinquent";
  return maxDeposit === 0n ? "capReached" : "open";
}
