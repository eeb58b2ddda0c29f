import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "../lib/cliError.ts";
import type { VaultScenario } from "../replay/plan.ts";
import { parseScenario } from "../scenario/parseScenario.ts";
import { showRefusal } from "../scenario/row.ts";
import { parseTerms } from "../scenario/terms.ts";

const DATA = "scripts/scenario/data";
const PARAMETERS = "deploy/parameters/vaults";

/** A vault that `npm start` shows: its parameters file's name, its rows, and its terms where they are not the usual. */
type ShownVault = {
  name: string;
  scenario: string;
  terms?: string;
  title: string; // of the rows
};

export const SHOWN_VAULTS: readonly ShownVault[] = [
  { name: "revenue-shares", scenario: "helios-h100-256.csv", title: "Helios, 256 H100, 29 days" },
  {
    name: "loans-and-leases",
    scenario: "loans-and-leases.csv",
    terms: "loans-and-leases.terms.json",
    title: "384 H100 on a loan and a lease, 29 days",
  },
  {
    name: "mixed-fleet",
    scenario: "mixed-fleet.csv",
    terms: "mixed-fleet.terms.json",
    title: "six models of four operators, 34 days",
  },
];

/** Reads what they are made with and what happened to them. */
export async function readVaults(root: string): Promise<readonly VaultScenario[]> {
  return Promise.all(
    SHOWN_VAULTS.map(async ({ name, scenario, terms: termsFile }) => {
      const terms = parseTerms(termsFile === undefined ? {} : await readJson(join(root, DATA, termsFile)), termsFile);
      const { rows, refusal } = parseScenario(await readFile(join(root, DATA, scenario)), scenario, terms.gpuModels);
      if (refusal) throw new CliError(showRefusal(refusal));
      return { file: { name, content: await readJson(join(root, PARAMETERS, `${name}.json`)) }, rows, terms };
    }),
  );
}

const readJson = async (file: string) => JSON.parse(await readFile(file, "utf8")) as unknown;
