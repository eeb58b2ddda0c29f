// `npm run deploy`: deploys to a network of hardhat.config.ts, goes on after an interruption, and reads the result
// back.

import "./lib/productionFolder.ts";
import { Command, Option } from "commander";
import hre from "hardhat";
import { checkDeployment, DeploymentMismatch } from "../deploy/checks.ts";
import { ask, codeAt } from "../deploy/chain/create2.ts";
import { withLock } from "../deploy/chain/lock.ts";
import { attachProtocol, deployProtocol } from "../deploy/deployProtocol.ts";
import { DeploymentRefused } from "../deploy/errors.ts";
import { parseParameters, type ProtocolParameters } from "../deploy/parameters.ts";
import { NETWORKS, parametersFor } from "../deploy/parameters/parametersFor.ts";
import { folderOf, memoryIn, readRecord, writeRecord, type DeploymentRecord } from "../deploy/record.ts";
import type { Scheduled } from "../deploy/scheduled.ts";
import { build } from "./lib/build.ts";
import { CliError } from "./lib/cliError.ts";
import { createProgress, type Progress } from "./lib/progress.ts";
import { runCli } from "./lib/runCli.ts";

const NOTES = `
Parameters are in deploy/parameters/<network>.ts. The node's address and the deployer's key come from Hardhat's keystore
(npx hardhat keystore set DEPLOYER_PRIVATE_KEY) or from the environment: DEPLOYER_PRIVATE_KEY and, by network,
SEPOLIA_RPC_URL, BASE_RPC_URL, BASE_SEPOLIA_RPC_URL or ARBITRUM_RPC_URL. --check needs no key. The deployer ends without
any role.

Every address is known before anything is sent, and the chain itself says what is there: after an interruption, or with
any doubt, repeat the command. Addresses are kept in deploy/deployments/<network>.

Exit codes: 0 deployed, or checked, without a difference; 1 refused, interrupted, or a difference found; 2 wrong
usage, or no node.`;

const program = new Command("npm run deploy --")
  .description("Deploy the protocol to a public network, or check what is deployed there.")
  .addOption(new Option("--network <name>", "as in hardhat.config.ts").choices(NETWORKS).makeOptionMandatory())
  .option("--check", "deploy nothing; read the chain back and compare it with the parameters", false)
  .addHelpText("after", NOTES)
  .action(main);

await runCli(program);

async function main({ network, check }: { network: string; check: boolean }): Promise<void> {
  const progress = createProgress();
  try {
    const parameters = parseParameters(parametersFor(network));
    const folder = folderOf(hre.config.paths.root, network);
    await progress.stage("contracts compiled", () => build("production"));
    if (!check) await withLock(folder, () => deploy(network, folder, parameters, progress));
    const scheduled = await readBack(network, folder, parameters, progress);
    for (const each of scheduled) progress.say(announcement(each));
  } catch (error) {
    if (error instanceof DeploymentRefused || error instanceof DeploymentMismatch) throw new CliError(error.message);
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

async function readBack(
  network: string,
  folder: string,
  parameters: ProtocolParameters,
  progress: Progress,
): Promise<readonly Scheduled[]> {
  const record = await readRecord(folder);
  const addresses = record?.addresses;
  if (!record || !addresses) throw new CliError(`Nothing is deployed on ${network} yet.`, [`no record in ${folder}`]);
  // Reading needs no key.
  const connection = await hre.network.create({ network, override: { accounts: "remote" } });
  await requireSameChain(record, connection.ethers.provider);
  if ((await codeAt(connection.provider, addresses.vault)) === "0x") {
    throw new CliError(`No vault is at ${addresses.vault}.`, [
      `${folder} says that it was deployed on ${network}: this node is on another chain, or behind`,
    ]);
  }
  const contracts = await attachProtocol(connection, addresses);
  const scheduled = await progress.stage("read back without a difference", () =>
    checkDeployment(connection.ethers.provider, { contracts, addresses, parameters }, record.fromBlock),
  );
  process.stdout.write(`${JSON.stringify(addresses, null, 2)}\n`);
  return scheduled;
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
