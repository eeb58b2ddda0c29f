// `npm run period`: lets another period pass on the local chain, with the local reporters.

import { Command, Option } from "commander";
import { passPeriod } from "./dev/passPeriod.ts";
import { readAddress, readBigInt } from "./lib/arguments.ts";
import { connect } from "./lib/rpc.ts";
import { runCli } from "./lib/runCli.ts";

const NOTES = `
The local reporters sign the figures of the last period that rented anything; the chain's clock moves to the period's
end and on until the report is final. What happened is printed as JSON.

Exit codes: 0 done; 1 refused, with the reason; 2 wrong usage, or no node.`;

const program = new Command("npm run period --")
  .description("Let another period pass on the local chain: reported, signed and final.")
  .requiredOption("--rpc <url>", "the local chain")
  .requiredOption("--vault <address>", "the vault that finances the cluster", readAddress)
  .addOption(new Option("--cluster <id>", "the cluster's title; the vault's first when left out").argParser(readBigInt))
  .option("--pay", "have the operator pay the rent in, and settle", false)
  .addHelpText("after", NOTES)
  .action(main);

await runCli(program);

async function main({ rpc, vault, cluster, pay }: { rpc: string; vault: string; cluster?: bigint; pay: boolean }) {
  const provider = await connect(rpc);
  try {
    process.stdout.write(`${JSON.stringify(await passPeriod(provider, vault, cluster, pay), null, 2)}\n`);
  } finally {
    provider.destroy();
  }
}
