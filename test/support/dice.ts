/** Throws numbers from `least` to `most`, each in the same order for the same seed. */
export function diceOf(seed: bigint): (least: bigint, most: bigint) => bigint {
  let state = seed;
  const word = (): bigint => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return state >> 32n;
  };
  return (least, most) => {
    const wide = (word() << 96n) | (word() << 64n) | (word() << 32n) | word();
    return least + (wide % (most - least + 1n));
  };
}
