import { join } from "node:path";
import { CliError } from "../lib/cliError.ts";
import { readBytes, readJson } from "../lib/inFile.ts";
import type { VaultScenario } from "../replay/plan.ts";
import { parseScenario } from "../scenario/parseScenario.ts";
import { showRefusal } from "../scenario/row.ts";
import { parseTerms } from "../scenario/terms.ts";
import type { ShownVault } from "./world.ts";

const DATA = "scripts/scenario/data";
const PARAMETERS = "deploy/parameters/vaults";

/** Reads what vaults are made with and what happened to them. */
export async function readScenarios(root: string, vaults: readonly ShownVault[]): Promise<readonly VaultScenario[]> {
  return Promise.all(
    vaults.map(async ({ parameters, scenario, terms: termsFile }) => {
      const terms = parseTerms(termsFile === undefined ? {} : await readJson(join(root, DATA, termsFile)), termsFile);
      const { rows, refusal } = parseScenario(await readBytes(join(root, DATA, scenario)), scenario, terms.gpuModels);
      if (refusal) throw new CliError(showRefusal(refusal));
      if (parameters === undefined) return { rows, terms };
      const content = await readJson(join(root, PARAMETERS, `${parameters}.json`));
      return { file: { name: parameters, content }, rows, terms };
    }),
  );
}
