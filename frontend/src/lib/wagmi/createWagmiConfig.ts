import type { Transport } from "viem";
import { createConfig, createStorage, type Config } from "wagmi";
import type { Deployment } from "../config/deployment";
import { chainOf } from "./chainOf";
import { testAccountConnector } from "./testAccountConnector";

/**
 * Wallets announce themselves (EIP-6963); test accounts join them on the local chain. What is read is asked through
 * `transport`, never through a wallet.
 */
export function createWagmiConfig(deployment: Deployment, transport: Transport): Config {
  const chain = chainOf(deployment);
  return createConfig({
    chains: [chain],
    connectors: deployment.testAccounts.map((account) => testAccountConnector(account, chain)),
    multiInjectedProviderDiscovery: true,
    transports: { [chain.id]: transport },
    storage: createStorage({ key: "gpu-yield-vaults", storage: window.localStorage }),
  });
}
