"use client";

import { useState, type ReactNode } from "react";
import { createPublicClient, type Transport } from "viem";
import { WagmiProvider } from "wagmi";
import type { Client } from "@/lib/chain/client";
import { nodeOf, nodeTransport } from "@/lib/chain/nodeTransport";
import { LOCAL_CHAIN_ID, type Deployment } from "@/lib/config/deployment";
import { chainOf } from "@/lib/wagmi/chainOf";
import { createWagmiConfig } from "@/lib/wagmi/createWagmiConfig";
import { VaultProvider } from "./VaultProvider";

/** Connects the page to one deployment. A page with another deployment is another page: give it a key. */
export function ProtocolProvider({ deployment, children }: { deployment: Deployment; children: ReactNode }) {
  const [transport] = useState(() => nodeTransport(nodeOf(deployment)));
  const [config] = useState(() => createWagmiConfig(deployment, transport));
  const [client] = useState(() => clientOf(deployment, transport));
  return (
    <WagmiProvider config={config} reconnectOnMount>
      <VaultProvider deployment={deployment} client={client}>
        {children}
      </VaultProvider>
    </WagmiProvider>
  );
}

function clientOf(deployment: Deployment, transport: Transport): Client {
  return createPublicClient({
    chain: chainOf(deployment),
    transport,
    pollingInterval: deployment.chainId === LOCAL_CHAIN_ID ? 500 : 4_000,
  });
}
