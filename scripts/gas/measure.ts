import type { HardhatEthers } from "@nomicfoundation/hardhat-ethers/types";
import { vaultActions } from "./vaultActions.ts";

/** The figures of one contract: a column of the table. */
export type Figures = Readonly<Record<string, bigint>>;

/** Everything that is measured, by column; the first column is ours. */
export async function measure(ethers: HardhatEthers): Promise<Readonly<Record<string, Figures>>> {
  const asset = await ethers.deployContract("MockToken", ["Dollar", "USD", 6]);
  const openZeppelin = await ethers.deployContract("PeerOpenZeppelinVault", [asset]);
  const solady = await ethers.deployContract("PeerSoladyVault", [asset]);

  return {
    OpenZeppelin: await vaultActions(ethers, await openZeppelin.getAddress(), asset),
    Solady: await vaultActions(ethers, await solady.getAddress(), asset),
  };
}
