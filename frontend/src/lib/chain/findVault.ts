import { findContracts } from "@gpu-yield-vaults/sdk/read";
import type { Address } from "viem";
import type { Deployment } from "../config/deployment";
import type { ReadContext } from "./client";

/**
 * The contracts behind a further vault of the deployment, by its directory. What nobody tells of is there once for the
 * protocol, as the deployment says. Rejects with a `ReadError` where the directory lists no such vault.
 */
export async function findVault({ client, deployment }: ReadContext, vault: Address): Promise<Deployment["contracts"]> {
  const { directory } = deployment.contracts;
  const { contracts } = await findContracts(client, { vault, directory });
  return { ...deployment.contracts, ...contracts };
}
