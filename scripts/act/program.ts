import { PARTIES, type Party } from "@gpu-yield-vaults/sdk/actions";
import { verbsOf, type Verb } from "@gpu-yield-vaults/sdk/inputs";
import { Command, Option } from "commander";
import { readAddress, readNumber } from "../lib/arguments.ts";
import { actorIs, keyOf } from "./parties.ts";
import { bid, reveal } from "./bid.ts";
import { comesAlong, type Given } from "./build.ts";
import { cancelOperation } from "./cancelOperation.ts";
import { optionOf, optionsOf } from "./options.ts";
import { act, type Common } from "./act.ts";
import { signDefence, signMilestone } from "./signing.ts";

const NOTES = `
Every verb shows what it is going to do in words with numbers, tries it, asks (--yes: does not), sends it once, prints
the hash, waits until it is in a block, and says what the contracts told. What a call takes of the asset or of shares is
allowed first, exactly.

What the authority delays is announced by the first call, and carried out by the same command once the delay is over, in
the week after that; --schedule, --execute and --cancel insist on one of these.

--from only tries, as whoever it names. --safe writes a file for a Safe's Transaction Builder and sends nothing; --from
is the Safe then. With --add it comes after what the file has already: one signature for all of it.

Keys come from Hardhat's keystore or the environment, never from the command line: DEPOSITOR_PRIVATE_KEY and so on, by
the party; a keeper's is SUBMITTER_PRIVATE_KEY. The local chain has an account for each.

Reports are built and signed by npm run report.

Exit codes: 0 done, tried, or written; 1 refused, by the chain or before; 2 wrong usage, no node, or nobody to ask;
3 not yet: a delay has not passed.`;

/** One command for every function that somebody may call, by who does. */
export function createProgram(): Command {
  const program = new Command("npm run act --")
    .description("Send what any role may send: shown, tried, asked for, sent once, read back.")
    .addHelpText("after", NOTES);
  for (const party of PARTIES) addParty(program, party);
  return program;
}

function addParty(program: Command, party: Party): void {
  const group = program
    .command(party)
    .description(actorIs(party))
    .addHelpText("after", `\nIts key: ${keyOf(party)}.`);
  for (const verb of verbsOf(party)) addVerb(group, party, verb);
  if (party === "operator") addBids(group);
  if (party === "reporter") addSignings(group);
  if (party === "guardian" || party === "curator" || party === "governor") addCancel(group, party);
}

function addVerb(group: Command, party: Party, verb: Verb): void {
  const command = group.command(verb.verb).description(verb.does);
  const [contract] = verb.contracts;
  const asked = optionsOf({ contract, name: verb.name });
  for (const each of asked) {
    if (each.name === "signatures") command.addOption(SIGNATURES);
    else if (!comesAlong(each, asked)) command.addOption(optionOf(each));
  }
  if (verb.contracts.length > 1 && !asked.some(({ name }) => name.startsWith("cluster"))) {
    command.addOption(new Option("--manager <name>", "which of them").choices([...verb.contracts]));
  }
  addCommon(command);
  command
    .option("--schedule", "announce it, where the authority delays it", false)
    .option("--execute", "carry out what was announced", false)
    .option("--cancel", "take back what was announced", false)
    .option("--announced-by <address>", "whose announcement is taken back; the sender's unless told", readAddress)
    .option("--contract <address>", "where the contract is, if nothing tells", readAddress)
    .action((given: Given & Common) => act(party, verb, given));
}

function addCancel(group: Command, party: Party): void {
  addCommon(group.command("cancel").description("take back what was announced, by its number"))
    .requiredOption("--operation <hash>", "what the authority calls it")
    .option("--from-block <number>", "the block to read announcements from", readNumber, 0)
    .action((given: Common & { operation: string; fromBlock: number }) => cancelOperation(party, given));
}

function addBids(group: Command): void {
  const seal = (words: string) => new Option("--seal <file>", words).makeOptionMandatory(true);
  addCommon(group.command("bid").description("bid for capital: seal a bid, and keep what opens the seal in a file"))
    .requiredOption("--auction <number>", "its number")
    .requiredOption("--bid <term>", "a loan's rate as 8.25%, a lease's rent a period, or the vault's share as 80%")
    .addOption(seal("where bid and salt are kept; whoever loses it loses the bond"))
    .action(bid);
  addCommon(group.command("reveal").description("open the seal of a bid, by the file that bid has kept"))
    .addOption(seal("what bid has kept"))
    .action(reveal);
}

function addSignings(group: Command): void {
  const signing = (name: string, words: string) =>
    group
      .command(name)
      .description(words)
      .requiredOption("--rpc <url>", "a node")
      .option("--vault <address>", "the vault", readAddress)
      .option("--directory <address>", "the directory of vaults", readAddress)
      .requiredOption("--cluster <id>", "number of the cluster's title")
      .requiredOption("--out <file>", "the signature, as JSON, for defend or attest-milestone");
  signing("sign-defence", "sign that a disputed report is true")
    .requiredOption("--period <number>", "of the report")
    .action(signDefence);
  signing("sign-milestone", "sign that a cluster has reached a milestone")
    .requiredOption("--milestone <milestone>", "ordered, delivered or in-service")
    .requiredOption("--reached-at <moment>", "2026-01-31T00:00:00Z, or unix seconds")
    .requiredOption("--evidence-root <hash>", "of orders, bills of lading, meter readings: npm run evidence")
    .action(signMilestone);
}

const SIGNATURES = new Option(
  "--signatures <given...>",
  "files of npm run report, or ADDRESS:0x…, in any order",
).makeOptionMandatory(true);

function addCommon(command: Command): Command {
  return command
    .requiredOption("--rpc <url>", "a node, or several with commas in between")
    .option("--vault <address>", "the vault", readAddress)
    .option("--directory <address>", "the directory of vaults, which names what works beside one", readAddress)
    .option("--from <address>", "only try, as this account; with --safe the Safe", readAddress)
    .option("--safe <file>", "write a file for a Safe's Transaction Builder, and send nothing")
    .option("--add", "with --safe: after what the file has already", false)
    .option("--yes", "send without asking", false)
    .option("--json", "the result as JSON", false)
    .option("--wait <seconds>", "until a transaction in no block is given up waiting for", readNumber, 300);
}
