import { dataLength, getBytes, MaxUint256, Signature } from "ethers";
import { LOCAL_CHAIN_ID } from "../../deploy/parameters.ts";
import { DAY } from "../lib/instant.ts";
import { clustersInService } from "./clusters.ts";
import { openChain } from "./openChain.ts";
import { gasOf, vaultActions, type GasByAction } from "./vaultActions.ts";

const UNIT = 1_000_000n;
/** Of a cluster: a thousand of them stay under the cap that the vault opens with. */
const COST = 50_000n * UNIT;
const INTRINSIC = 21_000n;
const MINUTE = 60;
const PERMIT = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
};

/**
 * What our vault's calls cost with `facilities` clusters in service: first as any vault's, then while rent vests, then
 * what operators, reporters and settlers pay.
 */
export async function protocolActions(facilities: number): Promise<GasByAction> {
  const connection = await openChain();
  const { ethers, networkHelpers } = connection;
  const fleet = await clustersInService(connection, facilities, { cost: COST });
  const { contracts, beginnings, report, pay, settle, passDay, passWindow } = fleet;
  const { asset, router, vault } = contracts;
  const everyday = await vaultActions(ethers, await vault.getAddress(), asset);

  // A first day, reported, paid and settled by all; the rent vests from here on.
  await passDay();
  const clusters = Array.from({ length: facilities }, (_, index) => BigInt(index + 1));
  for (const cluster of clusters) await report(cluster);
  for (const cluster of clusters) await pay(cluster);
  await passWindow();
  const firstSettlements: bigint[] = [];
  for (const cluster of clusters) firstSettlements.push(await settle(cluster));

  const [holder, , friend] = await ethers.getSigners();
  if (!holder || !friend) throw new Error("The chain has too few accounts.");
  const ours = vault.connect(holder);
  const vesting = {
    "deposit, a holder again, rent vesting": await gasOf(ours.deposit(100n * UNIT, holder)),
    "withdraw, a part, rent vesting": await gasOf(ours.withdraw(10n * UNIT, holder, holder)),
    "transfer, to a holder, rent vesting": await gasOf(ours.transfer(friend, UNIT)),
    "convertToAssets, cold, without the transaction": await coldRead(),
    ...(await otherDoors()),
  };

  // A second day of one cluster, paid before its report is final, and a third, paid after: what every later day costs.
  await passDay();
  const submit = await report(1n);
  const early = await pay(1n);
  await passWindow();
  const later = await settle(1n);
  await passDay();
  await report(1n);
  await passWindow();
  const payment = await pay(1n);
  await report(1n, MINUTE);
  await pay(1n);
  await passWindow();
  return {
    ...everyday,
    ...vesting,
    "submit, 3 signatures": submit,
    "settle, the first period": firstSettlements.at(-1) ?? 0n,
    "settle, a later period": later,
    "payIn, before the report is final": early,
    "payIn, settling a later period": payment,
    "settle, a minute that moves no deadline": await settle(1n),
    "withdraw, a part, a notice of drawing alive": await afterNotice(),
    ...beginnings,
  };

  /** Deposits that come through the router, or with a signature instead of an approval. */
  async function otherDoors(): Promise<GasByAction> {
    if (!holder) throw new Error("The chain has no account.");
    await asset.connect(holder).approve(router, MaxUint256);
    const amount = 100n * UNIT;
    const viaRouter = await gasOf(router.connect(holder).deposit(vault, holder, amount, 0n));
    const domain = {
      name: await asset.name(),
      version: "1",
      chainId: LOCAL_CHAIN_ID,
      verifyingContract: await asset.getAddress(),
    };
    const message = {
      owner: holder.address,
      spender: await vault.getAddress(),
      value: amount,
      nonce: await asset.nonces(holder),
      deadline: MaxUint256,
    };
    const { v, r, s } = Signature.from(await holder.signTypedData(domain, PERMIT, message));
    return {
      "deposit, through the router": viaRouter,
      "deposit, with a permit": await gasOf(ours.depositWithPermit(amount, holder, 0n, MaxUint256, v, r, s)),
    };
  }

  /** A withdrawal while the limits of draws have the lowest NAV kept. */
  async function afterNotice(): Promise<bigint> {
    if (!holder) throw new Error("The chain has no account.");
    const limiter = await contracts.drawLimits.getAddress();
    await networkHelpers.impersonateAccount(limiter);
    await networkHelpers.setBalance(limiter, 10n ** 18n);
    await vault.connect(await ethers.getSigner(limiter)).noticeDraw((await networkHelpers.time.latest()) + 14 * DAY);
    return gasOf(ours.withdraw(10n * UNIT, holder, holder));
  }

  /** A view, sent as a transaction: its receipt less what any transaction costs. */
  async function coldRead(): Promise<bigint> {
    const call = await vault.convertToAssets.populateTransaction(10n ** 12n);
    const zeros = getBytes(call.data).filter((byte) => byte === 0).length;
    const calldata = BigInt(4 * zeros + 16 * (dataLength(call.data) - zeros));
    const receipt = await (await (await ethers.provider.getSigner()).sendTransaction(call)).wait();
    if (receipt === null) throw new Error("The transaction has no receipt.");
    return receipt.gasUsed - INTRINSIC - calldata;
  }
}
