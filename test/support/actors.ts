import type { HardhatEthers, HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";

/**
 * The chain's unlocked accounts under the names a story gives them, in that order: `depositor`, `reporter`, `stranger`.
 *
 * The first account also sends every transaction that names no sender.
 */
export async function actors<Name extends string>(
  ethers: HardhatEthers,
  ...names: readonly Name[]
): Promise<Record<Name, HardhatEthersSigner>> {
  const signers = await ethers.getSigners();
  const cast = names.map((name, index) => {
    const signer = signers[index];
    if (signer === undefined) throw new Error(`The chain has ${signers.length} accounts, too few for "${name}".`);
    return [name, signer] as const;
  });
  return Object.fromEntries(cast) as Record<Name, HardhatEthersSigner>;
}
