import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import { redemptionQueueAbi } from "@gpu-yield-vaults/sdk/abi/RedemptionQueue";
import type { Address } from "viem";
import { outlookOf, type ClassFacts, type OutlookView } from "../queue/outlook";
import type { Head, ReadContext } from "./client";
import { readRequests } from "./readRequests";

export type OutlooksView = {
  address: Address;
  asOf: Head;
  outlooks: readonly OutlookView[];
};

/** When an account's requests that wait could be paid, at one block. */
export async function readOutlooks(context: ReadContext, asOf: Head, address: Address): Promise<OutlooksView> {
  const { client, deployment } = context;
  const vault = { address: deployment.contracts.vault, abi: gpuYieldVaultAbi, blockNumber: asOf.number } as const;
  const queue = { address: deployment.contracts.queue, abi: redemptionQueueAbi, blockNumber: asOf.number } as const;
  const [{ requests }, patientWait, [epoch]] = await Promise.all([
    readRequests(context, asOf, address),
    client.readContract({ ...vault, functionName: "exitBelowTolerance" }),
    client.readContract({ ...queue, functionName: "currentEpoch" }),
  ]);
  const waiting = requests.filter(({ pending }) => pending > 0n);
  const [first] = waiting.map(({ requestId }) => requestId).sort((one, other) => Number(one - other));
  if (first === undefined) return { address, asOf, outlooks: [] };

  const factsOf = async (atAnyPrice: boolean): Promise<ClassFacts> => {
    const none = await client.readContract({ ...queue, functionName: "exitForecast", args: [0n, atAnyPrice] });
    return { ...none, sharesWaiting: none.sharesAhead, assetsWaiting: none.assetsAhead };
  };
  const ids = Array.from({ length: Number(2n * epoch + 2n - first) }, (_, index) => first + BigInt(index));
  const [patient, anyPrice, ...epochs] = await Promise.all([
    factsOf(false),
    factsOf(true),
    ...ids.map((id) => client.readContract({ ...queue, functionName: "epochOf", args: [id] })),
  ]);
  const pendingOf = new Map(
    epochs.map(({ shares, settledShares }, index) => [first + BigInt(index), shares - settledShares] as const),
  );
  const outlooks = waiting.map((request) =>
    outlookOf(request, requests, pendingOf, request.atAnyPrice ? anyPrice : patient, patientWait),
  );
  return { address, asOf, outlooks };
}
