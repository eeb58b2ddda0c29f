"use client";

import type { Address } from "viem";
import { useConnection } from "wagmi";
import { useProtocol } from "./useProtocol";

export type Wallet =
  | { status: "none" }
  | { status: "connecting" }
  | { status: "wrongChain"; address: Address; chainId: number; name: string }
  | { status: "ready"; address: Address; name: string };

/** The connected account and whether its wallet is on the vault's chain. */
export function useWallet(): Wallet {
  const { deployment } = useProtocol();
  const connection = useConnection();
  if (connection.status === "reconnecting" || connection.status === "connecting") return { status: "connecting" };
  if (connection.status !== "connected") return { status: "none" };
  const { address, chainId, connector } = connection;
  if (chainId !== deployment.chainId) return { status: "wrongChain", address, chainId, name: connector.name };
  return { status: "ready", address, name: connector.name };
}
