import type { JsonRpcProvider } from "ethers";
import type { IFacilityManager } from "../../build/types/index.ts";
import { CliError } from "../lib/cliError.ts";
import { attachOracle, attachVault, managerOf, type VaultContracts } from "../lib/contracts.ts";
import { eventsIn } from "../lib/events.ts";
import { explainRevert } from "../lib/explainRevert.ts";
import { readFacilityWords } from "../lib/facilityWords.ts";
import { landed } from "../lib/landed.ts";
import { senderOn } from "../lib/sender.ts";

/** What a settlement came to, base units. */
export type SettledCluster = {
  cluster: string;
  /** Of the report that was taken in; 0 where none was. */
  period: number;
  /** Taken out of the lockbox. */
  cash: string;
  /** Of it for the vault, before its fee; what a reserve paid of debt service counts too. */
  toVault: string;
};

/** In one transaction: each may cost 150,000 gas, its first one 250,000. */
const BATCH = 50;
/** From here on a facility is settled, as in `FacilityStatus`. */
const IN_SERVICE = 3n;
/** As in `ReportStatus`. */
const FINAL = 6n;

/**
 * Settles what has something to settle.
 *
 * @param only These clusters; all of the vault when left out.
 */
export async function settleAll(
  provider: JsonRpcProvider,
  vault: string,
  only?: readonly bigint[],
): Promise<SettledCluster[]> {
  const contracts = await attachVault(vault, provider);
  const clusters = only ?? (await everyCluster(contracts));
  const { chainId } = await provider.getNetwork();
  const sender = await senderOn(chainId, provider);

  const byManager = new Map<IFacilityManager, bigint[]>();
  for (const cluster of clusters) {
    const manager = await managerOf(contracts, cluster);
    if (!manager) {
      if (only) throw new CliError(`No source of the vault finances cluster ${cluster}.`);
      continue;
    }
    const hasWork = await explainRevert(() => prepare(provider, sender, manager, cluster));
    if (hasWork) byManager.set(manager, [...(byManager.get(manager) ?? []), cluster]);
  }

  const settled: SettledCluster[] = [];
  for (const [manager, many] of byManager) {
    for (let from = 0; from < many.length; from += BATCH) {
      const batch = many.slice(from, from + BATCH);
      settled.push(...(await explainRevert(() => settleBatch(manager.connect(sender), batch))));
    }
  }
  return settled;
}

async function everyCluster({ registry }: VaultContracts): Promise<bigint[]> {
  const count = Number(await registry.clusterCount());
  return Array.from({ length: count }, (_, index) => BigInt(index + 1));
}

/**
 * Whether a settlement would change anything. A report that is final but not recorded as such, which a chain with an
 * uptime feed asks for, is recorded first.
 */
async function prepare(
  provider: JsonRpcProvider,
  sender: Awaited<ReturnType<typeof senderOn>>,
  manager: IFacilityManager,
  cluster: bigint,
): Promise<boolean> {
  const { status } = await manager.statusOf(cluster);
  if (status < IN_SERVICE) return false;
  const { lockbox, receivable, settledPeriods } = readFacilityWords(await manager.wordsOf(cluster));
  if (lockbox > 0n && receivable > 0n) return true;
  const { oracle } = await attachOracle(await manager.oracle(), provider);
  const next = settledPeriods + 1n;
  if ((await oracle.finalReport(cluster, next)).isFinal) return true;
  if ((await oracle.statusOf(cluster, next)) !== FINAL) return false;
  await landed(oracle.connect(sender).finalize(cluster));
  return (await oracle.finalReport(cluster, next)).isFinal;
}

async function settleBatch(manager: IFacilityManager, batch: readonly bigint[]): Promise<SettledCluster[]> {
  const { logs } = await landed(manager.settleMany([...batch]));
  return eventsIn(manager, manager.filters.Settled, logs).map(({ cluster, period, lines }) => ({
    cluster: `${cluster}`,
    period: Number(period),
    cash: `${lines.cash}`,
    toVault: `${lines.toVault + lines.preferred + lines.interest + lines.principal + lines.fromReserve}`,
  }));
}
