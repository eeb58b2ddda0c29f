import { ZeroAddress } from "ethers";
import type { NetworkConnection } from "hardhat/types/network";
import type { VaultDirectory } from "../build/types/index.ts";
import { carryOut, type CarryingOut } from "./carryOut.ts";
import { Plan } from "./chain/plan.ts";
import { compiler } from "./compiler.ts";
import type { SharedAddresses } from "./modules/protocol.ts";
import { planVault, type VaultAddresses } from "./modules/vault.ts";
import type { VaultParameters } from "./parameters.ts";
import { FIRST_VAULT, Setup, type Operation } from "./setup.ts";

/**
 * Deploys a further vault of a protocol. It is powerless, and empty, until the governor has admitted it: has scheduled
 * and executed, in their order, the operations that this returns. They list it, bind its sources, and say who may call
 * its functions and what its contracts may do elsewhere. Done in one transaction, they are refused whole
 * where another vault has taken the number.
 *
 * @param name Tells it apart from another vault with the same terms.
 * @param number Of its own, from 2 on: the authority counts its roles by it. See `freeNumber`.
 * @param deployer An account that the connection can sign for. It needs no role and gets none.
 */
export async function deployVault<T extends string>(
  { provider }: NetworkConnection<T>,
  shared: SharedAddresses,
  parameters: VaultParameters,
  { name, number, deployer, ...options }: CarryingOut & { name: string; number: number; deployer: string },
): Promise<{ addresses: VaultAddresses; admissions: readonly Operation[] }> {
  const plan = new Plan(compiler, name);
  const addresses = await planVault(plan, parameters, shared);
  await carryOut(provider, deployer, plan, [], options);
  const setup = await Setup.read();
  return { addresses, admissions: setup.vault(shared, { number, addresses, parameters }) };
}

/** The first number that no vault has in the directory, and that none of these is waiting for. */
export async function freeNumber(
  { vaultNumbered }: Pick<VaultDirectory, "vaultNumbered">,
  awaited: readonly number[] = [],
): Promise<number> {
  for (let number = FIRST_VAULT + 1; ; number += 1) {
    if (!awaited.includes(number) && (await vaultNumbered(number)) === ZeroAddress) return number;
  }
}
