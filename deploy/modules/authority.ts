import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type {
  IgnitionModule,
  NamedArtifactContractAtFuture,
  NamedArtifactContractDeploymentFuture,
} from "@nomicfoundation/ignition-core";

/** A contract that a module deploys. */
export type Deployed<Name extends string> = NamedArtifactContractDeploymentFuture<Name>;

/** A contract that another one has made. */
export type ContractAt<Name extends string> = NamedArtifactContractAtFuture<Name>;

export type AuthorityModule = IgnitionModule<
  "Authority",
  "AccessManager",
  { accessManager: Deployed<"AccessManager"> }
>;

/** The manager of every role. It begins with the deployer as its only admin. */
export function authorityModule(deployer: string): AuthorityModule {
  return buildModule("Authority", (m) => ({ accessManager: m.contract("AccessManager", [deployer]) }));
}
