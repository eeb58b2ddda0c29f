import { DeploymentRefused } from "../errors.ts";
import type { ParametersInput } from "../parameters.ts";
import { arbitrum } from "./arbitrum.ts";
import { base } from "./base.ts";
import { baseSepolia } from "./baseSepolia.ts";
import { sepolia } from "./sepolia.ts";

const REMOTE: Readonly<Record<string, ParametersInput>> = { sepolia, base, baseSepolia, arbitrum };

/** Names that `parametersFor` knows. */
export const NETWORKS: readonly string[] = Object.keys(REMOTE);

/** The parameters of a public network, by its name in hardhat.config.ts. */
export function parametersFor(network: string): ParametersInput {
  const parameters = REMOTE[network];
  if (!parameters)
    throw new DeploymentRefused(`There are no parameters for ${network}.`, [`known: ${NETWORKS.join(", ")}`]);
  return parameters;
}
