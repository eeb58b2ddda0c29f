import { readRequestId } from "../model/index.ts";

/** The requests of an epoch and class, as a sentence goes on. */
export function requestName(requestId: bigint): string {
  const { epoch, atAnyPrice } = readRequestId(requestId);
  return `epoch ${epoch}${atAnyPrice ? ", at any price" : ""}`;
}
