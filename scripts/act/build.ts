import { isList, type Action, type ActingKey, type Addresses, type Look } from "@gpu-yield-vaults/sdk/actions";
import {
  namesVault,
  parseParts,
  parseSingle,
  type Asked,
  type InputContext,
  type Verb,
} from "@gpu-yield-vaults/sdk/inputs";
import { zeroAddress } from "viem";
import { CliError } from "../lib/cliError.ts";
import { readJson } from "../lib/inFile.ts";
import { flagOf, optionsOf, type AskedOption } from "./options.ts";
import { readReports, readSignatures } from "./statements.ts";
import { taken } from "./taken.ts";

/** Options of one command, as commander has read them. */
export type Given = Readonly<Record<string, string | readonly string[] | boolean | undefined>>;

/** The action that a command line asks for. */
export async function buildAction(verb: Verb, given: Given, by: InputContext, look: Look): Promise<Action> {
  const [first] = verb.contracts;
  const asked = optionsOf({ contract: first, name: verb.name });
  const args: Record<string, unknown> = {};
  const { addresses } = by;
  if (namesVault({ contract: first, name: verb.name })) args.vault = addresses.vault;
  for (const each of asked) args[each.name] = await valueOf(each, given, by);
  // Signatures come with their signers, in one option.
  if (asked.some(({ name }) => name === "signatures")) {
    const reports = asked.find(({ name }) => name === "report" || name === "reports");
    const file = reports && given[reports.option];
    const quorum = await readSignatures(
      (given.signatures ?? []) as readonly string[],
      typeof file === "string" ? file : undefined,
    );
    Object.assign(args, quorum);
  }
  return { contract: await contractOf(verb, args, given, addresses, look), name: verb.name, args };
}

/** Whether a parameter comes with another one. */
export const comesAlong = ({ name }: Asked, all: readonly Asked[]): boolean =>
  name === "signers" && all.some((other) => other.name === "signatures");

async function valueOf(asked: AskedOption, given: Given, by: InputContext): Promise<unknown> {
  const { kind, option, parameter, name } = asked;
  const text = given[option];
  const flag = flagOf(asked);
  if (name === "signers" || name === "signatures") return [];
  if (typeof kind === "string") {
    if (kind === "sender" && text === undefined) return by.sender;
    return taken(() => parseSingle(flag, kind, text as string, parameter, by));
  }
  if (isList(kind) && typeof kind[0] === "string") {
    const inner = { ...parameter, type: parameter.type.replace(/\[\d*\]$/, "") };
    const each = kind[0];
    return taken(() => (text as readonly string[]).map((item) => parseSingle(flag, each, item, inner, by)));
  }
  const file = text as string;
  const { value, isWhole } = name.startsWith("report") ? await readReports(file) : await bare(file);
  if (isWhole) return value;
  return taken(() => parseParts(`${file}: ${option}`, kind, partOf(value, option), parameter, by));
}

/** A file may hold a struct alone, or under its name beside what was signed with it. */
function partOf(value: unknown, name: string): unknown {
  const isBeside = typeof value === "object" && value !== null && name in value;
  return isBeside ? (value as Readonly<Record<string, unknown>>)[name] : value;
}

const bare = async (file: string) => ({ value: await readJson(file), isWhole: false });

/** Which contract a verb is for: of several the manager that accounts for the cluster, or the one that is named. */
async function contractOf(
  { contracts, verb }: Verb,
  args: Readonly<Record<string, unknown>>,
  given: Given,
  addresses: Addresses,
  look: Look,
): Promise<ActingKey> {
  const [first, ...others] = contracts;
  if (others.length === 0) return first;
  const clusters = (args.clusters ?? (args.cluster === undefined ? [] : [args.cluster])) as readonly bigint[];
  if (clusters.length === 0) {
    const named = contracts.find((contract) => contract === given.manager);
    if (named) return named;
    throw new CliError(`${verb} is for one manager.`, [], `add --manager ${contracts.join(" or --manager ")}.`, 2);
  }
  const managers = await Promise.all(clusters.map((cluster) => look("registry", "managerOf", [cluster])));
  const found = clusters.map((cluster, index) => {
    const manager = String(managers[index]).toLowerCase();
    const contract = contracts.find((key) => addresses[key]?.toLowerCase() === manager);
    if (contract) return { cluster, contract };
    const facts = manager === zeroAddress ? ["nobody accounts for it yet"] : [`${manager} accounts for it`];
    throw new CliError(`No source of the vault finances cluster ${cluster}.`, facts, "check --cluster and --vault.");
  });
  const [{ contract } = { contract: first }] = found;
  const stray = found.find((each) => each.contract !== contract);
  if (!stray) return contract;
  const facts = found.map((each) => `cluster ${each.cluster}: ${each.contract}`);
  throw new CliError("The clusters have different managers.", facts, "send one transaction for each.", 2);
}
