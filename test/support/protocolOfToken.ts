import type { BaseContract } from "ethers";
import { actors } from "./actors.ts";
import { chainNamed } from "./chains.ts";
import { deployEscrow, entrust } from "./custody.ts";
import { deployManagers } from "./deployManagers.ts";
import { facts, TERMS } from "./protocol.ts";
import { buildReport, signReport, type Report } from "./reports.ts";
import { DAY, HOUR } from "./units.ts";
import { vaultTerms } from "./vaultTerms.ts";

const chain = await chainNamed("tokens");
export const { ethers, networkHelpers } = chain;

/**
 * Vault, managers and oracle around any token, all authority with `admin` and without a delay, one reporter: the
 * smallest protocol in which a token can misbehave.
 */
export function deployAround(
  token: BaseContract,
  decimals: number,
  capWholeTokens?: bigint,
): ReturnType<typeof deploy> {
  return deploy(token, decimals, capWholeTokens);
}

async function deploy(token: BaseContract, decimals: number, capWholeTokens = 1_000_000_000n) {
  const cast = await actors(
    ethers,
    "admin",
    "operator",
    "reporter",
    "feeRecipient",
    "depositor",
    "stranger",
    "receiver",
  );
  const { admin, reporter, feeRecipient } = cast;
  const manager = await ethers.deployContract("AccessManager", [admin.address]);
  const registry = await ethers.deployContract("ClusterRegistry", [manager]);
  const quorum = await ethers.deployContract("ReporterQuorum", [manager, [reporter.address], 1, []]);
  const bounds = await ethers.deployContract("ReportBounds", [manager, decimals, 3_000]);
  const timings = { window: 6n * HOUR, longWindow: 2n * DAY, reportDeadline: 3n * DAY };
  const oracle = await ethers.deployContract("RevenueOracle", [
    manager,
    registry,
    quorum,
    bounds,
    decimals,
    timings,
    ethers.ZeroAddress,
  ]);
  const unit = 10n ** BigInt(decimals);
  const terms = vaultTerms({ capWholeTokens, feeBps: 1_000n, feeRecipient: feeRecipient.address });
  const vault = await ethers.deployContract("GpuYieldVault", [manager, token, terms]);
  const vaultLens = await ethers.deployContract("VaultLens", [vault]);
  const router = await ethers.deployContract("VaultRouter");
  const queue = await ethers.getContractAt("RedemptionQueue", await vault.queue());
  const escrow = await deployEscrow(ethers, manager, token);
  const bond = await ethers.deployContract("OperatorBond", [manager, vault, registry, escrow, 30n * DAY]);
  await entrust(manager, bond);
  const managers = await deployManagers(ethers, { manager, vault, registry, bond }, oracle);
  await vault.bindSource(managers.shares);
  await vault.bindSource(managers.loans);
  await vault.bindSource(managers.losses);
  const model = facts(admin.address).model;
  await bounds.setBounds(model, {
    minPrice: unit / 2n,
    maxPrice: 12n * unit,
    leastBusyWatts: 200,
    minTariff: unit / 100n,
    maxTariff: (6n * unit) / 10n,
    otherOpexCap: 3n * unit,
  });
  return {
    ...{ ...cast, token, unit, manager, registry, quorum, bounds, oracle },
    ...{ vault, vaultLens, router, queue, escrow, bond, ...managers },
  };
}

type Around = Awaited<ReturnType<typeof deploy>>;

/** Registers and approves a cluster of 8,000,000 whole tokens, operated by `operator`. */
export async function approveCluster(
  { registry, shares, origination, unit }: Around,
  operator: string,
  changes: Parameters<typeof facts>[1] = {},
): Promise<{ cluster: bigint; cost: bigint }> {
  await registry.register(
    { ...facts(operator), cost: 8_000_000n * unit, salvage: 800_000n * unit, ...changes },
    shares,
  );
  const cluster = await registry.clusterCount();
  const { cost } = await registry.priceOf(cluster);
  const inServiceBy = BigInt(await networkHelpers.time.latest()) + 60n * DAY;
  await origination.approve(cluster, { ...TERMS, amount: cost, reserveTarget: 5_000n * unit, inServiceBy });
  return { cluster, cost };
}

/** Reports a cluster's next period and lets its window pass. */
export async function reportFinal({ oracle, registry, reporter }: Around, cluster: bigint): Promise<Report> {
  const report = await buildReport(oracle, registry, cluster);
  const { signers, signatures } = await signReport(oracle, report, [reporter]);
  await networkHelpers.time.increaseTo(report.end);
  await oracle.submit(report, signers, signatures);
  await networkHelpers.time.increase(2n * DAY);
  return report;
}
