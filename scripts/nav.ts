// `npm run nav`: what an auditor runs. Recomputes a vault's figures from events and terms, and shows both.

import { Command } from "commander";
import { LOCAL_CHAIN_ID } from "../deploy/parameters.ts";
import { readAddress, readNumber } from "./lib/arguments.ts";
import { CliError } from "./lib/cliError.ts";
import { showInstant } from "./lib/instant.ts";
import { connect } from "./lib/rpc.ts";
import { runCli } from "./lib/runCli.ts";
import { audit, type Audit } from "./nav/audit.ts";
import { beginningOf } from "./nav/beginning.ts";
import { doubtAbout } from "./nav/doubtAbout.ts";

/** Blocks after the audited one, on a public chain. */
const CONFIRMATIONS = 32;

const NOTES = `
Value is recomputed from draws, straight-line depreciation, write-downs, sales, recoveries, lost GPUs and workouts;
deadlines from reports, payments and the oracle's timings, and what leavers are paid from the markdowns of what is
delinquent, each a function of time that no event needs to move; locked amounts from settlements, each vesting since the
start of the oldest period it pays for; cash and supply from deposits, withdrawals, draws, settlements and recoveries;
the fee from the profit that the entry price has shown; what the queue holds from requests, settlements and claims; who
bore a loss from bonds and reserves; what reporters have staked, and that awards are all that was taken of it. Loans and
leases: schedule, interest, principal, late interest and what is outstanding, from the terms and what was paid;
covenants, their figures and tiers from reports and price marks, and what they hold back, sweep and free. Every line of
every settlement, every posting, and the price of every entry and every
exit is checked against the terms, and what the managers store of a facility word by word. Figures are in base units,
prices in base units per whole share × 10^12.

Without --block, what is audited is some blocks back, by --confirmations, where no reorganisation reaches and every
replica of a node has caught up. Events are read from the deployment on: by its record in deploy/deployments, or from
the first block in which one of the contracts had code, which takes a node that keeps old states. They are read in
ranges as large as the node allows, and not kept. A node that is busy, gone or behind is waited for.

Exit codes: 0 all figures agree; 1 one differs, or an event contradicts the terms, and the node said so twice; 2 wrong
usage, nothing to read, or a node that could not answer, or not reliably, with the reason.`;

const program = new Command("npm run nav --")
  .description("Recompute a vault's NAV and share prices from events and terms, beside the contract's own.")
  .requiredOption(
    "--rpc <urls>",
    "a node, or several with commas in between; for a past block one that keeps its state",
  )
  .requiredOption("--vault <address>", "the vault", readAddress)
  .option("--block <number>", "the block to audit, whatever --confirmations says", readNumber)
  .option("--confirmations <number>", `how many blocks back; ${CONFIRMATIONS}, on the local chain 0`, readNumber)
  .option("--from <number>", "the block to read events from; the deployment's when left out", readNumber)
  .option("--patience <seconds>", "how long a node that is busy, gone or behind is waited for", readNumber, 60)
  .addHelpText("after", NOTES)
  .action(main);

await runCli(program, 2);

type Options = { rpc: string; vault: string; block?: number; confirmations?: number; from?: number; patience: number };

async function main({ rpc, vault, from, patience, ...options }: Options) {
  const provider = await connect(rpc, patience * 1_000);
  try {
    const { chainId } = await provider.getNetwork();
    const latest = await provider.getBlockNumber();
    const back = options.confirmations ?? (chainId === BigInt(LOCAL_CHAIN_ID) ? 0 : CONFIRMATIONS);
    const block = options.block ?? Math.max(latest - back, 0);
    if (block > latest)
      throw new CliError(`Block ${block} is not there yet; the latest is ${latest}.`, [], undefined, 2);
    const beginning = from ?? (await beginningOf(provider, vault, latest));
    const auditOnce = () => audit(provider, vault, block, beginning);
    const result = await auditOnce();
    const agrees = result.comparisons.every((comparison) => comparison.agrees) && result.contradictions.length === 0;
    const doubt = agrees ? undefined : await doubtAbout(provider, result, auditOnce);
    if (doubt !== undefined) {
      const summary = "Figures and events do not agree, and it may be the node's fault.";
      throw new CliError(summary, [doubt], "ask another node, or audit an older block.", 2);
    }
    show(result, latest - block);
    if (agrees) return;
    throw new CliError(`The contracts and the events of ${vault} disagree in block ${block}.`, result.contradictions);
  } finally {
    provider.destroy();
  }
}

function show({ block, time, events, comparisons }: Audit, back: number): void {
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
  process.stdout.write(`block ${block}, ${back} back · ${showInstant(time)} · ${events} events\n`);
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    process.stdout.write(`${cells.join("  ").trimEnd()}\n`);
  }
}
