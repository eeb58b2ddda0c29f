// `npm run verify`: has a public server compile every contract of a deployment anew, compare it with the chain, and
// publish its sources.

import "./lib/productionFolder.ts";
import { keysPer, PROTOCOL, type DeployedKey } from "@gpu-yield-vaults/sdk/protocol";
import { Command, Option } from "commander";
import hre from "hardhat";
import { NETWORKS, parametersFor } from "../deploy/parameters/parametersFor.ts";
import { folderOf, readRecord, writeJson, type DeploymentRecord } from "../deploy/record.ts";
import { sourceOf } from "../deploy/sources.ts";
import { build } from "./lib/build.ts";
import { CliError } from "./lib/cliError.ts";
import { createProgress } from "./lib/progress.ts";
import { runCli } from "./lib/runCli.ts";
import { Verifier } from "./verify/Verifier.ts";

const NOTES = `
Every contract of deploy/deployments/<network>, of the protocol and of all its vaults, also those that others have made
in their constructors. No key is needed, on either side. What is verified already is left alone, so the command may be
repeated. Explorers of other makers take what it publishes, or the files of --out by hand: one a contract, with its
address, the compiler's version and the compiler's standard input.

Exit codes: 0 all are verified, or written; 1 some are not what was compiled here; 2 wrong usage, or no server.`;

type Options = { network: string; server: string; out?: string };

type Contract = { name: string; key: DeployedKey; address: string };

const program = new Command("npm run verify --")
  .description("Have a public server compile every contract anew, compare it with the chain, and publish its sources.")
  .addOption(new Option("--network <name>", "as in hardhat.config.ts").choices(NETWORKS).makeOptionMandatory())
  .option("--server <url>", "whatever has Sourcify's API, version 2", "https://sourcify.dev/server")
  .option("--out <folder>", "send nothing: write what would be sent")
  .addHelpText("after", NOTES)
  .action(main);

await runCli(program);

async function main({ network, server, out }: Options): Promise<void> {
  const folder = folderOf(hre.config.paths.root, network);
  const contracts = contractsOf(network, await readRecord(folder));
  const progress = createProgress();
  await progress.stage("contracts compiled", () => build("production"));
  if (out !== undefined) {
    for (const { name, key, address } of contracts) {
      await writeJson(out, `${name}.json`, { address, ...(await sourceOf(PROTOCOL[key].contract)) });
    }
    progress.say(`${contracts.length} contracts written to ${out}`);
    return;
  }
  const verifier = new Verifier(server.replace(/\/$/, ""), parametersFor(network).chainId);
  let others = 0;
  for (const { name, key, address } of contracts) {
    const before = await verifier.known(address);
    const { match, why } =
      before === "none"
        ? await verifier.verify(address, await sourceOf(PROTOCOL[key].contract))
        : { match: before, why: undefined };
    progress.say(`${name} at ${address}: ${match}${why === undefined ? "" : `; ${why}`}`);
    if (match === "none") others += 1;
  }
  if (others === 0) return;
  throw new CliError(
    `${others} of ${contracts.length} contracts are not what was compiled here.`,
    [],
    "check out the commit that was deployed, and repeat the command; npm run deploy:check compares the code itself.",
  );
}

/** All that a record knows, with the first vault's as the protocol's; tokens are their issuers'. */
function contractsOf(network: string, record: DeploymentRecord | undefined): Contract[] {
  if (!record?.addresses) throw new CliError(`Nothing is deployed on ${network} yet.`);
  const { addresses, vaults = {} } = record;
  const own = (key: DeployedKey) => key !== "asset" && key !== "dollar";
  const further = Object.entries(vaults).flatMap(([vault, { addresses: made }]) =>
    keysPer("vault")
      .filter(own)
      .map((key) => ({ name: `${vault}-${key}`, key, address: made[key] })),
  );
  const first = keysPer("protocol", "vault").filter(own);
  return [...first.map((key) => ({ name: key, key, address: addresses[key] })), ...further];
}
