import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { ContractTransactionResponse } from "ethers";
import type { GpuYieldVault } from "../../build/types/index.ts";
import { actors } from "./actors.ts";
import { chainNamed } from "./chains.ts";
import { MoneyLaw } from "./moneyLaw.ts";
import { DAY, NEVER, usdc } from "./units.ts";
import { vaultTerms } from "./vaultTerms.ts";

export const VESTING_FLOOR = DAY;
export const VESTING_CAP = 90n * DAY;
export const CAP_WHOLE_TOKENS = 50_000_000n;
export const SHARE_UNIT = 10n ** 12n;

const chain = await chainNamed("vault");
export const { ethers, networkHelpers } = chain;

/** A new vault, and what the law says of it. */
export async function emptyVault(): ReturnType<typeof deployEmptyVault> {
  const fixture = await networkHelpers.loadFixture(deployEmptyVault);
  return { ...fixture, law: fixture.law.copy() };
}

/** A vault in the middle of its life, and what the law says of it. */
export async function livingVault(): ReturnType<typeof deployLivingVault> {
  const fixture = await networkHelpers.loadFixture(deployLivingVault);
  return { ...fixture, law: fixture.law.copy() };
}

/**
 * A vault whose book is an account: the documented boundary of trust, so that its numbers can be posted one by one.
 * `admin` holds the authority without a delay.
 */
async function deployEmptyVault() {
  const cast = await actors(ethers, "admin", "book", "depositor", "other", "receiver", "stranger");
  const { admin, book, depositor, other } = cast;
  const manager = await ethers.deployContract("AccessManager", [admin.address]);
  const asset = await ethers.deployContract("MockToken", ["Dollar", "USD", 6]);
  const vault = await ethers.deployContract("GpuYieldVault", [
    manager,
    asset,
    vaultTerms({ capWholeTokens: CAP_WHOLE_TOKENS }),
  ]);
  await vault.bindBook(book);
  for (const account of [depositor, other, book]) {
    await asset.mint(account, usdc("100_000_000"));
    await asset.connect(account).approve(vault, ethers.MaxUint256);
  }
  const law = new MoneyLaw(VESTING_FLOOR, VESTING_CAP);
  return { ...cast, manager, asset, vault, law };
}

/**
 * The same vault in the middle of its life: 1,000,000 deposited, 600,000 of it hardware that wears, and rent that vests
 * over ten days. `start` is the second of its last event; a share is worth an odd number of units from then on.
 */
async function deployLivingVault() {
  const fixture = await deployEmptyVault();
  const { vault, law, book, depositor, stranger } = fixture;
  const t = (await now()) + 10n;
  law.deposit(t, usdc("1_000_000"));
  law.fund(t + 1n, usdc("600_000"));
  const slope = (usdc("540_000") * 2n ** 32n) / (1_825n * DAY);
  law.post(t + 2n, 0n, 0n, slope, 0n);
  law.post(t + 3n, usdc("10_000.000001"), 0n, 0n, 10n * DAY);

  await at(t, () => vault.connect(depositor).deposit(usdc("1_000_000"), depositor));
  await at(t + 1n, () => vault.connect(book).fund(stranger, usdc("600_000"), NEVER));
  await at(t + 2n, () => vault.connect(book).post(0, 0, slope, 0, NEVER));
  await at(t + 3n, () => vault.connect(book).post(usdc("10_000.000001"), 0, 0, 10n * DAY, NEVER));
  return { ...fixture, start: t + 3n, slope };
}

/** The vault's queue, made to speak: shares that it takes here without a request count as those of closed epochs. */
export async function asQueue(vault: GpuYieldVault): Promise<HardhatEthersSigner> {
  const queue = await vault.queue();
  await networkHelpers.impersonateAccount(queue);
  await networkHelpers.setBalance(queue, 10n ** 18n);
  return ethers.getSigner(queue);
}

/** The second of the newest block. */
export async function now(): Promise<bigint> {
  return BigInt(await networkHelpers.time.latest());
}

/** Sends a transaction in exactly this second. */
export async function at(
  second: bigint,
  send: () => Promise<ContractTransactionResponse>,
): Promise<ContractTransactionResponse> {
  await networkHelpers.time.setNextBlockTimestamp(second);
  return send();
}
