import { HardhatArtifactResolver } from "@nomicfoundation/hardhat-ignition/helpers";
import { deploy, DeploymentResultType, type DeploymentResult } from "@nomicfoundation/ignition-core";
import { artifacts } from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";
import type {
  AccessManager,
  CapitalAuction,
  ClusterRegistry,
  CollateralEscrow,
  Contradictions,
  Covenants,
  FacilityLens,
  FacilityOrigination,
  GpuYieldVault,
  LoanLedger,
  LoanManager,
  DrawEscrow,
  OperatorBond,
  RedemptionQueue,
  ReportBounds,
  ReportDisputes,
  ReporterQuorum,
  LossAnnouncements,
  Workouts,
  ReportClock,
  RevenueOracle,
  RevenueShareManager,
  TestDollar,
  DrawLimits,
  VaultLens,
  VaultRouter,
} from "../build/types/index.ts";
import { compiledContracts } from "./compiledContracts.ts";
import { DeploymentRefused } from "./errors.ts";
import { mendJournal } from "./mendJournal.ts";
import { auctionModule } from "./modules/auction.ts";
import { authorityModule } from "./modules/authority.ts";
import { disputesModule } from "./modules/disputes.ts";
import { handoverModule } from "./modules/handover.ts";
import { oracleModule } from "./modules/oracle.ts";
import { vaultModule } from "./modules/vault.ts";
import { LOCAL_CHAIN_ID, parseParameters, type ProtocolParameters } from "./parameters.ts";
import { local } from "./parameters/local.ts";
import { readGrants } from "./selectors.ts";

/** Everything that a deployment consists of. */
export type ProtocolContracts = {
  accessManager: AccessManager;
  registry: ClusterRegistry;
  quorum: ReporterQuorum;
  bounds: ReportBounds;
  oracle: RevenueOracle;
  clock: ReportClock;
  contradictions: Contradictions;
  vault: GpuYieldVault;
  queue: RedemptionQueue;
  router: VaultRouter;
  vaultLens: VaultLens;
  shares: RevenueShareManager;
  loans: LoanManager;
  ledger: LoanLedger;
  lens: FacilityLens;
  origination: FacilityOrigination;
  covenants: Covenants;
  losses: LossAnnouncements;
  workouts: Workouts;
  escrow: CollateralEscrow;
  bond: OperatorBond;
  drawLimits: DrawLimits;
  drawEscrow: DrawEscrow;
  disputes: ReportDisputes;
  auction: CapitalAuction;
  /** The dollar. Elsewhere than on the local chain it is the network's own, and nobody mints it here. */
  asset: TestDollar;
};

export type ProtocolAddresses = Record<keyof ProtocolContracts, string>;

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
  const authority = authorityModule(deployer);
  const oracle = oracleModule(parameters, authority);
  const vault = vaultModule(parameters, authority, oracle);
  const disputes = disputesModule(parameters, { authority, oracle, vault });
  const auction = auctionModule({ authority, vault });
  const result = await deploy({
    ignitionModule: handoverModule(parameters, grants, deployer, { authority, oracle, vault, disputes, auction }),
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
  const addressOf = (id: string) => {
    const contract = Object.values(result.contracts).find(({ contractName }) => contractName === id);
    if (!contract) throw new Error(`Ignition reports no ${id}`);
    return contract.address;
  };
  const addresses: ProtocolAddresses = {
    accessManager: addressOf("AccessManager"),
    registry: addressOf("ClusterRegistry"),
    quorum: addressOf("ReporterQuorum"),
    bounds: addressOf("ReportBounds"),
    oracle: addressOf("RevenueOracle"),
    clock: addressOf("ReportClock"),
    contradictions: addressOf("Contradictions"),
    vault: addressOf("GpuYieldVault"),
    queue: addressOf("RedemptionQueue"),
    router: addressOf("VaultRouter"),
    vaultLens: addressOf("VaultLens"),
    shares: addressOf("RevenueShareManager"),
    loans: addressOf("LoanManager"),
    ledger: addressOf("LoanLedger"),
    lens: addressOf("FacilityLens"),
    origination: addressOf("FacilityOrigination"),
    covenants: addressOf("Covenants"),
    losses: addressOf("LossAnnouncements"),
    workouts: addressOf("Workouts"),
    escrow: addressOf("CollateralEscrow"),
    bond: addressOf("OperatorBond"),
    drawLimits: addressOf("DrawLimits"),
    drawEscrow: addressOf("DrawEscrow"),
    disputes: addressOf("ReportDisputes"),
    auction: addressOf("CapitalAuction"),
    asset: parameters.asset === "TestDollar" ? addressOf("TestDollar") : parameters.asset,
  };
  return { contracts: await attachProtocol(connection, addresses), addresses, parameters };
}

/**
 * Typed contracts of a protocol that is deployed already. They act for the connection's first account, if it has one.
 */
export async function attachProtocol<T extends string>(
  { ethers }: NetworkConnection<T>,
  addresses: ProtocolAddresses,
): Promise<ProtocolContracts> {
  return {
    accessManager: await ethers.getContractAt("AccessManager", addresses.accessManager),
    registry: await ethers.getContractAt("ClusterRegistry", addresses.registry),
    quorum: await ethers.getContractAt("ReporterQuorum", addresses.quorum),
    bounds: await ethers.getContractAt("ReportBounds", addresses.bounds),
    oracle: await ethers.getContractAt("RevenueOracle", addresses.oracle),
    clock: await ethers.getContractAt("ReportClock", addresses.clock),
    contradictions: await ethers.getContractAt("Contradictions", addresses.contradictions),
    vault: await ethers.getContractAt("GpuYieldVault", addresses.vault),
    queue: await ethers.getContractAt("RedemptionQueue", addresses.queue),
    router: await ethers.getContractAt("VaultRouter", addresses.router),
    vaultLens: await ethers.getContractAt("VaultLens", addresses.vaultLens),
    shares: await ethers.getContractAt("RevenueShareManager", addresses.shares),
    loans: await ethers.getContractAt("LoanManager", addresses.loans),
    ledger: await ethers.getContractAt("LoanLedger", addresses.ledger),
    lens: await ethers.getContractAt("FacilityLens", addresses.lens),
    origination: await ethers.getContractAt("FacilityOrigination", addresses.origination),
    covenants: await ethers.getContractAt("Covenants", addresses.covenants),
    losses: await ethers.getContractAt("LossAnnouncements", addresses.losses),
    workouts: await ethers.getContractAt("Workouts", addresses.workouts),
    escrow: await ethers.getContractAt("CollateralEscrow", addresses.escrow),
    bond: await ethers.getContractAt("OperatorBond", addresses.bond),
    drawLimits: await ethers.getContractAt("DrawLimits", addresses.drawLimits),
    drawEscrow: await ethers.getContractAt("DrawEscrow", addresses.drawEscrow),
    disputes: await ethers.getContractAt("ReportDisputes", addresses.disputes),
    auction: await ethers.getContractAt("CapitalAuction", addresses.auction),
    asset: await ethers.getContractAt("TestDollar", addresses.asset),
  };
}

async function accountsOf<T extends string>({ ethers }: NetworkConnection<T>): Promise<string[]> {
  const signers = await ethers.getSigners();
  return signers.map(({ address }) => address);
}

/** The deployer gives up what it has at the end; a role of the same account would go with it. */
function refuseRolesOf(deployer: string, { roles, network }: ProtocolParameters): void {
  for (const role of ["governor", "curator", "guardian", "arbiter"] as const) {
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
