// `npm run deploy`: deploys to a network of hardhat.config.ts, goes on after an interruption, and reads the result
// back.

import "./lib/productionFolder.ts";
import { Command, Option } from "commander";
import hre from "hardhat";
import { checkDeployment, DeploymentMismatch } from "../deploy/checks.ts";
import { attachProtocol, deployProtocol } from "../deploy/deployProtocol.ts";
import { DeploymentRefused } from "../deploy/errors.ts";
import { parseParameters } from "../deploy/parameters.ts";
import { NETWORKS, parametersFor } from "../deploy/parameters/parametersFor.ts";
import { journalOf, readRecord, writeRecord } from "../deploy/record.ts";
import { build } from "./lib/build.ts";
import { CliError } from "./lib/cliError.ts";
import { createProgress } from "./lib/progress.ts";
import { runCli } from "./lib/runCli.ts";

const NOTES = `
Parameters are in deploy/parameters/<network>.ts. The deployer's key and the node's address come from Hardhat's keystore
(npx hardhat keystore set DEPLOYER_PRIVATE_KEY) or from the environment. The deployer ends without any role.

What has been sent is kept in deploy/deployments/chain-<id>; after an interruption, repeat the command.

Exit codes: 0 deployed, or checked, without a difference; 1 refused, interrupted, or a difference found; 2 wrong
usage.`;

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
    // 1. Read, and refuse before anything is sent.
    const parameters = parseParameters(parametersFor(network));
    const journal = journalOf(hre.config.paths.root, parameters.chainId);
    await progress.stage("contracts compiled", () => build("production"));
    const connection = await hre.network.create(network);
    const { provider } = connection.ethers;

    // 2. Deploy, unless asked not to.
    const kept = await readRecord(journal);
    const record = kept ?? { network, chainId: parameters.chainId, fromBlock: await provider.getBlockNumber() };
    if (!check) {
      await writeRecord(journal, record);
      const { addresses } = await progress.stage("deployed", () => deployProtocol(connection, { parameters, journal }));
      await writeRecord(journal, { ...record, addresses });
    }

    // 3. Read the chain back.
    const { addresses } = (await readRecord(journal)) ?? {};
    if (!addresses) throw new CliError(`Nothing is deployed on ${network} yet.`, [`no complete record in ${journal}`]);
    const contracts = await attachProtocol(connection, addresses);
    await progress.stage("read back without a difference", () =>
      checkDeployment(provider, { contracts, addresses, parameters }, record.fromBlock),
    );
    process.stdout.write(`${JSON.stringify(addresses, null, 2)}\n`);
  } catch (error) {
    if (error instanceof DeploymentRefused || error instanceof DeploymentMismatch) throw new CliError(error.message);
    throw error;
  }
}
