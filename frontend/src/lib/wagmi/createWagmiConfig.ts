import { http } from "viem";
import { createConfig, createStorage, type Config } from "wagmi";
import type { Deployment } from "../config/deployment";
import { chainOf } from "./chainOf";
import { testAccountConnector } from "./testAccountConnector";

/**
 * Wallets announce themselves (EIP-6963); test accounts join them on the local chain. Reads of one moment travel in one
 * JSON-RPC batch, so no multicall contract is needed.
 */
export function createWagmiConfig(deployment: Deployment): Config {
  const chain = chainOf(deployment);
  return createConfig({
    chains: [chain],
    connectors: deployment.testAccounts.map((account) => testAccountConnector(account, chain)),
    multiInjectedProviderDiscovery: true,
    transports: { [chain.id]: http(deployment.rpcUrl, { batch: { wait: 10, batchSize: 200 }, retryCount: 1 }) },
    storage: createStorage({ key: "gpu-yield-vaults", storage: window.localStorage }),
  });
}
