// `npm run settle`: distributes what operators have paid in and reporters have attested, of every cluster of a vault at
// once.

import { Command } from "commander";
import { readAddress, readBigInt } from "./lib/arguments.ts";
import { connect } from "./lib/rpc.ts";
import { runCli } from "./lib/runCli.ts";
import { SUBMITTER_KEY } from "./lib/sender.ts";
import { settleAll } from "./settle/settleAll.ts";

const NOTES = `
Anyone may settle. Clusters that have neither a final report to take in nor cash to distribute are left alone. The
others are settled manager by manager, fifty in one transaction. What each came to is printed as JSON, in base units of
the asset.

The transactions are paid for with ${SUBMITTER_KEY}, from Hardhat's keystore or the environment; on the local chain by
its first account.

Exit codes: 0 done, also where there was nothing to do; 1 refused, with the reason; 2 wrong usage, or no node.`;

const program = new Command("npm run settle --")
  .description("Settle every cluster of a vault that has something to settle.")
  .requiredOption("--rpc <url>", "a node")
  .requiredOption("--vault <address>", "the vault that finances the clusters", readAddress)
  .option("--cluster <ids...>", "these clusters only")
  .addHelpText("after", NOTES)
  .action(main);

await runCli(program);

async function main({ rpc, vault, cluster }: { rpc: string; vault: string; cluster?: string[] }) {
  const provider = await connect(rpc);
  try {
    const settled = await settleAll(provider, vault, cluster?.map(readBigInt));
    process.stdout.write(`${JSON.stringify(settled, null, 2)}\n`);
  } finally {
    provider.destroy();
  }
}
