import { MaxUint256 } from "ethers";
import { DAY, HOUR } from "../lib/instant.ts";
import { openChain } from "./openChain.ts";
import { gasOf, type GasByAction } from "./vaultActions.ts";

const UNIT = 1_000_000n;
const SHARES = 10n ** 12n; // one unit's worth
const EPOCH = 7 * DAY;
const BATCH = 80; // requests in one transaction

/**
 * What people pay who leave through the queue, beside `crowd` others who do, while rent vests: controller and receiver
 * are known, as after a first exit. The vault's source is an account.
 */
export async function queueActions(crowd: number): Promise<GasByAction> {
  const { ethers, networkHelpers } = await openChain();
  const [admin, source, holder, other] = await ethers.getSigners();
  if (!admin || !source || !holder || !other) throw new Error("The chain has too few accounts.");
  const manager = await ethers.deployContract("AccessManager", [admin.address]);
  const asset = await ethers.deployContract("TestDollar");
  const terms = {
    name: "Vault",
    symbol: "V",
    vestingFloor: DAY,
    vestingCap: 90 * DAY,
    capWholeTokens: 1_000_000,
    epochLength: EPOCH,
    delinquencyLimitBps: 200,
    toleranceBps: 50,
    tick: HOUR,
    markdownPeriod: 90 * DAY,
    feeBps: 0,
    feeRecipient: admin.address,
  };
  const vault = await ethers.deployContract("GpuYieldVault", [manager, asset, terms]);
  const queue = await ethers.getContractAt("RedemptionQueue", await vault.queue(), holder);
  const people = await ethers.deployContract("MockCrowd");
  await vault.bindSource(source);
  for (const account of [holder, other]) {
    await asset.mint(account, 100_000n * UNIT);
    await asset.connect(account).approve(vault, MaxUint256);
  }
  for (const account of [holder, other, people]) await vault.connect(other).deposit(20_000n * UNIT, account);
  await vault.connect(source).fund(admin, 1_000n * UNIT);
  await asset.mint(vault, 10n * UNIT);
  await vault.connect(source).post({
    cashIn: 10n * UNIT,
    value: 0,
    slope: 2n ** 32n / 1_000n,
    loss: 0,
    lossSlope: 0,
    delinquent: 0,
    vestOver: 90 * DAY,
    restricted: false,
    kinks: [],
  });

  const request = (who = holder) => gasOf(queue.connect(who).requestRedeem(100n * SHARES, who, who));
  const settle = () => gasOf(queue.settle());
  const claim = async (who = holder) =>
    gasOf(queue.connect(who).redeem(await queue.claimableRedeemRequest(await oldest(who), who), who, who));
  const oldest = async (who: typeof holder) => (await queue.requestsOf(who, 0, 1)).requests[0]?.requestId ?? 0n;
  const passEpoch = () => networkHelpers.time.increase(EPOCH);

  // Both become known, and the queue is empty again.
  for (const who of [holder, other]) await request(who);
  await passEpoch();
  await settle();
  for (const who of [holder, other]) await claim(who);

  const firstIntoEmpty = await request(other);
  for (let asked = 0; asked < crowd; asked += BATCH) {
    await people.request(queue, vault, Math.min(BATCH, crowd - asked), SHARES);
  }
  const oneMore = await request();
  await passEpoch();
  const settleIntoEmpty = await settle();
  await request(other);
  await request();
  await passEpoch();
  const { epoch } = await queue.currentEpoch();
  const newest = 2n * epoch;
  return {
    request: oneMore,
    "request, the first of an epoch": await request(),
    "request, the first of an epoch, into an empty queue": firstIntoEmpty,
    "settle an epoch": await settle(),
    "settle an epoch, the queue holds no asset": settleIntoEmpty,
    "claim, of one request": await claim(),
    "cancel, before the epoch's end": await gasOf(queue.cancelRedeemRequest(newest, holder)),
    "take back what was cancelled": await gasOf(queue.claimCancelRedeemRequest(newest, holder, holder)),
  };
}
