import { PROTOCOL, type ToldKey } from "@gpu-yield-vaults/sdk/protocol";
import { findContracts, findNeighbours, ReadError, type Contracts } from "@gpu-yield-vaults/sdk/read";
import { ZeroAddress, type ContractRunner } from "ethers";
import { createClient, custom, type Address, type Client } from "viem";
import type { IFacilityManager, TestDollar } from "../../build/types/index.ts";
import type * as Bindings from "../../build/types/index.ts";
import type { ProtocolContracts } from "../../deploy/contracts.ts";
import { requesterOf, type RpcProvider } from "../../deploy/requester.ts";
import { build } from "./build.ts";
import { CliError } from "./cliError.ts";

/** An oracle, the two it asks, and what its reporters have put up. */
export type OracleContracts = Pick<
  ProtocolContracts,
  "oracle" | "clock" | "quorum" | "bounds" | "stakes" | "stakeEscrow" | "dollar"
>;

/** The contracts behind one vault, wherever they are deployed: all that tell of each other. */
export type VaultContracts = Pick<ProtocolContracts, ToldKey> &
  OracleContracts & {
    /** All sources of the vault that account for facilities. */
    managers: readonly IFacilityManager[];
  };

/**
 * Finds the contracts behind a vault, from the vault alone.
 *
 * @param cluster Whose manager's oracle is wanted; that of the revenue shares when left out.
 */
export async function attachVault(address: string, runner: ContractRunner, cluster?: bigint): Promise<VaultContracts> {
  const { IFacilityManager__factory } = await bindings();
  const found = await findContracts(clientOf(runner), { vault: address as Address }).catch((error: unknown) => {
    if (!(error instanceof ReadError)) throw error;
    throw new CliError(`There is no vault at ${address}.`, [error.message], "check --vault and --rpc.", 2);
  });
  const contracts = await attachAll(found.contracts, runner);
  const managers = found.managers.map((manager) => IFacilityManager__factory.connect(manager, runner));
  const manager = cluster === undefined ? undefined : await managerOf({ ...contracts, managers }, cluster);
  const oracle = manager === undefined ? found.contracts.oracle : await manager.oracle();
  return { ...contracts, managers, ...(await attachOracle(oracle, runner)) };
}

export async function attachOracle(address: string, runner: ContractRunner): Promise<OracleContracts> {
  const addresses = await findNeighbours<keyof OracleContracts>(clientOf(runner), { oracle: address as Address });
  const { oracle, clock, quorum, bounds, stakes, stakeEscrow, dollar } = addresses;
  return attachAll({ oracle, clock, quorum, bounds, stakes, stakeEscrow, dollar }, runner);
}

/** The typed contract at each address. */
async function attachAll<K extends ToldKey>(
  addresses: Contracts<K>,
  runner: ContractRunner,
): Promise<Pick<ProtocolContracts, K>> {
  const types = await bindings();
  const attached = Object.entries<Address>(addresses).map(
    ([key, address]) => [key, types[`${PROTOCOL[key as K].contract}__factory`].connect(address, runner)] as const,
  );
  return Object.fromEntries(attached) as unknown as Pick<ProtocolContracts, K>;
}

/** The SDK reads through whatever the contracts are attached to. */
function clientOf({ provider }: ContractRunner): Client {
  if (!provider) throw new TypeError("nothing to read through");
  return createClient({ transport: custom(requesterOf(provider as RpcProvider), { retryCount: 0 }) });
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
