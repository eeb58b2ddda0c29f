import type { Requester } from "@gpu-yield-vaults/sdk/logs";
import type { Provider } from "ethers";

/** A provider of ethers that hands on whatever it is asked: a node's, or Hardhat's. */
export type RpcProvider = Provider & {
  send(method: string, params: unknown[]): Promise<unknown>;
  readonly patience?: number; // ms
  readonly node?: Requester; // of the SDK's, which it speaks through itself
};

/** The same, as the SDK asks it. */
export const requesterOf = (provider: RpcProvider): Requester =>
  provider.node ?? {
    patience: provider.patience,
    request: ({ method, params = [] }) => provider.send(method, params as unknown[]),
  };
