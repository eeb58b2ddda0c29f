import { SOURCE_KEYS } from "@gpu-yield-vaults/sdk/protocol";
import { ROLES } from "@gpu-yield-vaults/sdk/roles";
import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { ContractFuture, IgnitionModule } from "@nomicfoundation/ignition-core";
import type { Grant } from "../grants.ts";
import type { ProtocolParameters } from "../parameters.ts";
import { handoverSteps } from "../roles.ts";
import type { HandoverModule, ProtocolModule, VaultModule } from "./futures.ts";

/**
 * The whole protocol with its first vault, ending with the authority: gives every function its role, every role its
 * members, and the deployer nothing: one transaction, so that no interruption leaves the authority half set up.
 */
export function handoverModule(
  parameters: ProtocolParameters,
  grants: readonly Grant[],
  deployer: string,
  modules: { protocol: ProtocolModule; vault: VaultModule },
): HandoverModule {
  return buildModule("Handover", (m) => {
    const contracts = { ...m.useModule(modules.protocol), ...m.useModule(modules.vault) };
    const { accessManager, vault } = contracts;

    // The deployer is still the authority's only member. The vault lists its sources in this order.
    let before: (IgnitionModule | ReturnType<typeof m.call>)[] = [modules.protocol, modules.vault];
    for (const source of SOURCE_KEYS) {
      before = [...before, m.call(vault, "bindSource", [contracts[source]], { id: `Source_${source}`, after: before })];
    }
    const steps = [
      ...handoverSteps<ContractFuture<string>>(contracts, grants, parameters.roles),
      { id: "Deployer", name: "renounceRole", args: [ROLES.admin, deployer] },
    ];
    const calls = steps.map(({ id, name, args }) => m.encodeFunctionCall(accessManager, name, args, { id }));
    m.call(accessManager, "multicall", [calls], { after: before });
    return contracts;
  });
}
