import type { AddressLike } from "ethers";
import type { RedemptionQueue } from "../../build/types/index.ts";

/** The id of what waits patiently in an epoch. */
export const patient = (epoch: bigint): bigint => 2n * epoch;

/** The id of what waits there at any price. */
export const atAnyPrice = (epoch: bigint): bigint => patient(epoch) + 1n;

/** The first of a controller's requests. */
export async function firstRequestOf(queue: RedemptionQueue, controller: AddressLike): Promise<bigint> {
  const [request] = (await queue.requestsOf(controller, 0n, 1n)).requests;
  if (request === undefined) throw new Error("There is no request.");
  return request.requestId;
}
