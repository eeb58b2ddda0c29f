import type { NetworkConnection } from "hardhat/types/network";
import { actors } from "./actors.ts";
import { actWithDelay, ROLE } from "./authority.ts";
import { buildReport, signReport, submitReport, type Report } from "./reports.ts";
import type { BaseContract, Signer } from "ethers";

export const MINUTE = 60n;
export const DAY = 86_400n;
export const WINDOW = 6n * 3_600n;
export const LONG_WINDOW = 2n * DAY;
export const REPORT_DEADLINE = 3n * DAY;
export const PRICE_JUMP_BPS = 3_000n;

export const H100 = "0x483130302d535858350000000000000000000000000000000000000000000000";
const TEXAS = "0x55532d5458000000000000000000000000000000000000000000000000000000";
const SERIALS = `0x${"5e".repeat(32)}`;

/** Whole units and cents of a 6-decimal asset. */
export const usdc = (amount: number): bigint => BigInt(Math.round(amount * 1e6));

export const H100_BOUNDS = {
  minPrice: usdc(0.5),
  maxPrice: usdc(12),
  leastBusyWatts: 200n,
  minTariff: usdc(0.01),
  maxTariff: usdc(0.6),
  otherOpexCap: usdc(3),
};

const NAMES = [
  "deployer",
  "governor",
  "curator",
  "guardian",
  "operator",
  "reporterA",
  "reporterB",
  "reporterC",
  "reporterD",
  "holder",
  "stranger",
] as const;

/** What a title is issued on: 256 H100 of 8,000,000, daily reports, five years. */
export function registrationFacts(operator: string) {
  return {
    name: "Abilene 1",
    model: H100,
    region: TEXAS,
    operator,
    gpuCount: 256n,
    systemWatts: 1_275n,
    pueBps: 12_500n,
    maxPeriod: DAY,
    usefulLife: 1_825n * DAY,
    cost: usdc(8_000_000),
    salvage: usdc(800_000),
    serialsRoot: SERIALS,
  };
}

/**
 * The statement side on its own: registry, quorum of 3 of 4, bounds and oracle under one authority with production's
 * delays, and cluster 1 in service from the last second, its title held by an account. With `uptime`, the oracle listens
 * to a sequencer feed.
 */
export async function deployStatement(connection: NetworkConnection, { uptime = false } = {}) {
  const { ethers, networkHelpers } = connection;
  const cast = await actors(ethers, ...NAMES);
  const { deployer, governor, curator, guardian, operator, holder } = cast;
  const reporters = [cast.reporterA, cast.reporterB, cast.reporterC, cast.reporterD].sort((a, b) =>
    BigInt(a.address) < BigInt(b.address) ? -1 : 1,
  );

  const manager = await ethers.deployContract("AccessManager", [deployer.address]);
  const registry = await ethers.deployContract("ClusterRegistry", [manager]);
  const quorum = await ethers.deployContract("ReporterQuorum", [manager, reporters.map(({ address }) => address), 3]);
  const bounds = await ethers.deployContract("ReportBounds", [manager, 6, PRICE_JUMP_BPS]);
  const feed = await ethers.deployContract("MockUptimeFeed");
  const oracle = await ethers.deployContract("RevenueOracle", [
    manager,
    registry,
    quorum,
    bounds,
    6,
    { window: WINDOW, longWindow: LONG_WINDOW, reportDeadline: REPORT_DEADLINE },
    uptime ? feed : ethers.ZeroAddress,
  ]);

  const allow = async (target: BaseContract, role: bigint, ...functions: string[]) => {
    const selectors = functions.map((name) => target.interface.getFunction(name)?.selector ?? "");
    await manager.setTargetFunctionRole(target, selectors, role);
  };
  await allow(registry, ROLE.CURATOR, "register");
  await allow(quorum, ROLE.GOVERNOR, "setReporters");
  await allow(quorum, ROLE.ORACLE, "eject");
  await allow(bounds, ROLE.GOVERNOR, "setBounds", "setPriceJump");
  await allow(oracle, ROLE.GOVERNOR, "setBounds", "setTimings", "uphold", "adopt");
  await allow(oracle, ROLE.GUARDIAN, "veto");
  await manager.grantRole(ROLE.GOVERNOR, governor, 10n * DAY);
  await manager.grantRole(ROLE.CURATOR, curator, 2n * DAY);
  await manager.grantRole(ROLE.GUARDIAN, guardian, 0);
  await manager.grantRole(ROLE.ORACLE, oracle, 0);

  const act = (caller: Signer, target: BaseContract, name: string, args: readonly unknown[]) =>
    actWithDelay({ manager, networkHelpers }, caller, target, name, args);
  const facts = registrationFacts(operator.address);
  await act(governor, bounds, "setBounds", [H100, H100_BOUNDS]);
  await act(curator, registry, "register", [facts, holder.address]);
  const inServiceAt = BigInt(await networkHelpers.time.latest());
  await registry.connect(holder).commission(1n, inServiceAt);

  /** The next report of cluster 1, once its period is over. */
  const nextReport = async (changes: Partial<Report> = {}) => {
    const report = await buildReport(oracle, registry, 1n, changes);
    const now = BigInt(await networkHelpers.time.latest());
    if (report.end > now) await networkHelpers.time.increaseTo(report.end);
    return report;
  };
  /** Reports the next period of cluster 1 with a quorum, and tells when it will be final. */
  const report = async (changes: Partial<Report> = {}, by: readonly Signer[] = reporters.slice(0, 3)) => {
    const next = await nextReport(changes);
    await submitReport(oracle, next, by);
    const { finalAt, submittedAt } = await oracle.reportOf(1n, next.period);
    return { ...next, finalAt, submittedAt };
  };
  /** Reports the next period and lets its window pass. */
  const reportFinal = async (changes: Partial<Report> = {}) => {
    const made = await report(changes);
    await networkHelpers.time.increaseTo(made.finalAt);
    return made;
  };
  const sign = (what: Report, by: readonly Signer[] = reporters.slice(0, 3)) => signReport(oracle, what, by);

  return {
    ...cast,
    reporters: reporters as [Actor, Actor, Actor, Actor],
    manager,
    registry,
    quorum,
    bounds,
    oracle,
    feed,
    facts,
    inServiceAt,
    act,
    nextReport,
    report,
    reportFinal,
    sign,
  };
}

type Actor = Awaited<ReturnType<typeof actors<"actor">>>["actor"];

/** Report status as the oracle numbers it. */
export const STATUS = { None: 0n, Missed: 1n, Pending: 2n, Challenged: 3n, Void: 4n, Final: 5n, Settled: 6n } as const;
