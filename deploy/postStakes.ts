import type { NetworkConnection } from "hardhat/types/network";
import type { ProtocolContracts } from "./contracts.ts";
import type { ProtocolParameters } from "./parameters.ts";

/** Twice what is asked for: one award leaves the seat active. */
const STAKES = 2n;

/**
 * What reporters do first, and who stands by for them, done for those whose accounts the node has: with a token that
 * anyone may mint. Elsewhere each of them does it with its own key (`npm run report -- stake`).
 */
export async function postStakes<T extends string>(
  { ethers }: NetworkConnection<T>,
  { dollar, stakeEscrow, stakes }: Pick<ProtocolContracts, "dollar" | "stakeEscrow" | "stakes">,
  { quorum, stakes: { leastStake } }: Pick<ProtocolParameters, "quorum" | "stakes">,
): Promise<void> {
  const wanted = new Set([...quorum.reporters, ...quorum.standbys]);
  const amount = STAKES * leastStake;
  for (const account of await ethers.getSigners()) {
    if (!wanted.has(account.address) || (await stakes.stakeOf(account)) >= amount) continue;
    await dollar.connect(account).mint(account, amount);
    await dollar.connect(account).approve(stakeEscrow, amount);
    await stakes.connect(account).post(amount);
  }
}
