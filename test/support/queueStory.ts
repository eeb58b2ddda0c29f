import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { BaseContract, ContractTransactionResponse } from "ethers";
import type { MockToken } from "../../build/types/index.ts";
import { actors } from "./actors.ts";
import { chainNamed } from "./chains.ts";
import { DAY, MAX_UINT256, usdc } from "./units.ts";
import { posting } from "./vaultAlone.ts";
import { vaultTerms } from "./vaultTerms.ts";

export const EPOCH = 7n * DAY;
/** Shares per base unit, while nothing has been earned or lost. */
export const SHARES = 10n ** 6n;
/** What each of the three has put in. */
export const STAKE = usdc("1_000_000");

const ONE_X32 = 2n ** 32n;
const chain = await chainNamed("queue");
export const { ethers, networkHelpers } = chain;

/** Ann, Ben and Cyd hold 1,000,000 each; all of it is hardware, and the vault has no cash. */
export async function invested(): Promise<Acting<typeof deployInvested>> {
  return withActions(await networkHelpers.loadFixture(deployInvested));
}

/** They have asked for 100, 200 and 300 in epoch 1, which has just closed. */
export async function closed(): Promise<Acting<typeof deployClosed>> {
  return withActions(await networkHelpers.loadFixture(deployClosed));
}

/** Of these 600, 150 are settled. */
export async function settledInPart(): Promise<Acting<typeof deploySettledInPart>> {
  return withActions(await networkHelpers.loadFixture(deploySettledInPart));
}

/** All 600 are settled. */
export async function settledWhole(): Promise<Acting<typeof deploySettledWhole>> {
  return withActions(await networkHelpers.loadFixture(deploySettledWhole));
}

/** The same story over another asset, of 6 decimals; not a fixture. */
export async function investedIn<Asset extends StoryAsset>(asset: Asset): Promise<StoryOver<Asset>> {
  return withActions(await deployOver(asset));
}

async function deployInvested() {
  return deployOver(await ethers.deployContract("MockBlocklistToken", [6]));
}

type StoryAsset = MockToken & BaseContract;
type StoryOver<Asset extends StoryAsset> = Acting<typeof deployOver<Asset>>;

async function deployOver<Asset extends StoryAsset>(asset: Asset) {
  const cast = await actors(ethers, "admin", "source", "ann", "ben", "cyd", "receiver", "helper", "stranger");
  const { admin, source, ann, ben, cyd } = cast;
  const manager = await ethers.deployContract("AccessManager", [admin.address]);
  const vault = await ethers.deployContract("GpuYieldVault", [
    manager,
    asset,
    vaultTerms({ capWholeTokens: 50_000_000n, epochLength: EPOCH }),
  ]);
  const queue = await ethers.getContractAt("RedemptionQueue", await vault.queue());
  await vault.bindSource(source);
  for (const account of [ann, ben, cyd, source]) {
    await asset.mint(account, usdc("100_000_000"));
    await asset.connect(account).approve(vault, MAX_UINT256);
  }
  for (const account of [ann, ben, cyd]) await vault.connect(account).deposit(STAKE, account);
  await vault.connect(source).fund(cast.stranger, 3n * STAKE);
  return { ...cast, manager, asset, vault, queue, genesis: await queue.genesis() };
}

async function deployClosed() {
  const fixture = await deployInvested();
  const { ann, ben, cyd, genesis } = fixture;
  const { request } = withActions(fixture);
  await request(ann, usdc("100"));
  await request(ben, usdc("200"));
  await request(cyd, usdc("300"));
  await networkHelpers.time.increaseTo(genesis + EPOCH);
  return fixture;
}

async function deploySettledInPart() {
  const fixture = await deployClosed();
  await withActions(fixture).bringCash(usdc("150"));
  await fixture.queue.settle();
  return fixture;
}

async function deploySettledWhole() {
  const fixture = await deployClosed();
  await withActions(fixture).bringCash(usdc("600"));
  await fixture.queue.settle();
  return fixture;
}

type Invested = Awaited<ReturnType<typeof deployOver<StoryAsset>>>;
type Acting<Deploy extends (...args: never[]) => Promise<Invested>> = ReturnType<
  typeof withActions<Awaited<ReturnType<Deploy>>>
>;

/** What people do, in a word each. Amounts are base units; shares are worth a millionth of one each. */
function withActions<F extends Invested>(fixture: F) {
  const { vault, queue, asset, source } = fixture;

  const request = (who: HardhatEthersSigner, worth: bigint): Promise<ContractTransactionResponse> =>
    queue.connect(who).requestRedeem(worth * SHARES, who, who);

  const requestAtAnyPrice = (who: HardhatEthersSigner, worth: bigint): Promise<ContractTransactionResponse> =>
    queue.connect(who).requestRedeemAtAnyPrice(worth * SHARES, who, who);

  /** Hardware becomes cash at its value: the price stays. */
  const bringCash = async (amount: bigint): Promise<ContractTransactionResponse> => {
    await asset.connect(source).transfer(vault, amount);
    return vault.connect(source).post(posting({ cashIn: amount, value: -amount * ONE_X32 }));
  };

  /** From now on leavers are paid that much less, all together. */
  const fallDelinquent = (loss: bigint): Promise<ContractTransactionResponse> =>
    vault.connect(source).post(posting({ loss: loss * ONE_X32 }));

  /** Epoch `number` of the grid is over. */
  const passEpoch = (number: bigint): Promise<void> => networkHelpers.time.increaseTo(fixture.genesis + number * EPOCH);

  return { ...fixture, request, requestAtAnyPrice, bringCash, fallDelinquent, passEpoch };
}

/** The second of the newest block. */
export async function now(): Promise<bigint> {
  return BigInt(await networkHelpers.time.latest());
}

/** Sends a transaction in exactly this second. */
export async function at<T>(second: bigint, send: () => Promise<T>): Promise<T> {
  await networkHelpers.time.setNextBlockTimestamp(second);
  return send();
}
