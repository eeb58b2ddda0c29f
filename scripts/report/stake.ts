import { parseAmount } from "@gpu-yield-vaults/sdk/inputs";
import { NonceManager, type JsonRpcProvider, type Signer } from "ethers";
import { showAmount } from "../lib/amount.ts";
import { CliError } from "../lib/cliError.ts";
import { attachVault, type VaultContracts } from "../lib/contracts.ts";
import { explainRevert } from "../lib/explainRevert.ts";
import { showInstant } from "../lib/instant.ts";
import { landed } from "../lib/landed.ts";
import { connect } from "../lib/rpc.ts";
import { walletOf } from "../lib/sender.ts";
import { REPORTER_KEY } from "./sign.ts";

type Staking = Pick<VaultContracts, "stakes" | "stakeEscrow" | "dollar" | "quorum"> & { decimals: number };

/** Puts up a reporter's stake: approves just that much, and posts it. Whole units of the dollar. */
export async function postStake(rpc: string, vault: string, amount: string): Promise<void> {
  await asReporter(rpc, vault, async (reporter, { stakes, stakeEscrow, dollar, decimals }) => {
    const units = unitsOf(amount, decimals);
    await landed(dollar.connect(reporter).approve(stakeEscrow, units));
    await landed(stakes.connect(reporter).post(units));
    const stake = await stakes.stakeOf(reporter);
    return `staked ${showAmount(stake, decimals)}; a seat takes ${showAmount(await stakes.leastStake(), decimals)}`;
  });
}

/** Gives a reporter's seat up. */
export async function resignSeat(rpc: string, vault: string): Promise<void> {
  await asReporter(rpc, vault, async (reporter, { stakes }) => {
    await landed(stakes.connect(reporter).resign());
    return `the seat is inactive; the stake is free at ${showInstant(Number(await stakes.freeAt(reporter)))}`;
  });
}

/** Takes a part of a stake back that is free; whole units of the dollar. */
export async function withdrawStake(rpc: string, vault: string, amount: string, to?: string): Promise<void> {
  await asReporter(rpc, vault, async (reporter, { stakes, decimals }) => {
    const units = unitsOf(amount, decimals);
    const receiver = to ?? (await reporter.getAddress());
    await landed(stakes.connect(reporter).withdraw(units, receiver));
    return `${showAmount(units, decimals)} → ${receiver}; ${showAmount(await stakes.stakeOf(reporter), decimals)} left`;
  });
}

async function asReporter(
  rpc: string,
  vault: string,
  act: (reporter: Signer, staking: Staking) => Promise<string>,
): Promise<void> {
  const provider: JsonRpcProvider = await connect(rpc);
  try {
    const { stakes, stakeEscrow, dollar, quorum } = await attachVault(vault, provider);
    // One transaction after another: a node's count of them may be a moment old.
    const reporter = new NonceManager((await walletOf(REPORTER_KEY)).connect(provider));
    const staking = { stakes, stakeEscrow, dollar, quorum, decimals: Number(await dollar.decimals()) };
    process.stdout.write(`${await explainRevert(() => act(reporter, staking))}\n`);
  } finally {
    provider.destroy();
  }
}

function unitsOf(amount: string, decimals: number): bigint {
  const units = parseAmount(amount, decimals);
  if (units === undefined) throw new CliError(`${amount} is not an amount of whole units.`, [], undefined, 2);
  return units;
}
