import { DEPLOYED_KEYS, PROTOCOL } from "@gpu-yield-vaults/sdk/protocol";
import { PROTOCOL_PEOPLE, ROLES, VAULT_PEOPLE } from "@gpu-yield-vaults/sdk/roles";
import type { NetworkConnection } from "hardhat/types/network";
import type { EthereumProvider } from "hardhat/types/providers";
import { carryOut, type CarryingOut } from "./carryOut.ts";
import { ask, codeAt } from "./chain/create2.ts";
import { Plan } from "./chain/plan.ts";
import type { Step } from "./chain/sender.ts";
import { compiler } from "./compiler.ts";
import type { ProtocolAddresses, ProtocolContracts } from "./contracts.ts";
import { DeploymentRefused } from "./errors.ts";
import { planProtocol } from "./modules/protocol.ts";
import { planVault } from "./modules/vault.ts";
import { parseParameters, type ProtocolParameters } from "./parameters.ts";
import { local } from "./parameters/local.ts";
import { postStakes } from "./postStakes.ts";
import { typedKeys } from "./roles.ts";
import { Setup } from "./setup.ts";

export type Protocol = {
  contracts: ProtocolContracts;
  addresses: ProtocolAddresses;
  parameters: ProtocolParameters;
};

export type DeployOptions = CarryingOut & {
  /** What to deploy with; the local chain's parameters when left out, and then on the local chain only. */
  parameters?: ProtocolParameters;
  /** Tells it apart from another deployment of the same on the same chain, which it would otherwise go on with. */
  name?: string;
  /** An account that the connection can sign for; its first one when left out. Ends without any role. */
  deployer?: string;
};

/**
 * Deploys the protocol with its first vault and hands its authority over. Tests, scripts and CI deploy through here, as
 * production does. What is there already is passed over, so it may be repeated after any interruption, and sends
 * nothing once everything is there.
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
  const { provider } = connection;
  const accounts = await accountsOf(connection);
  const chainId = Number(await ask(provider, "eth_chainId", []));
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
  const plan = new Plan(compiler, options.name ?? "GpuYieldVaults");
  const shared = await planProtocol(plan, parameters, deployer);
  const addresses: ProtocolAddresses = { ...shared, ...(await planVault(plan, parameters, shared)) };

  // 3. Create, and hand over: in one transaction, so that no interruption leaves the authority half set up.
  const setup = await Setup.read();
  const handover: Step = {
    name: "set up all of it, and hand the authority over",
    to: addresses.accessManager,
    data: setup.handover(shared, setup.protocol(addresses, parameters), deployer),
    isDone: async () => !(await isAdmin(provider, addresses.accessManager, deployer)),
  };
  await carryOut(provider, deployer, plan, [handover], options);

  // 4. Return it with its types.
  const contracts = await attachProtocol(connection, addresses);
  if (parameters.asset === "TestDollar") await postStakes(connection, contracts, parameters);
  return { contracts, addresses, parameters };
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
function refuseRolesOf(deployer: string, { roles, people, network }: ProtocolParameters): void {
  const accounts = [
    ...typedKeys(PROTOCOL_PEOPLE).map((person) => [person, roles[person]] as const),
    ...typedKeys(VAULT_PEOPLE).map((person) => [person, people[person]] as const),
  ];
  for (const [person, account] of accounts) {
    if (account.toLowerCase() !== deployer.toLowerCase()) continue;
    throw new DeploymentRefused(`On ${network} the deployer ${deployer} is also the ${person}.`, [
      "use an account of its own",
    ]);
  }
}

/** Whether an account is an admin of an authority that is there. */
async function isAdmin(provider: EthereumProvider, accessManager: string, account: string): Promise<boolean> {
  if ((await codeAt(provider, accessManager)) === "0x") return true; // it will be
  const manager = (await compiler.get("AccessManager")).interface;
  const data = manager.encodeFunctionData("hasRole", [ROLES.admin, account]);
  const [isMember] = manager.decodeFunctionResult(
    "hasRole",
    await ask(provider, "eth_call", [{ to: accessManager, data }, "latest"]),
  );
  return Boolean(isMember);
}
