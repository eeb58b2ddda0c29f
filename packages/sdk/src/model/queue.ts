/** What a request's id says: 2 * epoch for who waits patiently, and one more for who takes any price. */
export const readRequestId = (requestId: bigint): { epoch: bigint; atAnyPrice: boolean } => ({
  epoch: requestId / 2n,
  atAnyPrice: requestId % 2n === 1n,
});

export const requestIdOf = (epoch: bigint, atAnyPrice: boolean): bigint => 2n * epoch + (atAnyPrice ? 1n : 0n);
