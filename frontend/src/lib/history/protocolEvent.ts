import type { Hex, ParseEventLogsReturnType } from "viem";
import type {
  clusterRegistryAbi,
  facilityBookAbi,
  gpuYieldVaultAbi,
  redemptionQueueAbi,
  revenueOracleAbi,
} from "../../../abi";

type Parsed<
  Abi extends
    | typeof gpuYieldVaultAbi
    | typeof redemptionQueueAbi
    | typeof facilityBookAbi
    | typeof revenueOracleAbi
    | typeof clusterRegistryAbi,
> = ParseEventLogsReturnType<Abi, undefined, true>[number];

type Facts<Log, Source extends string> = Log extends { eventName: infer Name; args: infer Args }
  ? { source: Source; eventName: Name; args: Args } & Place
  : never;

/** Where and when an event happened. */
export type Place = {
  blockNumber: bigint;
  logIndex: number;
  transactionHash: Hex;
  /** Unix seconds of the block. */
  timestamp: number;
};

export type VaultEvent = Facts<Parsed<typeof gpuYieldVaultAbi>, "vault">;
export type QueueEvent = Facts<Parsed<typeof redemptionQueueAbi>, "queue">;
export type BookEvent = Facts<Parsed<typeof facilityBookAbi>, "book">;
export type OracleEvent = Facts<Parsed<typeof revenueOracleAbi>, "oracle">;
export type RegistryEvent = Facts<Parsed<typeof clusterRegistryAbi>, "registry">;

/** One event of the protocol, decoded by the generated ABI. Lists of them are always in the chain's order. */
export type ProtocolEvent = VaultEvent | QueueEvent | BookEvent | OracleEvent | RegistryEvent;
