import { folderOf, readRecord, type DeploymentRecord } from "../../deploy/record.ts";
import { CliError } from "../lib/cliError.ts";

export type CompleteRecord = DeploymentRecord & Required<Pick<DeploymentRecord, "addresses">>;

/** A network's record, once the deployment is complete. */
export async function requireRecord(root: string, network: string): Promise<CompleteRecord> {
  const record = await readRecord(folderOf(root, network));
  if (record?.addresses) return { ...record, addresses: record.addresses };
  throw new CliError(
    record ? `The deployment to ${network} is not complete.` : `Nothing is deployed to ${network}.`,
    [],
    `npm run deploy -- --network ${network}`,
  );
}

/** What the web app is told of a network: never a key to try it with. */
export function webDeployment(
  { chainId, fromBlock, addresses }: CompleteRecord,
  name: string,
  rpc: readonly string[],
  indexUrl?: string,
): object {
  return {
    chainId,
    name,
    rpcUrls: rpc,
    ...(indexUrl !== undefined && { indexUrl }),
    blockNumber: fromBlock,
    contracts: addresses,
    testAccounts: [],
  };
}
