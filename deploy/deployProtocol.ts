import { DEPLOYED_KEYS, PROTOCOL } from "@gpu-yield-vaults/sdk/protocol";
import { PEOPLE } from "@gpu-yield-vaults/sdk/roles";
import { HardhatArtifactResolver } from "@nomicfoundation/hardhat-ignition/helpers";
import { deploy, DeploymentResultType, type DeploymentResult } from "@nomicfoundation/ignition-core";
import { artifacts } from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";
import { compiledContracts } from "./compiledContracts.ts";
import type { ProtocolAddresses, ProtocolContracts } from "./contracts.ts";
import { DeploymentRefused } from "./errors.ts";
import { readGrants } from "./grants.ts";
import { mendJournal } from "./mendJournal.ts";
import { handoverModule } from "./modules/handover.ts";
import { protocolModule } from "./modules/protocol.ts";
import { vaultModule } from "./modules/vault.ts";
import { LOCAL_CHAIN_ID, parseParameters, type ProtocolParameters } from "./parameters.ts";
import { local } from "./parameters/local.ts";
import { typedKeys } from "./roles.ts";

export type Protocol = {
  contracts: ProtocolContracts;
  addresses: ProtocolAddresses;
  parameters: ProtocolParameters;
};

export type DeployOptions = {
  /** What to deploy with; the local chain's parameters when left out, and then on the local chain only. */
  parameters?: ProtocolParameters;
  /** Folder of Ignition's journal. With it an interrupted deployment goes on where it stopped. */
  journal?: string;
  /** An account that the connection can sign for; its first one when left out. Ends without any role. */
  deployer?: string;
  /** Blocks to wait for after each transaction on a chain that does not mine by itself. */
  confirmations?: number;
};

/**
 * Deploys the protocol and hands its authority over. Tests, scripts and CI deploy through here, as production does.
 *
 * @example
 * const connection = await network.create();
 * const { contracts } = await deployProtocol(connection);
 */
export async function deployProtocol<T extends string>(
  connection: NetworkConnection<T>,
  options: DeployOptions = {},
): Promise<Protocol> {
  // 1. Read what is there.
  const accounts = await accountsOf(connection);
  const chainId = Number(await connection.provider.request({ method: "eth_chainId" }));
  const parameters = options.parameters ?? parseParameters(local(accounts));
  const deployer = options.deployer ?? accounts[0];

  // 2. Refuse what can't end well, before anything is sent.
  if (chainId !== parameters.chainId) {
    throw new DeploymentRefused(`The node is on chain ${chainId}, the parameters are for chain ${parameters.chainId}.`);
  }
  if (deployer === undefined) {
    throw new DeploymentRefused("There is no account to deploy with.", ["set the key that hardhat.config.ts names"]);
  }
  refuseRolesOf(deployer, parameters);

  // 3. Deploy, and hand over.
  if (options.journal !== undefined) await mendJournal(options.journal, connection.provider, deployer);
  const grants = await readGrants(artifacts);
  const protocol = protocolModule(parameters, deployer);
  const vault = vaultModule("Vault", parameters, protocol);
  const everything = handoverModule(parameters, grants, deployer, { protocol, vault });
  const result = await deploy({
    ignitionModule: everything,
    artifactResolver:
      options.journal === undefined ? compiledContracts(artifacts) : new HardhatArtifactResolver(artifacts),
    provider: connection.provider,
    deploymentParameters: {},
    accounts,
    defaultSender: deployer,
    ...(options.journal === undefined ? {} : { deploymentDir: options.journal }),
    config:
      chainId === LOCAL_CHAIN_ID
        ? { blockPollingInterval: 5, requiredConfirmations: 1 }
        : options.confirmations === undefined
          ? {}
          : { requiredConfirmations: options.confirmations },
  });
  if (result.type !== DeploymentResultType.SUCCESSFUL_DEPLOYMENT) throw refusalOf(result);

  // 4. Return it with its types.
  const found = DEPLOYED_KEYS.map((key) => [key, result.contracts[everything.results[key].id]?.address]);
  const addresses = Object.fromEntries(found) as ProtocolAddresses;
  return { contracts: await attachProtocol(connection, addresses), addresses, parameters };
}

/**
 * Typed contracts of a protocol that is deployed already. They act for the connection's first account, if it has one.
 */
export async function attachProtocol<T extends string>(
  { ethers }: NetworkConnection<T>,
  addresses: ProtocolAddresses,
): Promise<ProtocolContracts> {
  const attached = DEPLOYED_KEYS.map(
    async (key) => [key, await ethers.getContractAt(PROTOCOL[key].contract, addresses[key])] as const,
  );
  return Object.fromEntries(await Promise.all(attached)) as unknown as ProtocolContracts;
}

async function accountsOf<T extends string>({ ethers }: NetworkConnection<T>): Promise<string[]> {
  const signers = await ethers.getSigners();
  return signers.map(({ address }) => address);
}

/** The deployer gives up what it has at the end; a role of the same account would go with it. */
function refuseRolesOf(deployer: string, { roles, network }: ProtocolParameters): void {
  for (const role of typedKeys(PEOPLE)) {
    if (roles[role].toLowerCase() !== deployer.toLowerCase()) continue;
    throw new DeploymentRefused(`On ${network} the deployer ${deployer} is also the ${role}.`, [
      "use an account of its own",
    ]);
  }
}

function refusalOf(
  result: Exclude<DeploymentResult, { type: DeploymentResultType.SUCCESSFUL_DEPLOYMENT }>,
): DeploymentRefused {
  const facts: string[] = [];
  if ("errors" in result) {
    for (const [future, errors] of Object.entries(result.errors))
      facts.push(`${future}: ${[errors].flat().join("; ")}`);
  }
  if ("failed" in result) facts.push(...result.failed.map(({ futureId, error }) => `${futureId}: ${error}`));
  if ("timedOut" in result) facts.push(...result.timedOut.map(({ futureId }) => `${futureId}: timed out`));
  return new DeploymentRefused(`The deployment stopped (${result.type}). Repeat the command to go on.`, facts);
}
