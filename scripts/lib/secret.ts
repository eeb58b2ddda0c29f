import hre from "hardhat";
import { CliError } from "./cliError.ts";

/**
 * Reads a secret from the environment or from Hardhat's keystore; never from the command line, which others can see.
 *
 * @param name As in `npx hardhat keystore set <name>`.
 */
export async function readSecret(name: string): Promise<string> {
  try {
    return await hre.hooks.runHandlerChain(
      "configurationVariables",
      "fetchValue",
      [{ _type: "ConfigurationVariable", name }],
      async (_context, variable) => {
        const value = process.env[variable.name];
        if (value === undefined) throw new Error(`${variable.name} is not set`);
        return Promise.resolve(value);
      },
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const next = `npm run hardhat -- keystore set ${name}, or set it in the environment.`;
    throw new CliError(`The key ${name} is missing.`, [reason], next);
  }
}
