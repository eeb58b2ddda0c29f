// `npm run deploy`: deploys to a network of hardhat.config.ts, goes on after an interruption, and reads the result
// back.

import "./lib/productionFolder.ts";
import { safeBatch } from "@gpu-yield-vaults/sdk/actions";
import { Command, Option } from "commander";
import { isError, ZeroAddress } from "ethers";
import hre from "hardhat";
import { basename, join } from "node:path";
import type { VaultDirectory } from "../build/types/index.ts";
import { checkDeployment, DeploymentMismatch, isAdmitted, type FurtherVault } from "../deploy/checks.ts";
import { ask, codeAt } from "../deploy/chain/create2.ts";
import { withLock } from "../deploy/chain/lock.ts";
import type { ProtocolAddresses } from "../deploy/contracts.ts";
import { attachProtocol, deployProtocol } from "../deploy/deployProtocol.ts";
import { deployVault, freeNumber } from "../deploy/deployVault.ts";
import { DeploymentRefused } from "../deploy/errors.ts";
import { governorTransactions } from "../deploy/governor.ts";
import { parseParameters, parseVault, type ProtocolParameters } from "../deploy/parameters.ts";
import { NETWORKS, parametersFor } from "../deploy/parameters/parametersFor.ts";
import { folderOf, memoryIn, readRecord, writeJson, writeRecord, type DeploymentRecord } from "../deploy/record.ts";
import type { Scheduled } from "../deploy/scheduled.ts";
import { whoActs } from "../deploy/whoActs.ts";
import { build } from "./lib/build.ts";
import { CliError } from "./lib/cliError.ts";
import { readJson } from "./lib/inFile.ts";
import { createProgress, type Progress } from "./lib/progress.ts";
import { runCli } from "./lib/runCli.ts";

const NOTES = `
Parameters are in deploy/parameters/<network>.ts. The node's address and the deployer's key come from Hardhat's keystore
(npx hardhat keystore set DEPLOYER_PRIVATE_KEY) or from the environment: DEPLOYER_PRIVATE_KEY and, by network,
SEPOLIA_RPC_URL, BASE_RPC_URL, BASE_SEPOLIA_RPC_URL or ARBITRUM_RPC_URL. --check needs no key. The deployer ends without
any role.

Every address is known before anything is sent, and the chain itself says what is there: after an interruption, or with
any doubt, repeat the command. Addresses are kept in deploy/deployments/<network>.

--vault FILE adds a vault, called what its file is called: {"what": "…", "vault": {"name": "…", "symbol": "…"}}, and
whatever else of vault, fee, bond, workouts, drawLimits, disputes or asset is to differ from the first one's;
"people": {"curator": "0x…", "curatorDelay": 172800, "guardian": "0x…"} where they are not the protocol's.
The vault does nothing until the governor has sent the two transactions that are written beside the record: one
announces its admission, the other carries it out after the governor's delay.

Exit codes: 0 deployed, or checked, without a difference; 1 refused, interrupted, or a difference found; 2 wrong
usage, or no node.`;

type Options = { network: string; check: boolean; vault?: string };

const program = new Command("npm run deploy --")
  .description("Deploy the protocol to a public network, or a further vault of it, or check what is deployed there.")
  .addOption(new Option("--network <name>", "as in hardhat.config.ts").choices(NETWORKS).makeOptionMandatory())
  .option(
    "--vault <file>",
    "deploy a further vault, by what its JSON file says, and write what the governor is to send",
  )
  .addOption(
    new Option("--check", "deploy nothing; read the chain back and compare it").default(false).conflicts("vault"),
  )
  .addHelpText("after", NOTES)
  .action(main);

await runCli(program);

async function main({ network, check, vault }: Options): Promise<void> {
  const progress = createProgress();
  try {
    const parameters = parseParameters(parametersFor(network));
    const folder = folderOf(hre.config.paths.root, network);
    const file = vault === undefined ? undefined : await readVaultFile(vault);
    if (file !== undefined) parseVault(parametersFor(network), file.content);
    await progress.stage("contracts compiled", () => build("production"));
    if (file !== undefined) await withLock(folder, () => addVault(network, folder, file, progress));
    else if (!check) await withLock(folder, () => deploy(network, folder, parameters, progress));
    const scheduled = await readBack(network, folder, parameters, progress);
    for (const each of scheduled) progress.say(announcement(each));
  } catch (error) {
    if (error instanceof DeploymentRefused || error instanceof DeploymentMismatch) throw new CliError(error.message);
    if (isError(error, "BAD_DATA")) {
      throw new CliError(
        "The node answers as if a contract of the deployment were not there.",
        ["it is a block behind, or on another chain"],
        `Read it back again: npm run deploy -- --network ${network} --check`,
        2,
      );
    }
    throw error;
  }
}

async function deploy(
  network: string,
  folder: string,
  parameters: ProtocolParameters,
  progress: Progress,
): Promise<void> {
  const connection = await hre.network.create(network);
  const { provider } = connection;
  const record = (await readRecord(folder)) ?? {
    network,
    chainId: parameters.chainId,
    genesis: await genesisOf(connection.ethers.provider),
    fromBlock: Number(await ask(provider, "eth_blockNumber", [])),
  };
  await requireSameChain(record, connection.ethers.provider);
  await writeRecord(folder, record);
  const { addresses } = await progress.stage("deployed", () =>
    deployProtocol(connection, { parameters, memory: memoryIn(folder), say: (line) => progress.say(line) }),
  );
  await writeRecord(folder, { ...record, addresses });
}

