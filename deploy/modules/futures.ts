import type {
  IgnitionModule,
  NamedArtifactContractAtFuture,
  NamedArtifactContractDeploymentFuture,
} from "@nomicfoundation/ignition-core";
import type { ContractName, DeployedKey, KeyPer } from "@gpu-yield-vaults/sdk/protocol";

/** A contract that a module deploys, or that is there already: another one has made it, or another deployment. */
type Future<Name extends string> = NamedArtifactContractDeploymentFuture<Name> | NamedArtifactContractAtFuture<Name>;

/** Contracts of a module, by their names in the list. */
export type Futures<K extends DeployedKey> = { [Key in K]: Future<ContractName<Key>> };

/** Everything that there is once for the protocol. */
export type ProtocolModule = IgnitionModule<string, string, Futures<KeyPer<"protocol">>>;

/** Everything that there is once for a vault. */
export type VaultModule = IgnitionModule<string, string, Futures<KeyPer<"vault">>>;

/** Both, handed over. */
export type HandoverModule = IgnitionModule<string, string, Futures<DeployedKey>>;
