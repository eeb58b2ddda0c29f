/** A change at a tick as sources post it: contracts/vault/Kinks.sol, the plain sum of three parts. */
export function kinkWord(slope: bigint, lossSlope = 0n, delinquent = 0n): bigint {
  return BigInt.asUintN(256, slope + (lossSlope << 96n) + (delinquent << 200n));
}

/** Facilities that become delinquent at a tick. */
export function markdownWord(lossSlope: bigint, depreciation: bigint, delinquent: bigint): bigint {
  return lossSlope | (depreciation << 104n) | (delinquent << 200n);
}
