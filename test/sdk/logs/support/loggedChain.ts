import type { EthereumProvider } from "hardhat/types/providers";
import { network } from "hardhat";
import type { Address } from "viem";

/** A chain with one transfer in some of its blocks, and the blocks that have one. */
export type LoggedChain = {
  provider: EthereumProvider;
  token: Address;
  head: bigint;
  blocks: readonly number[];
};

/** Nothing up to block 100, then a transfer in every second block, and three in the last. */
export async function chainWithLogs(): Promise<LoggedChain> {
  const { ethers, provider, networkHelpers } = await network.create();
  const minter = await ethers.provider.getSigner(0);
  const dollar = await ethers.deployContract("TestDollar");
  await networkHelpers.mineUpTo(100);
  const blocks: number[] = [];
  const mint = async () => {
    const response = await dollar.mint(minter, 1n);
    blocks.push((await response.wait())?.blockNumber ?? 0);
  };
  for (let index = 0; index < 40; index++) {
    await mint();
    await networkHelpers.mine();
  }
  await networkHelpers.mineUpTo(300);
  await provider.request({ method: "evm_setAutomine", params: [false] });
  const sent = [];
  for (let index = 0; index < 3; index++) sent.push(await dollar.mint(minter, 1n, { gasLimit: 100_000n }));
  await networkHelpers.mine();
  for (const { hash } of sent) blocks.push((await ethers.provider.getTransactionReceipt(hash))?.blockNumber ?? 0);
  return {
    provider,
    token: (await dollar.getAddress()) as Address,
    head: BigInt(await ethers.provider.getBlockNumber()),
    blocks,
  };
}
