import type { Addresses } from "@gpu-yield-vaults/sdk/actions";
import { findContracts, findVaults, ReadError, type ListedVault } from "@gpu-yield-vaults/sdk/read";
import { zeroAddress, type Address, type Client } from "viem";
import { CliError } from "../lib/cliError.ts";

export type Where = { vault?: string; directory?: string };

/** Where the contracts of a vault are: what they tell of each other, and what the directory names beside it. */
export async function findAddresses(client: Client, { vault, directory }: Where): Promise<Addresses> {
  const listed = directory === undefined ? [] : await vaultsOf(client, directory);
  const chosen = vault ?? onlyOf(listed, directory);
  const { contracts } = await findContracts(client, { vault: chosen as Address }).catch((error: unknown) => {
    throw named(error, `There is no vault at ${chosen}.`, "check --vault and --rpc.");
  });
  const told = Object.entries(contracts).filter(([, address]) => address !== zeroAddress); // nobody is named
  const companions = listed.find((each) => each.vault.toLowerCase() === chosen.toLowerCase())?.companions;
  return { ...Object.fromEntries(told), ...companions, ...(directory === undefined ? {} : { directory }) };
}

async function vaultsOf(client: Client, directory: string): Promise<readonly ListedVault[]> {
  const { vaults } = await findVaults(client, { directory: directory as Address }).catch((error: unknown) => {
    throw named(error, `There is no directory at ${directory}.`, "check --directory and --rpc.");
  });
  return vaults;
}

function onlyOf(listed: readonly ListedVault[], directory: string | undefined): string {
  if (directory === undefined) throw new CliError("No vault is named.", [], "add --vault, or --directory.", 2);
  const [only, ...others] = listed;
  if (only && others.length === 0) return only.vault;
  const facts = listed.map(({ vault, what }) => `${vault}: ${what}`);
  throw new CliError(`The directory lists ${listed.length} vaults.`, facts, "choose one by --vault.", 2);
}

/** What is not there is the user's mistake; a node that does not answer is another thing. */
const named = (error: unknown, summary: string, next: string): unknown =>
  error instanceof ReadError ? new CliError(summary, [error.message], next, 2) : error;
