// `npm run due`: everything that has a second, for every vault of a protocol: by whom, and what comes of it if nobody
// does it.

import { isPast, readVaultDue, type Due } from "@gpu-yield-vaults/sdk/due";
import { findVaults } from "@gpu-yield-vaults/sdk/read";
import { Command } from "commander";
import type { Address } from "viem";
import { readAddress, readNumber } from "./lib/arguments.ts";
import { clientOf } from "./lib/clientOf.ts";
import { showInstant } from "./lib/instant.ts";
import { connect } from "./lib/rpc.ts";
import { runCli } from "./lib/runCli.ts";

const DAY = 86_400;

const NOTES = `
Deadlines, windows, expiries, what is announced to the authority, and what anybody may do now, as of the newest block.
What is overdue, or waits to be done, comes first and is marked. The command that does it stands beside it:
npm run act -- <role> <verb>.

Exit codes: 0 nothing is overdue; 1 something is; 2 wrong usage, or no node.`;

type Options = { rpc: string; directory: string; from: number; days: number; who?: string; json: boolean };

const program = new Command("npm run due --")
  .description("Say what is due, of every vault of a protocol, and by whom.")
  .requiredOption("--rpc <url>", "a node, or several with commas in between")
  .requiredOption("--directory <address>", "the protocol's directory, which lists its vaults", readAddress)
  .option("--from <number>", "the block to read announcements from: that of the deployment, or before", readNumber, 0)
  .option("--days <number>", "what is due so many days from now, too", readNumber, 30)
  .option("--who <role>", "what somebody of this role is expected to do")
  .option("--json", "as JSON, on stdout", false)
  .addHelpText("after", NOTES)
  .action(main);

await runCli(program);

async function main({ rpc, directory, from, days, who, json }: Options): Promise<void> {
  const provider = await connect(rpc);
  try {
    const client = clientOf(provider);
    const { asOf, vaults } = await findVaults(client, { directory: directory as Address });
    const all = await Promise.all(
      vaults.map(async ({ vault, share }) => {
        const known = { vault, directory: directory as Address };
        const { items } = await readVaultDue(client, known, { asOf, fromBlock: BigInt(from) });
        return items.map((item) => ({ ...item, name: share.symbol }));
      }),
    );
    const items = all
      .flat()
      .filter(({ at }) => at <= asOf.timestamp + days * DAY)
      .filter((item) => who === undefined || item.who.some((party) => party === who))
      .sort((one, other) => one.at - other.at)
      .map((item) => ({ ...item, isOverdue: item.nature === "deadline" && isPast(item, asOf.timestamp) }));
    const text = json ? JSON.stringify({ asOf, items }, asText, 2) : written(items, asOf.timestamp);
    process.stdout.write(`${text}\n`);
    process.exitCode = items.some(({ isOverdue }) => isOverdue) ? 1 : 0;
  } finally {
    provider.destroy();
  }
}

type Row = Due & { name: string; isOverdue: boolean };

/** One line for when, what and by whom; one for what comes of it. */
function written(items: readonly Row[], now: number): string {
  if (items.length === 0) return "Nothing is due.";
  return items
    .map((item) => {
      const { at, name, what, who, verb, otherwise, isOverdue } = item;
      const mark = isOverdue ? "OVERDUE" : isPast(item, now) ? "now" : showInstant(at);
      const command = verb === undefined ? "" : ` · npm run act -- ${who[0]} ${verb}`;
      return `${mark} · ${name} · ${what}\n    ${who.join(", ")}${command}\n    if not: ${otherwise}`;
    })
    .join("\n");
}

function asText(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}` : value;
}
