// `npm run nav`: what an auditor runs. Recomputes a vault's figures from events and terms, and shows both.

import { Command } from "commander";
import { readAddress, readNumber } from "./lib/arguments.ts";
import { CliError } from "./lib/cliError.ts";
import { showInstant } from "./lib/instant.ts";
import { connect } from "./lib/rpc.ts";
import { runCli } from "./lib/runCli.ts";
import { audit, type Audit } from "./nav/audit.ts";

const NOTES = `
Value is recomputed from draws, straight-line depreciation, write-downs, sales, recoveries, lost GPUs and workouts;
deadlines from reports, payments and the oracle's timings, and what leavers are paid from the markdowns of what is
delinquent, each a function of time that no event needs to move; locked amounts from settlements, each vesting since the
start of the oldest period it pays for; cash and supply from deposits, withdrawals, draws, settlements and recoveries;
the fee from the profit that the entry price has shown; what the queue holds from requests, settlements and claims; who
bore a loss from bonds and reserves. Loans and leases: schedule, interest, principal, late interest and what is
outstanding, from the terms and what was paid; covenants, their figures and tiers from reports and price marks, and what
they hold back, sweep and free. Every line of every settlement, every posting, and the price of every entry and every
exit is checked against the terms, and what the managers store of a facility word by word. Figures are in base units,
prices in base units per whole share × 10^12.

Exit codes: 0 all figures agree; 1 one differs, or an event contradicts the terms; 2 wrong usage, or nothing to read.`;

const program = new Command("npm run nav --")
  .description("Recompute a vault's NAV and share prices from events and terms, beside the contract's own.")
  .requiredOption("--rpc <url>", "a node; for a past block one that keeps the state of that block")
  .requiredOption("--vault <address>", "the vault", readAddress)
  .option("--block <number>", "the block to audit; the latest when left out", readNumber)
  .option("--from <number>", "the block to read events from; at or before the deployment", readNumber, 0)
  .addHelpText("after", NOTES)
  .action(main);

await runCli(program);

async function main(options: { rpc: string; vault: string; block?: number; from: number }) {
  const provider = await connect(options.rpc);
  try {
    const latest = await provider.getBlockNumber();
    const block = options.block ?? latest;
    if (block > latest)
      throw new CliError(`Block ${block} is not there yet; the latest is ${latest}.`, [], undefined, 2);
    const result = await audit(provider, options.vault, block, options.from);
    show(result);
    if (result.comparisons.every(({ agrees }) => agrees) && result.contradictions.length === 0) return;
    throw new CliError(
      `The contracts and the events of ${options.vault} disagree in block ${block}.`,
      result.contradictions,
    );
  } finally {
    provider.destroy();
  }
}

function show({ block, time, events, comparisons }: Audit): void {
  const rows = [
    ["", "contract", "recomputed", "difference"],
    ...comparisons.map(({ figure, contract, recomputed, agrees }) => [
      `${agrees ? "=" : "≠"} ${figure}`,
      `${contract}`,
      `${recomputed}`,
      `${contract - recomputed}`,
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  process.stdout.write(`block ${block} · ${showInstant(time)} · ${events} events\n`);
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    process.stdout.write(`${cells.join("  ").trimEnd()}\n`);
  }
}
