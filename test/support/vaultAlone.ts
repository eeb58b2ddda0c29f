import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { ContractTransactionResponse } from "ethers";
import type { PostingStruct } from "../../build/types/contracts/GpuYieldVault.ts";
import type { GpuYieldVault, MockToken } from "../../build/types/index.ts";
import { actors } from "./actors.ts";
import { chainNamed } from "./chains.ts";
import { MoneyLaw } from "./moneyLaw.ts";
import { DAY, HOUR, usdc } from "./units.ts";
import { vaultTerms } from "./vaultTerms.ts";

export const VESTING_FLOOR = DAY;
export const VESTING_CAP = 90n * DAY;
export const CAP_WHOLE_TOKENS = 50_000_000n;
export const SHARE_UNIT = 10n ** 12n;
export const TICK_SECONDS = HOUR;
export const MARKDOWN = 90n * DAY;

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
 * A vault whose source is an account: the documented boundary of trust, so that its numbers can be posted one by one.
 * `admin` holds the authority without a delay.
 */
async function deployEmptyVault() {
  const cast = await actors(ethers, "admin", "source", "depositor", "other", "receiver", "stranger", "treasury");
  const { admin, source, depositor, other } = cast;
  const manager = await ethers.deployContract("AccessManager", [admin.address]);
  const asset = await ethers.deployContract("MockToken", ["Dollar", "USD", 6]);
  const vault = await ethers.deployContract("GpuYieldVault", [
    manager,
    asset,
    vaultTerms({ capWholeTokens: CAP_WHOLE_TOKENS }),
  ]);
  const lens = await ethers.deployContract("VaultLens", [vault]);
  await vault.bindSource(source);
  for (const account of [depositor, other, source]) {
    await asset.mint(account, usdc("100_000_000"));
    await asset.connect(account).approve(vault, ethers.MaxUint256);
  }
  const law = new MoneyLaw(VESTING_FLOOR, VESTING_CAP);
  return { ...cast, manager, asset, vault, lens, law };
}

/**
 * The same vault in the middle of its life: 1,000,000 deposited, 600,000 of it hardware that depreciates, and rent that
 * vests over ten days. `start` is the second of its last event; a share is worth an odd number of units from then on.
 */
async function deployLivingVault() {
  const fixture = await deployEmptyVault();
  const { vault, law, source, depositor, stranger } = fixture;
  const t = (await now()) + 10n;
  law.deposit(t, usdc("1_000_000"));
  law.fund(t + 1n, usdc("600_000"));
  const slope = (usdc("540_000") * 2n ** 32n) / (1_825n * DAY);
  law.post(t + 2n, 0n, 0n, slope, 0n);
  law.post(t + 4n, usdc("10_000.000001"), 0n, 0n, 10n * DAY);

  await at(t, () => vault.connect(depositor).deposit(usdc("1_000_000"), depositor));
  await at(t + 1n, () => vault.connect(source).fund(stranger, usdc("600_000")));
  await postAt(t + 2n, fixture, { slope });
  await postAt(t + 4n, fixture, { cashIn: usdc("10_000.000001"), vestOver: 10n * DAY });
  return { ...fixture, start: t + 4n, slope };
}

/** A posting in which nothing changes but what a test cares for. */
export function posting(changes: Partial<PostingStruct> = {}): PostingStruct {
  return {
    cashIn: 0n,
    value: 0n,
    slope: 0n,
    loss: 0n,
    lossSlope: 0n,
    delinquent: 0n,
    vestOver: 0n,
    restricted: false,
    kinks: [],
    ...changes,
  };
}

type Posted = { vault: GpuYieldVault; asset: MockToken; source: HardhatEthersSigner };

/** Posts as the source does: its cash first, in a block of its own. */
export async function post(
  { vault, asset, source }: Posted,
  changes: Partial<PostingStruct> = {},
): Promise<ContractTransactionResponse> {
  if (changes.cashIn) await asset.connect(source).transfer(vault, changes.cashIn);
  return vault.connect(source).post(posting(changes));
}

/** The same with the posting in exactly this second, two after the newest block at least where cash comes in. */
export async function postAt(
  second: bigint,
  { vault, asset, source }: Posted,
  changes: Partial<PostingStruct> = {},
): Promise<ContractTransactionResponse> {
  if (changes.cashIn) await asset.connect(source).transfer(vault, changes.cashIn);
  return at(second, () => vault.connect(source).post(posting(changes)));
}

/** Shares of an owner wait in the queue, in an epoch that has just closed. */
export async function waitInQueue(vault: GpuYieldVault, owner: HardhatEthersSigner, shares: bigint): Promise<void> {
  const queue = await ethers.getContractAt("RedemptionQueue", await vault.queue());
  const { end } = await queue.currentEpoch();
  await queue.connect(owner).requestRedeem(shares, owner, owner);
  await networkHelpers.time.increaseTo(end);
}

/** The vault's queue, made to speak. */
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
