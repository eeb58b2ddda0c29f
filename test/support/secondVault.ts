import { DEPLOYED_KEYS } from "@gpu-yield-vaults/sdk/protocol";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { NetworkConnection } from "hardhat/types/network";
import type { FurtherVault } from "../../deploy/checks.ts";
import type { ProtocolAddresses, ProtocolContracts } from "../../deploy/contracts.ts";
import { attachProtocol } from "../../deploy/deployProtocol.ts";
import { deployVault } from "../../deploy/deployVault.ts";
import { governorTransactions } from "../../deploy/governor.ts";
import type { ProtocolParameters } from "../../deploy/parameters.ts";
import type { Operation } from "../../deploy/setup.ts";

/** Its number in the directory, which its roles are counted by. */
export const SECOND = 2;

/** Places of its people among the node's accounts: others than the first vault's. */
const [CURATOR, GUARDIAN, DEPLOYER] = [13, 14, 15];

export type SecondVault = FurtherVault & {
  admissions: readonly Operation[];
  curator: HardhatEthersSigner;
  guardian: HardhatEthersSigner;
};

/** A second vault of a protocol, with a curator and a guardian of its own. Nobody has admitted it. */
export async function addSecondVault(
  connection: NetworkConnection,
  shared: ProtocolAddresses,
  parameters: ProtocolParameters,
  changes: { number?: number; name?: string } = {},
): Promise<SecondVault> {
  const { number = SECOND, name = "SecondVault" } = changes;
  const signers = await connection.ethers.getSigners();
  const [curator, guardian, deployer] = [signers[CURATOR], signers[GUARDIAN], signers[DEPLOYER]];
  if (!curator || !guardian || !deployer) throw new Error("The chain has too few accounts.");
  const people = { curator: curator.address, curatorDelay: 3 * 86_400, guardian: guardian.address };
  const vault = { ...parameters.vault, name: "Second Vault", symbol: "gpuTWO" };
  const own = { ...parameters, people, vault };
  const { addresses: made, admissions } = await deployVault(connection, shared, own, {
    ...{ name, number },
    deployer: deployer.address,
  });
  const addresses = { ...shared, ...made };
  const contracts = await attachProtocol(connection, addresses);
  return { ...{ name: "second", number, addresses, contracts, parameters: own, admissions }, curator, guardian };
}

/** The governor admits it: what it has to send, and the time between. */
export async function admit(
  { ethers, networkHelpers }: NetworkConnection,
  { addresses, parameters, admissions }: SecondVault,
): Promise<void> {
  const governor = await ethers.getSigner(parameters.roles.governor);
  const { schedule, execute } = governorTransactions(addresses.accessManager, admissions);
  await governor.sendTransaction(schedule);
  await networkHelpers.time.increase(parameters.roles.governorDelay);
  await governor.sendTransaction(execute);
}

/** Addresses of a protocol whose contracts a fixture has. */
export async function addressesOf(contracts: ProtocolContracts): Promise<ProtocolAddresses> {
  const pairs = DEPLOYED_KEYS.map(async (key) => [key, await contracts[key].getAddress()] as const);
  return Object.fromEntries(await Promise.all(pairs)) as ProtocolAddresses;
}
