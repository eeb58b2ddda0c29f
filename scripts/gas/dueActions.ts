import { DAY, HOUR } from "../lib/instant.ts";
import { clustersInService, type Clusters } from "./clusters.ts";
import { openChain } from "./openChain.ts";
import { gasOf, type GasByAction } from "./vaultActions.ts";

const UNIT = 1_000_000n;
const HOURS = 24;
/** So little beside what is idle that deposits stay open when all of it is delinquent. */
const SMALL = 25_000n * UNIT;
const IDLE = 90_000_000n * UNIT;

/**
 * Users who come first after a day in each of whose hours a facility has become delinquent: they carry all of it out.
 */
export async function ticksDueActions(): Promise<GasByAction> {
  const connection = await openChain();
  const fleet = await clustersInService(connection, HOURS, { hours: HOURS, cost: SMALL, idle: IDLE });
  const { vault, holder } = await nobodyReports(connection, fleet, HOURS);
  const before = await connection.networkHelpers.takeSnapshot();
  const deposit = await gasOf(vault.deposit(100n * UNIT, holder));
  await before.restore();
  return { deposit, withdraw: await gasOf(vault.withdraw(10n * UNIT, holder, holder)) };
}

/** A user who comes first after `count` facilities have become delinquent in one tick. */
export async function delinquentActions(count: number): Promise<GasByAction> {
  const connection = await openChain();
  const fleet = await clustersInService(connection, count, { hours: 1, cost: SMALL });
  const { vault, holder } = await nobodyReports(connection, fleet, 1);
  return {
    "withdraw, the first after it": await gasOf(vault.withdraw(10n * UNIT, holder, holder)),
    "withdraw, while they are": await gasOf(vault.withdraw(10n * UNIT, holder, holder)),
  };
}

/** Waits until no first report can be final any more; the holder has shares already. */
async function nobodyReports(
  { ethers, networkHelpers }: Awaited<ReturnType<typeof openChain>>,
  { contracts }: Clusters,
  hours: number,
) {
  const { asset, vault, lens } = contracts;
  const [holder] = await ethers.getSigners();
  if (!holder) throw new Error("The chain has no account.");
  await asset.mint(holder, 10_000n * UNIT);
  await asset.approve(vault, 10_000n * UNIT);
  await vault.deposit(1_000n * UNIT, holder);
  const { deadline } = await lens.facility(1n);
  await networkHelpers.time.increaseTo(Number(deadline) + (hours - 1) * HOUR);
  if ((await vault.state()).accrualPending) throw new Error(`More than ${DAY / HOUR} ticks are due.`);
  return { vault: vault.connect(holder), holder };
}
