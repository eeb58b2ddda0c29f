import { dataLength, getBytes } from "ethers";
import hre from "hardhat";
import { clustersInService } from "./clusters.ts";
import { gasOf, vaultActions, type GasByAction } from "./vaultActions.ts";

const UNIT = 1_000_000n;
const INTRINSIC = 21_000n;

/**
 * What our vault's calls cost with `facilities` clusters in service: first as any vault's, then while rent vests, then
 * what reporters and settlers pay.
 */
export async function protocolActions(facilities: number): Promise<GasByAction> {
  const connection = await hre.network.create();
  const { ethers } = connection;
  const { contracts, report, settle, passDay, passWindow } = await clustersInService(connection, facilities);
  const { asset, vault } = contracts;
  const everyday = await vaultActions(ethers, await vault.getAddress(), asset);

  // A first day, reported, paid and settled by all; the rent vests from here on.
  await passDay();
  const clusters = Array.from({ length: facilities }, (_, index) => BigInt(index + 1));
  for (const cluster of clusters) await report(cluster, 1);
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
  };

  // A second day of one cluster: what every later day costs.
  await passDay();
  const submit = await report(1n, 2);
  await passWindow();
  return {
    ...everyday,
    ...vesting,
    "submit, 3 signatures": submit,
    "settle, the first period": firstSettlements.at(-1) ?? 0n,
    "settle, a later period": await settle(1n),
  };

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
