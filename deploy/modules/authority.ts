import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/** The manager of every role. It begins with the deployer as its only admin. */
export function authorityModule(deployer: string) {
  return buildModule("Authority", (m) => ({ accessManager: m.contract("AccessManager", [deployer]) }));
}

export type AuthorityModule = ReturnType<typeof authorityModule>;
