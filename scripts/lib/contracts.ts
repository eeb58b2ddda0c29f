import { nodeErrorOf } from "@gpu-yield-vaults/sdk/logs";
import { PROTOCOL, toldBy, type DeployedKey, type ToldKey } from "@gpu-yield-vaults/sdk/protocol";
import { isCallException, isError, ZeroAddress, type BaseContract, type ContractRunner } from "ethers";
import type { GpuYieldVault, IFacilityManager, TestDollar } from "../../build/types/index.ts";
import type * as Bindings from "../../build/types/index.ts";
import { readNeighbour, type ProtocolContracts } from "../../deploy/contracts.ts";
import { addressOf } from "./addressOf.ts";
import { build } from "./build.ts";
import { CliError } from "./cliError.ts";

/** An oracle and the two it asks. */
export type OracleContracts = Pick<ProtocolContracts, "oracle" | "clock" | "quorum" | "bounds" | "stakes" | "asset">;

/** The contracts behind one vault, wherever they are deployed: all that tell of each other. */
export type VaultContracts = Pick<ProtocolContracts, ToldKey> &
  OracleContracts & {
    /** All sources of the vault that account for facilities. */
    managers: readonly IFacilityManager[];
  };

/** Forms of financing, as the contracts number them. */
const [REVENUE_SHARE, LOAN] = [0, 1] as const;

/**
 * Finds the contracts behind a vault, from the vault alone.
 *
 * @param cluster Whose manager's oracle is wanted; that of the revenue shares when left out.
 */
export async function attachVault(address: string, runner: ContractRunner, cluster?: bigint): Promise<VaultContracts> {
  const types = await bindings();
  const bound = await sourcesOf(types.GpuYieldVault__factory.connect(address, runner));
  const sources = bound.map((source) => types.IFacilityManager__factory.connect(source, runner));
  const [shares, loans] = [await financing(sources, REVENUE_SHARE), await financing(sources, LOAN)];
  const contracts = await follow({ vault: address, shares: addressOf(shares), loans: addressOf(loans) }, runner);
  // One source finances nothing: what it is told of losses counts for leavers alone.
  const managers = sources.filter(({ target }) => target !== contracts.losses.target);
  const manager = cluster === undefined ? undefined : await managerOf({ ...contracts, managers }, cluster);
  return { ...contracts, managers, ...(await attachOracle(await (manager ?? shares).oracle(), runner)) };
}

export async function attachOracle(address: string, runner: ContractRunner): Promise<OracleContracts> {
  const { oracle, clock, quorum, bounds, stakes, asset } = await follow({ oracle: address }, runner);
  return { oracle, clock, quorum, bounds, stakes, asset };
}

/** Goes from contracts that are known to all that they tell of, and that those tell of. */
async function follow(
  known: Partial<Record<DeployedKey, string>>,
  runner: ContractRunner,
): Promise<Pick<ProtocolContracts, ToldKey>> {
  const types = await bindings();
  const addresses = new Map(Object.entries(known)) as Map<DeployedKey, string>;
  const contracts: Partial<Record<DeployedKey, BaseContract>> = {};
  // A map goes on to what is added meanwhile.
  for (const [key, address] of addresses) {
    const contract = types[`${PROTOCOL[key].contract}__factory`].connect(address, runner);
    contracts[key] = contract;
    if (address === ZeroAddress) continue; // nobody is named
    for (const { getter, field, neighbour } of toldBy(key)) {
      if (!addresses.has(neighbour)) addresses.set(neighbour, await readNeighbour(contract, getter, field));
    }
  }
  return contracts as Pick<ProtocolContracts, ToldKey>;
}

/** Refuses what is no vault: it would not know its sources. */
async function sourcesOf(vault: GpuYieldVault): Promise<readonly string[]> {
  try {
    return await vault.sources();
  } catch (error) {
    if (!isError(error, "BAD_DATA") && !isCallException(error)) throw error;
    const reason = nodeErrorOf(error)?.words ?? error.shortMessage;
    throw new CliError(`There is no vault at ${addressOf(vault)}.`, [reason], "check --vault and --rpc.", 2);
  }
}

/** The manager that accounts for a cluster, of those given; `undefined` where none of them does. */
export async function managerOf(
  { managers, registry }: Pick<VaultContracts, "managers" | "registry">,
  cluster: bigint,
): Promise<IFacilityManager | undefined> {
  const wanted = await registry.managerOf(cluster);
  if (wanted === ZeroAddress) return undefined;
  const addresses = await Promise.all(managers.map((manager) => manager.getAddress()));
  return managers[addresses.indexOf(wanted)];
}

async function financing(managers: readonly IFacilityManager[], form: number): Promise<IFacilityManager> {
  const finances = await Promise.all(managers.map((manager) => manager.finances(form)));
  const manager = managers[finances.indexOf(true)];
  if (!manager) throw new Error(`no source of the vault finances form ${form}`);
  return manager;
}

/** The ERC-20 token at an address, read through what every ERC-20 has in common with the local chain's dollar. */
export async function attachToken(
  address: string,
  runner: ContractRunner | null,
): Promise<Pick<TestDollar, "balanceOf">> {
  const { TestDollar__factory } = await bindings();
  return TestDollar__factory.connect(address, runner);
}

/** The generated bindings, which exist only once the contracts have been compiled. */
export async function bindings(): Promise<typeof Bindings> {
  await build();
  return import("../../build/types/index.ts");
}
