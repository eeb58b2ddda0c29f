"use client";

import type { ReactNode } from "react";
import { createPublicClient, type Transport } from "viem";
import { WagmiProvider, type Config } from "wagmi";
import type { Client } from "@/lib/chain/client";
import { nodeOf, nodeTransport } from "@/lib/chain/nodeTransport";
import { LOCAL_CHAIN_ID, type Deployment } from "@/lib/config/deployment";
import { chainOf } from "@/lib/wagmi/chainOf";
import { createWagmiConfig } from "@/lib/wagmi/createWagmiConfig";
import { VaultProvider } from "./VaultProvider";

/** Connects the page to one deployment. A page with another deployment is another page: give it a key. */
export function ProtocolProvider({ deployment, children }: { deployment: Deployment; children: ReactNode }) {
  const { config, client } = wayTo(deployment);
  return (
    <WagmiProvider config={config} reconnectOnMount>
      <VaultProvider deployment={deployment} client={client}>
        {children}
      </VaultProvider>
    </WagmiProvider>
  );
}

type Way = { readonly config: Config; readonly client: Client };

const known = new WeakMap<Deployment, Way>();

/**
 * How the page reaches a deployment and its wallets, made once. React may throw a rendering away and begin anew; wagmi
 * asks the last wallet to connect again while it renders, and only once: a second one of these would never hear of it.
 */
function wayTo(deployment: Deployment): Way {
  const before = known.get(deployment);
  if (before) return before;
  const transport = nodeTransport(nodeOf(deployment));
  const way = { config: createWagmiConfig(deployment, transport), client: clientOf(deployment, transport) };
  known.set(deployment, way);
  return way;
}

function clientOf(deployment: Deployment, transport: Transport): Client {
  return createPublicClient({
    chain: chainOf(deployment),
    transport,
    pollingInterval: deployment.chainId === LOCAL_CHAIN_ID ? 500 : 4_000,
  });
}
