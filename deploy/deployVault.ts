import type { NetworkConnection } from "hardhat/types/network";
import { carryOut, type CarryingOut } from "./carryOut.ts";
import { Plan } from "./chain/plan.ts";
import { compiler } from "./compiler.ts";
import type { SharedAddresses } from "./modules/protocol.ts";
import { planVault, type VaultAddresses } from "./modules/vault.ts";
import type { VaultParameters } from "./parameters.ts";
import { Setup, type Operation } from "./setup.ts";

/**
 * Deploys a further vault of a protocol. It is powerless, and empty, until the governor has admitted it: has scheduled
 * and executed, in their order, the operations that this returns. They bind its sources, list it, and say who may call
 * its functions and what its contracts may do elsewhere.
 *
 * @param name Tells it apart from another vault with the same terms.
 * @param deployer An account that the connection can sign for. It needs no role and gets none.
 */
export async function deployVault<T extends string>(
  { provider }: NetworkConnection<T>,
  shared: SharedAddresses,
  parameters: VaultParameters,
  { name, deployer, ...options }: CarryingOut & { name: string; deployer: string },
): Promise<{ addresses: VaultAddresses; admissions: readonly Operation[] }> {
  const plan = new Plan(compiler, name);
  const addresses = await planVault(plan, parameters, shared);
  await carryOut(provider, deployer, plan, [], options);
  const setup = await Setup.read();
  return { addresses, admissions: setup.vault(shared, addresses, parameters) };
}