/** Deploys a further vault, and writes down what it was made with and what the governor is to send for it. */
async function addVault(
  network: string,
  folder: string,
  { name, content }: VaultFile,
  progress: Progress,
): Promise<void> {
  const record = await requireRecord(network, folder);
  const connection = await hre.network.create(network);
  await requireSameChain(record, connection.ethers.provider);
  const [deployer] = await connection.ethers.getSigners();
  if (!deployer) throw new CliError("There is no account to deploy with.", ["set DEPLOYER_PRIVATE_KEY"]);
  const number = await numberOf(name, record, (await attachProtocol(connection, record.addresses)).directory);
  const { addresses, admissions } = await progress.stage(`vault ${name} deployed`, () =>
    deployVault(connection, record.addresses, parseVault(parametersFor(network), content), {
      name,
      number,
      deployer: deployer.address,
      memory: memoryIn(folder),
      say: (line) => progress.say(line),
    }),
  );
  await writeRecord(folder, { ...record, vaults: { ...record.vaults, [name]: { number, file: content, addresses } } });
  const { schedule, execute } = governorTransactions(record.addresses.accessManager, admissions);
  for (const [verb, transaction] of Object.entries({ schedule, execute })) {
    const batch = safeBatch(record.chainId, { name: `${verb} ${name}`, createdAt: Date.now() }, [transaction]);
    await writeJson(folder, `${name}.${verb}.json`, batch);
  }
}

/** The number that it is to be listed under: the one it has, unless another vault was listed under it meanwhile. */
async function numberOf(name: string, { vaults = {} }: DeploymentRecord, directory: VaultDirectory): Promise<number> {
  const own = vaults[name];
  if (own) {
    const listed = await directory.vaultNumbered(own.number);
    if (listed === ZeroAddress || listed === own.addresses.vault) return own.number;
  }
  return freeNumber(
    directory,
    Object.values(vaults).map(({ number }) => number),
  );
}

async function readBack(
  network: string,
  folder: string,
  parameters: ProtocolParameters,
  progress: Progress,
): Promise<readonly Scheduled[]> {
  const record = await requireRecord(network, folder);
  const { addresses } = record;
  // Reading needs no key.
  const connection = await hre.network.create({ network, override: { accounts: "remote" } });
  await requireSameChain(record, connection.ethers.provider);
  if ((await codeAt(connection.provider, addresses.vault)) === "0x") {
    throw new CliError(`No vault is at ${addresses.vault}.`, [
      `${folder} says that it was deployed on ${network}: this node is on another chain, or behind`,
    ]);
  }
  const first = { contracts: await attachProtocol(connection, addresses), addresses, parameters };
  const further = await Promise.all(
    Object.entries(record.vaults ?? {}).map(async ([name, vault]): Promise<FurtherVault> => {
      const own = { ...addresses, ...vault.addresses };
      const made = parseVault(parametersFor(network), vault.file);
      return {
        name,
        number: vault.number,
        contracts: await attachProtocol(connection, own),
        addresses: own,
        parameters: made,
      };
    }),
  );
  const scheduled = await progress.stage("read back without a difference", () =>
    checkDeployment(connection.ethers.provider, first, record.fromBlock, further),
  );
  const admitted = await Promise.all(further.map(isAdmitted));
  const acting = further.filter((_, index) => admitted[index]);
  for (const line of whoActs(first, acting)) progress.say(line);
  for (const vault of further.filter((_, index) => !admitted[index])) {
    progress.say(
      `vault ${vault.name} waits for the governor: ${join(folder, `${vault.name}.schedule.json`)}, and after`,
    );
    progress.say(`its delay ${vault.name}.execute.json beside it; a Safe's Transaction Builder reads both`);
  }
  const vaults = Object.fromEntries(
    Object.entries(record.vaults ?? {}).map(([name, vault]) => [name, vault.addresses]),
  );
  process.stdout.write(`${JSON.stringify({ ...addresses, ...(further.length > 0 && { vaults }) }, null, 2)}\n`);
  return scheduled;
}

async function requireRecord(
  network: string,
  folder: string,
): Promise<DeploymentRecord & { addresses: ProtocolAddresses }> {
  const record = await readRecord(folder);
  const addresses = record?.addresses;
  if (!record || !addresses) throw new CliError(`Nothing is deployed on ${network} yet.`, [`no record in ${folder}`]);
  return { ...record, addresses };
}

type VaultFile = { name: string; content: unknown };

/** A vault is called what its file is called. */
async function readVaultFile(file: string): Promise<VaultFile> {
  const name = basename(file, ".json");
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(name)) {
    throw new CliError(
      `${JSON.stringify(name)} is no name of a vault.`,
      [],
      "Small letters, digits and dashes: mixed-fleet.json",
      2,
    );
  }
  return { name, content: await readJson(file) };
}

type Blocks = { getBlock: (number: number) => Promise<{ hash: string | null } | null> };

async function genesisOf(provider: Blocks): Promise<string> {
  const first = await provider.getBlock(0);
  if (first?.hash == null) throw new CliError("The node does not give the chain's first block.", ["use another node"]);
  return first.hash;
}

/** Two chains may have one id: a test network that was begun anew, a fork. */
async function requireSameChain(record: DeploymentRecord, provider: Blocks): Promise<void> {
  const genesis = await genesisOf(provider);
  if (genesis === record.genesis) return;
  throw new CliError(`The record of ${record.network} is of another chain with the id ${record.chainId}.`, [
    `its first block is ${record.genesis}, this node's is ${genesis}`,
    "use a node of that chain; or, if it is gone for good, move its record away and repeat the command",
  ]);
}

function announcement({ what, by, from, expired }: Scheduled): string {
  const when = new Date(Number(from) * 1_000).toISOString();
  const state = expired ? `expired; it could be done from ${when}` : `from ${when}`;
  return `announced, not done: ${what}, by ${by}, ${state}`;
}
