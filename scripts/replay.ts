// `npm run replay`: any scenario file, through the real contracts, on a fresh chain of this process.

import { Command } from "commander";
import { build } from "./lib/build.ts";
import { CliError } from "./lib/cliError.ts";
import { describeDebts } from "./replay/describeDebts.ts";
import { describeExits } from "./replay/describeExits.ts";
import { readBytes, readJson } from "./lib/inFile.ts";
import { requireWritable, writeWhole } from "./lib/outFile.ts";
import { createProgress } from "./lib/progress.ts";
import { runCli } from "./lib/runCli.ts";
import { parseScenario } from "./scenario/parseScenario.ts";
import { showRefusal, type Refusal } from "./scenario/row.ts";
import { EXAMPLE_TERMS } from "./scenario/exampleTerms.ts";
import { DEFAULT_TERMS, parseTerms } from "./scenario/terms.ts";

const NOTES = `
Terms are JSON; what is missing takes its default, each GPU model's entry too. The defaults:
${JSON.stringify(DEFAULT_TERMS, null, 2)}

Money is in whole units, as strings; reserveTarget is per cluster. All clusters are financed by one vault and enter
service at the start of their first period. The summary goes to stdout, or to --json; progress goes to stderr.

A cluster is a revenue share on the terms above, unless clusters says otherwise, by the name that the scenario gives it.
One of each form, and among them every key that there is:
${JSON.stringify(EXAMPLE_TERMS, null, 2)}

Left out, principal and price are what the cluster costs, the vault's share of a debt's residual is 0, balloon, buyout,
late rate, preferred rate and step are nothing, prepaid principal lowers the payments ("reamortise"; "shorten" keeps
them and ends sooner), and all else is as above. A period is "month" (a twelfth of 365 days) or days; the schedule
begins with the first row. Rates are of a year, "0.10" for 10 %. Covenants have three tiers each: from the first on the
operator gets nothing of the residual, from the second half of it goes to debt or reserve, from the third all of it; [0,
0, 0] is not tested, and loan-to-value needs a markPerGpu.

Three more columns may follow. event: no_report, stop_paying, cure, default:<recovered> or lose_gpus:<count>.
depositor_flow: a deposit, or with a minus a request to redeem, at the period's end. repaid: what the operator repays of
a loan or a lease past the lockbox, at the period's end. scripts/scenario/data/README.md says what each does.

A row that breaks a rule, or that the chain refuses, is refused as file:line:column: rule. The rows above it are
replayed and summarised all the same.

Exit codes: 0 all rows replayed; 1 a row refused, or the replay is impossible; 2 wrong usage.`;

const program = new Command("npm run replay --")
  .description("Replay a scenario of GPU clusters through the contracts, on a fresh local chain.")
  .requiredOption("--scenario <file>", "CSV, one row per cluster and period")
  .option("--terms <file>", "JSON, what the vault is set up with")
  .option("--json <file>", "write the summary here instead of to stdout")
  .addHelpText("after", NOTES)
  .action(main);

await runCli(program);

async function main({ scenario, terms: termsFile, json }: { scenario: string; terms?: string; json?: string }) {
  const progress = createProgress();

  // 1. Read.
  await requireWritable(json);
  const terms = parseTerms(termsFile === undefined ? {} : await readJson(termsFile), termsFile);
  const { columns, rows, refusal } = parseScenario(await readBytes(scenario), scenario, terms.gpuModels);
  if (rows.length === 0 && refusal) throw new CliError(showRefusal(refusal));

  // 2. Plan, and replay.
  const { replayRows } = await import("./replay/replayRows.ts");
  const { ChainRefusal } = await import("./replay/chainRefusal.ts");
  await progress.stage("contracts compiled", () => build());
  const refusalOf = ({ row, column, rule }: InstanceType<typeof ChainRefusal>): Refusal => ({
    file: scenario,
    line: row.line,
    column: columns.indexOf(column) + 1,
    rule,
  });
  const result = await replayRows(rows, terms, Math.floor(Date.now() / 1000), progress).catch((error: unknown) => {
    // Nothing stands above the first row.
    throw error instanceof ChainRefusal ? new CliError(showRefusal(refusalOf(error))) : error;
  });
  const { summary, shiftedByDays } = result.replay;
  progress.say(`the series was moved by ${shiftedByDays} days`);
  for (const line of describeDebts(summary)) progress.say(line);
  for (const line of describeExits(summary)) progress.say(line);

  // 3. Show.
  const text = `${JSON.stringify(summary, null, 2)}\n`;
  if (json === undefined) process.stdout.write(text);
  else await writeWhole(json, text);
  const last = result.refused ? refusalOf(result.refused) : refusal;
  if (last) throw new CliError(showRefusal(last), [`${result.rows.length} rows above it were replayed`]);
}
