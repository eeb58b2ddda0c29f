/** What a request id says: 2 · epoch for who waits patiently, and one more for who takes any price. */
export function readRequestId(requestId: bigint): { epoch: bigint; atAnyPrice: boolean } {
  return { epoch: requestId / 2n, atAnyPrice: requestId % 2n === 1n };
}

/** The requests of an epoch and class, as a sentence goes on. */
export function requestName(requestId: bigint): string {
  const { epoch, atAnyPrice } = readRequestId(requestId);
  return `epoch ${epoch}${atAnyPrice ? ", at any price" : ""}`;
}
