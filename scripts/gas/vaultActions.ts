import type { HardhatEthers, HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { ContractTransactionResponse } from "ethers";
import type { TestDollar } from "../../build/types/index.ts";

/** Gas by action, in the order of the table. */
export type GasByAction = Readonly<Record<string, bigint>>;

const UNIT = 1_000_000n;

/**
 * What the six everyday calls of an ERC-4626 vault cost their caller, whole receipts included. The vault is in use: it
 * has a depositor and assets already.
 *
 * @param address any ERC-4626 vault over `asset`
 */
export async function vaultActions(ethers: HardhatEthers, address: string, asset: TestDollar): Promise<GasByAction> {
  const [resident, depositor, friend] = await ethers.getSigners();
  if (!resident || !depositor || !friend) throw new Error("The chain has too few accounts.");
  const vault = await ethers.getContractAt("PeerOpenZeppelinVault", address, depositor);
  for (const account of [resident, depositor]) await fund(asset, account, address);
  await vault.connect(resident).deposit(1_000n * UNIT, resident);

  const shares = await vault.convertToShares(10n * UNIT);
  return {
    "deposit, a new holder": await gasOf(vault.deposit(100n * UNIT, depositor)),
    "deposit, a holder again": await gasOf(vault.deposit(100n * UNIT, depositor)),
    mint: await gasOf(vault.mint(shares, depositor)),
    "transfer, to a new holder": await gasOf(vault.transfer(friend, shares)),
    "transfer, to a holder": await gasOf(vault.transfer(friend, shares)),
    "withdraw, a part": await gasOf(vault.withdraw(10n * UNIT, depositor, depositor)),
    "redeem, a part": await gasOf(vault.redeem(shares, depositor, depositor)),
    "redeem, the rest": await gasOf(vault.redeem(await vault.balanceOf(depositor), depositor, depositor)),
  };
}

/** Gas used by a transaction, from its receipt. */
export async function gasOf(sent: Promise<ContractTransactionResponse>): Promise<bigint> {
  const receipt = await (await sent).wait();
  if (receipt === null) throw new Error("The transaction has no receipt.");
  return receipt.gasUsed;
}

async function fund(asset: TestDollar, account: HardhatEthersSigner, spender: string): Promise<void> {
  await asset.mint(account, 1_000_000n * UNIT);
  await asset.connect(account).approve(spender, 2n ** 256n - 1n);
}
