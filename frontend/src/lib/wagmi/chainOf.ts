import { defineChain, type Chain } from "viem";
import { LOCAL_CHAIN_ID, type Deployment } from "../config/deployment";

/** The deployment's chain as wallets and viem describe one. */
export function chainOf(deployment: Deployment): Chain {
  return defineChain({
    id: deployment.chainId,
    name: deployment.name,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [...deployment.rpcUrls] } },
    testnet: deployment.chainId === LOCAL_CHAIN_ID,
  });
}
