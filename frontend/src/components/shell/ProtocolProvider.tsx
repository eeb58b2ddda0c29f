"use client";

import { useState, type ReactNode } from "react";
import { createPublicClient, http } from "viem";
import { WagmiProvider } from "wagmi";
import { ProtocolContext, type Protocol } from "@/hooks/useProtocol";
import { LOCAL_CHAIN_ID, type Deployment } from "@/lib/config/deployment";
import { HistoryReader } from "@/lib/history/HistoryReader";
import { chainOf } from "@/lib/wagmi/chainOf";
import { createWagmiConfig } from "@/lib/wagmi/createWagmiConfig";

/** Connects the page to one deployment. A page with another deployment is another page: give it a key. */
export function ProtocolProvider({ deployment, children }: { deployment: Deployment; children: ReactNode }) {
  const [config] = useState(() => createWagmiConfig(deployment));
  const [protocol] = useState(() => createProtocol(deployment));
  return (
    <WagmiProvider config={config} reconnectOnMount>
      <ProtocolContext value={protocol}>{children}</ProtocolContext>
    </WagmiProvider>
  );
}

function createProtocol(deployment: Deployment): Protocol {
  const client = createPublicClient({
    chain: chainOf(deployment),
    // Reads of one moment travel in one request; no multicall contract is needed.
    transport: http(deployment.rpcUrl, { batch: { wait: 10, batchSize: 200 }, retryCount: 1, timeout: 20_000 }),
    pollingInterval: deployment.chainId === LOCAL_CHAIN_ID ? 500 : 4_000,
  });
  const read = { client, deployment };
  return { deployment, read, history: new HistoryReader(read) };
}
