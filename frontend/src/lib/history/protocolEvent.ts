import type { Hex, ParseEventLogsReturnType } from "viem";
import { clusterRegistryAbi } from "@gpu-yield-vaults/sdk/abi/ClusterRegistry";
import { covenantsAbi } from "@gpu-yield-vaults/sdk/abi/Covenants";
import { facilityOriginationAbi } from "@gpu-yield-vaults/sdk/abi/FacilityOrigination";
import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import { loanManagerAbi } from "@gpu-yield-vaults/sdk/abi/LoanManager";
import { lossAnnouncementsAbi } from "@gpu-yield-vaults/sdk/abi/LossAnnouncements";
import { redemptionQueueAbi } from "@gpu-yield-vaults/sdk/abi/RedemptionQueue";
import { revenueOracleAbi } from "@gpu-yield-vaults/sdk/abi/RevenueOracle";
import { workoutsAbi } from "@gpu-yield-vaults/sdk/abi/Workouts";

/**
 * Whose events history is made of. All managers say the same, the one for loans a little more, so its ABI reads every
 * one of them.
 */
export const EVENT_ABIS = {
  vault: gpuYieldVaultAbi,
  queue: redemptionQueueAbi,
  manager: loanManagerAbi,
  origination: facilityOriginationAbi,
  covenants: covenantsAbi,
  oracle: revenueOracleAbi,
  registry: clusterRegistryAbi,
  workouts: workoutsAbi,
  losses: lossAnnouncementsAbi,
} as const;

export type EventSource = keyof typeof EVENT_ABIS;

type Parsed<Source extends EventSource> = ParseEventLogsReturnType<
  (typeof EVENT_ABIS)[Source],
  undefined,
  true
>[number];

type Facts<Log, Source extends EventSource> = Log extends { eventName: infer Name; args: infer Args }
  ? { source: Source; eventName: Name; args: Args } & Place
  : never;

type EventOf<Source extends EventSource> = Facts<Parsed<Source>, Source>;

/** Where and when an event happened. */
export type Place = {
  blockNumber: bigint;
  logIndex: number;
  transactionHash: Hex;
  /** Unix seconds of the block. */
  timestamp: number;
};

export type VaultEvent = EventOf<"vault">;
export type QueueEvent = EventOf<"queue">;
export type ManagerEvent = EventOf<"manager">;
export type OriginationEvent = EventOf<"origination">;
export type CovenantsEvent = EventOf<"covenants">;
export type OracleEvent = EventOf<"oracle">;
export type RegistryEvent = EventOf<"registry">;
export type WorkoutsEvent = EventOf<"workouts">;
export type LossesEvent = EventOf<"losses">;

/** One event of the protocol, decoded by the generated ABI. Lists of them are always in the chain's order. */
export type ProtocolEvent =
  | VaultEvent
  | QueueEvent
  | ManagerEvent
  | OriginationEvent
  | CovenantsEvent
  | OracleEvent
  | RegistryEvent
  | WorkoutsEvent
  | LossesEvent;
