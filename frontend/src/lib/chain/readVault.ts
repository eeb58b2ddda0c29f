import type { Address } from "viem";
import { facilityBookAbi, gpuYieldVaultAbi } from "../../../abi";
import type { Head, ReadContext } from "./client";

/** Positions of `Lane`. */
export const LANE = { open: 0, paused: 1, due: 2, late: 3, capReached: 4, nothingLeft: 5, noCash: 6 } as const;

/** Every number of the vault at one block. Money in base units of the asset. */
export type VaultView = {
  asOf: Head;
  cash: bigint;
  /** Hardware, worn to this block. */
  value: bigint;
  /** Received and not vested yet. */
  locked: bigint;
  /** What leavers forgo for what is late. */
  unrealisedLoss: bigint;
  /** Cash that no closed redemption epoch waits for. */
  freeCash: bigint;
  /** Value that is late, or vests what was. */
  watched: bigint;
  /** Facilities at the end of their line; closed redemption epochs wait for them. */
  ended: bigint;
  nav: bigint;
  totalAssets: bigint;
  totalSupply: bigint;
  /** Unix seconds at which all that is locked has vested. */
  vestsAt: number;
  /** Unix seconds of the next due item; absent when there is none. */
  nextDue?: number;
  /** Assets per whole share · 10^12. */
  entryPrice: bigint;
  exitPrice: bigint;
  /** Most that the NAV may reach by deposits. */
  cap: bigint;
  /** What anybody may deposit now; 0 when paused, capped or while something is due. */
  maxDeposit: bigint;
  paused: boolean;
  /** Why deposits and instant withdrawals are shut for everybody; positions of `LANE`. */
  entries: number;
  exits: number;
  /** Leavers are paid less than entrants pay: something is late. */
  exitBelowEntry: boolean;
  /** Deposits are shut while more than this part of the NAV is late. */
  lateLimitBps: number;
  /** Seconds. */
  vestingFloor: number;
  vestingCap: number;
  feeBps: number;
  feeRecipient: Address;
};

/** Any account but the zero address: `maxDeposit` is the same for everyone. */
const ANYONE: Address = "0x0000000000000000000000000000000000000001";

export async function readVault({ client, deployment }: ReadContext, asOf: Head): Promise<VaultView> {
  const vault = { address: deployment.contracts.vault, abi: gpuYieldVaultAbi, blockNumber: asOf.number } as const;
  const book = { address: deployment.contracts.book, abi: facilityBookAbi, blockNumber: asOf.number } as const;
  const [
    state,
    entryPrice,
    exitPrice,
    cap,
    maxDeposit,
    paused,
    lanes,
    exitBelowEntry,
    lateLimitBps,
    floor,
    most,
    performance,
  ] = await Promise.all([
    client.readContract({ ...vault, functionName: "state" }),
    client.readContract({ ...vault, functionName: "entryPrice" }),
    client.readContract({ ...vault, functionName: "exitPrice" }),
    client.readContract({ ...vault, functionName: "cap" }),
    client.readContract({ ...vault, functionName: "maxDeposit", args: [ANYONE] }),
    client.readContract({ ...vault, functionName: "paused" }),
    client.readContract({ ...vault, functionName: "lanes" }),
    client.readContract({ ...vault, functionName: "exitBelowEntry" }),
    client.readContract({ ...vault, functionName: "lateLimitBps" }),
    client.readContract({ ...vault, functionName: "vestingFloor" }),
    client.readContract({ ...vault, functionName: "vestingCap" }),
    client.readContract({ ...book, functionName: "performance" }),
  ]);
  const [feeBps, feeRecipient] = performance;

  return {
    asOf,
    cash: state.cash,
    value: state.value,
    locked: state.locked,
    unrealisedLoss: state.unrealisedLoss,
    freeCash: state.freeCash,
    watched: state.watched,
    ended: state.ended,
    nav: state.nav,
    totalAssets: state.totalAssets,
    totalSupply: state.totalSupply,
    vestsAt: state.vestsAt,
    nextDue: state.nextDue >= NEVER ? undefined : state.nextDue,
    entryPrice,
    exitPrice,
    cap,
    maxDeposit,
    paused,
    entries: lanes[0],
    exits: lanes[1],
    exitBelowEntry,
    lateLimitBps,
    vestingFloor: floor,
    vestingCap: most,
    feeBps,
    feeRecipient,
  };
}

/** How the vault says that nothing will fall due. */
const NEVER = 2 ** 32 - 1;
