import type { Address } from "viem";
import { drawLimitsAbi } from "@gpu-yield-vaults/sdk/abi/DrawLimits";
import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import { vaultLensAbi } from "@gpu-yield-vaults/sdk/abi/VaultLens";
import type { Head, ReadContext } from "./client";

/** Positions of `DepositStatus`. */
export const DEPOSIT_STATUS = {
  open: 0,
  paused: 1,
  accrualPending: 2,
  delinquent: 3,
  capReached: 4,
  nothingLeft: 5,
} as const;

/** Positions of `WithdrawStatus`. */
export const WITHDRAW_STATUS = { open: 0, accrualPending: 1, noCash: 2 } as const;

/** The performance fee at one block, base units. It is the vault's: one rate and one mark for all facilities. */
export type FeeView = {
  /** Of profit. */
  bps: number;
  recipient: Address;
  /** Cash from facilities less cash to them, plus value, less what has not vested. */
  profit: bigint;
  /** Highest profit on which the fee has been taken. */
  mark: bigint;
  /** Taken and not paid out; outside cash and NAV. */
  owed: bigint;
};

/** What draws are judged by, as far as their limits are parts of the NAV. Unix seconds and base units. */
export type DrawNoticeView = {
  /** Whether such a limit is below 100 %. */
  isNeeded: boolean;
  /** After a notice until draws go by it, and as long as they do. */
  period: number;
  /** Notices of drawing: the lowest NAV since each, and its end; 0: there is none. */
  newer: { low: bigint; until: number };
  older: { low: bigint; until: number };
};

/** Every number of the vault at one block. Money in base units of the asset. */
export type VaultView = {
  asOf: Head;
  cash: bigint;
  /** Hardware, depreciated to this block, and principal outstanding. */
  value: bigint;
  /** Received and not vested yet. */
  locked: bigint;
  /** What leavers forgo for what is delinquent. */
  unrealisedLoss: bigint;
  /** Cash that no closed redemption epoch waits for that may be paid now. */
  freeCash: bigint;
  /** Value of what is delinquent. */
  delinquentValue: bigint;
  /** Of what vests, what came for something delinquent: it counts with the above where deposits are concerned. */
  restrictedLocked: bigint;
  nav: bigint;
  totalAssets: bigint;
  totalSupply: bigint;
  /** Unix seconds at which all that is locked has vested. */
  vestsAt: number;
  /** More ticks are due than one call carries out. The numbers are those of the first one left out, in unix seconds. */
  accrualPendingSince?: number;
  /** Assets per whole share · 10^12. */
  entryPrice: bigint;
  exitPrice: bigint;
  /** Most that the NAV may reach by deposits. */
  cap: bigint;
  /** What anybody may deposit now; 0 when deposits are shut. */
  maxDeposit: bigint;
  paused: boolean;
  /** Why deposits are shut for everybody; position of `DEPOSIT_STATUS`. */
  depositStatus: number;
  /** Why instant withdrawals are; position of `WITHDRAW_STATUS`. */
  withdrawStatus: number;
  /** Leavers are paid less than entrants pay: something is delinquent. */
  exitBelowEntry: boolean;
  /** So much less that patient requests wait. */
  exitBelowTolerance: boolean;
  /** Deposits are shut while more than this part of the NAV is delinquent, or vests what was. */
  delinquencyLimitBps: number;
  /** Patient requests wait while more than this part of the NAV is unrealised. */
  toleranceBps: number;
  /** Seconds. */
  vestingFloor: number;
  vestingCap: number;
  /** Seconds from delinquent to worth nothing to a leaver. */
  markdownPeriod: number;
  fee: FeeView;
  drawNotice: DrawNoticeView;
};

/** Any account but the zero address: `maxDeposit` is the same for everyone. */
const ANYONE: Address = "0x0000000000000000000000000000000000000001";

export async function readVault({ client, deployment }: ReadContext, asOf: Head): Promise<VaultView> {
  const vault = { address: deployment.contracts.vault, abi: gpuYieldVaultAbi, blockNumber: asOf.number } as const;
  const lens = { address: deployment.contracts.vaultLens, abi: vaultLensAbi, blockNumber: asOf.number } as const;
  const [
    state,
    settings,
    fee,
    entryPrice,
    exitPrice,
    maxDeposit,
    depositStatus,
    withdrawStatus,
    exitBelowTolerance,
    drawNotice,
  ] = await Promise.all([
    client.readContract({ ...vault, functionName: "state" }),
    client.readContract({ ...vault, functionName: "settings" }),
    client.readContract({ ...vault, functionName: "fee" }),
    client.readContract({ ...lens, functionName: "entryPrice" }),
    client.readContract({ ...lens, functionName: "exitPrice" }),
    client.readContract({ ...vault, functionName: "maxDeposit", args: [ANYONE] }),
    client.readContract({ ...lens, functionName: "depositStatus" }),
    client.readContract({ ...lens, functionName: "withdrawStatus" }),
    client.readContract({ ...vault, functionName: "exitBelowTolerance" }),
    readDrawNotice({ client, deployment }, asOf),
  ]);

  return {
    asOf,
    cash: state.cash,
    value: state.value,
    locked: state.locked,
    unrealisedLoss: state.unrealisedLoss,
    freeCash: state.freeCash,
    delinquentValue: state.delinquentValue,
    restrictedLocked: state.restrictedLocked,
    nav: state.nav,
    totalAssets: state.totalAssets,
    totalSupply: state.totalSupply,
    vestsAt: state.vestsAt,
    accrualPendingSince: state.accrualPending ? state.nextKink : undefined,
    entryPrice,
    exitPrice,
    cap: state.cap,
    maxDeposit,
    paused: state.paused,
    depositStatus,
    withdrawStatus,
    exitBelowEntry: state.unrealisedLoss > 0n,
    exitBelowTolerance,
    delinquencyLimitBps: settings.delinquencyLimitBps,
    toleranceBps: settings.toleranceBps,
    vestingFloor: settings.vestingFloor,
    vestingCap: settings.vestingCap,
    markdownPeriod: settings.markdownPeriod,
    drawNotice,
    fee: { bps: fee.bps, recipient: fee.recipient, profit: fee.profit, mark: fee.mark, owed: fee.owed },
  };
}

async function readDrawNotice({ client, deployment }: ReadContext, asOf: Head): Promise<DrawNoticeView> {
  const { vault, drawLimits } = deployment.contracts;
  const limiter = { address: drawLimits, abi: drawLimitsAbi, blockNumber: asOf.number } as const;
  const [[newer, older], limits, period] = await Promise.all([
    client.readContract({
      address: vault,
      abi: gpuYieldVaultAbi,
      blockNumber: asOf.number,
      functionName: "drawNotices",
    }),
    client.readContract({ ...limiter, functionName: "limits" }),
    client.readContract({ ...limiter, functionName: "noticePeriod" }),
  ]);
  const { clusterBps, operatorBps, modelBps, regionBps } = limits;
  const isNeeded = Math.min(clusterBps, operatorBps, modelBps, regionBps) < 10_000;
  return { isNeeded, period: Number(period), newer, older };
}
