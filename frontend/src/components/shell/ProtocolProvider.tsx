"use client";

import { useState, type ReactNode } from "react";
import { createPublicClient, type Transport } from "viem";
import { WagmiProvider } from "wagmi";
import { ProtocolContext, type Protocol } from "@/hooks/useProtocol";
import { nodeOf, nodeTransport } from "@/lib/chain/nodeTransport";
import { LOCAL_CHAIN_ID, type Deployment } from "@/lib/config/deployment";
import { HistoryReader } from "@/lib/history/HistoryReader";
import { chainOf } from "@/lib/wagmi/chainOf";
import { createWagmiConfig } from "@/lib/wagmi/createWagmiConfig";

/** Connects the page to one deployment. A page with another deployment is another page: give it a key. */
export function ProtocolProvider({ deployment, children }: { deployment: Deployment; children: ReactNode }) {
  const [transport] = useState(() => nodeTransport(nodeOf(deployment)));
  const [config] = useState(() => createWagmiConfig(deployment, transport));
  const [protocol] = useState(() => createProtocol(deployment, transport));
  return (
    <WagmiProvider config={config} reconnectOnMount>
      <ProtocolContext value={protocol}>{children}</ProtocolContext>
    </WagmiProvider>
  );
}

function createProtocol(deployment: Deployment, transport: Transport): Protocol {
  const client = createPublicClient({
    chain: chainOf(deployment),
    transport,
    pollingInterval: deployment.chainId === LOCAL_CHAIN_ID ? 500 : 4_000,
  });
  const read = { client, deployment };
  return { deployment, read, history: new HistoryReader(read) };
}
