import type { ContractKey, ContractName, DeployedKey } from "@gpu-yield-vaults/sdk/protocol";
import type { BaseContract } from "ethers";
import type * as Bindings from "../build/types/index.ts";

/** The typed contract of a name in the list. */
export type ContractOf<K extends ContractKey> = ReturnType<(typeof Bindings)[`${ContractName<K>}__factory`]["connect"]>;

/** Everything that a deployment of one vault consists of. */
export type ProtocolContracts = { [K in DeployedKey]: ContractOf<K> };

export type ProtocolAddresses = Record<DeployedKey, string>;

/** Whom a contract names by a getter, or in a field of what that returns. */
export async function readNeighbour(contract: BaseContract, getter: string, field?: string): Promise<string> {
  const told = (await contract.getFunction(getter).staticCall()) as unknown;
  return (field === undefined ? told : (told as Record<string, unknown>)[field]) as string;
}
