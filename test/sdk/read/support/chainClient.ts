import type { BaseContract } from "ethers";
import type { EthereumProvider } from "hardhat/types/providers";
import { createPublicClient, custom, getAddress, http, type Address, type PublicClient } from "viem";
import { serveFaulty, type FaultyNode, type Faults } from "../../logs/support/faultyNode.ts";

/** Reads a chain of this process. */
export const clientOf = (provider: EthereumProvider): PublicClient =>
  createPublicClient({ transport: custom(provider, { retryCount: 0 }) });

/** Reads it through a node, one request for what is asked at the same moment. */
export async function servedClient(
  provider: EthereumProvider,
  faults: Faults = {},
): Promise<{ client: PublicClient; node: FaultyNode }> {
  const node = await serveFaulty(provider, faults);
  const transport = http(node.url, { batch: true, retryCount: 0 });
  return { client: createPublicClient({ transport }), node };
}

/** Where a contract of a fixture is. */
export const at = ({ target }: Pick<BaseContract, "target">): Address => getAddress(target as string);

/** The calls of each request, by their methods. */
export const callsOf = ({ requests }: FaultyNode): string[][] =>
  requests.map(({ calls }) => calls.map(({ method }) => method));

/** The blocks that views were asked of. */
export const blocksOf = ({ requests }: FaultyNode): Set<unknown> =>
  new Set(
    requests
      .flatMap(({ calls }) => calls)
      .filter(({ method }) => method === "eth_call")
      .map(({ params }) => params[1]),
  );

/** What a reading was refused with. */
export async function failureOf(reading: Promise<unknown>): Promise<Error & { next?: string }> {
  const failure: unknown = await reading.then(() => undefined).catch((error: unknown) => error);
  if (failure instanceof Error) return failure;
  throw new Error("it was not refused");
}
