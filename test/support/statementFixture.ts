import { anew } from "./anew.ts";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { encodeBytes32String, type BaseContract, type Signer, type TransactionResponse } from "ethers";
import type {
  AccessManager,
  ClusterRegistry,
  Contradictions,
  MockUptimeFeed,
  ReportBounds,
  ReportDisputes,
  ReporterQuorum,
  ReportClock,
  RevenueOracle,
} from "../../build/types/index.ts";
import { deployProtocol } from "../../deploy/deployProtocol.ts";
import { parseParameters } from "../../deploy/parameters.ts";
import { local, LOCAL_ACTORS } from "../../deploy/parameters/local.ts";
import { actors } from "./actors.ts";
import { ripen } from "./authority.ts";
import { chainNamed } from "./chains.ts";
import { buildReport, signReport, submitReport, type Report, type Signatures } from "./reports.ts";

const chain = await chainNamed("statement");
export const { ethers, networkHelpers, provider } = chain;

export const MINUTE = 60n;
export const DAY = 86_400n;
export const WINDOW = 6n * 3_600n;
export const LONG_WINDOW = 2n * DAY;
export const REPORT_DEADLINE = 3n * DAY;
export const PRICE_JUMP_BPS = 3_000n;

export const H100 = encodeBytes32String("H100-SXM5");
const TEXAS = encodeBytes32String("US-TX");
const SERIALS = `0x${"5e".repeat(32)}`;

/** Whole units and cents of a 6-decimal asset. */
export const usdc = (amount: number): bigint => BigInt(Math.round(amount * 1e6));

export const H100_BOUNDS = {
  minPrice: usdc(0.5),
  maxPrice: usdc(16),
  leastBusyWatts: 200n,
  minTariff: usdc(0.01),
  maxTariff: usdc(0.6),
  otherOpexCap: usdc(3),
};

/** What a report is held against where no final period sold anything. */
export const NO_SALE = { gross: 0n, sold: 0n, costs: 0n, time: 0n };

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

export type Facts = {
  name: string;
  model: string;
  region: string;
  operator: string;
  gpuCount: bigint;
  systemWatts: bigint;
  pueBps: bigint;
  maxPeriod: bigint;
  usefulLife: bigint;
  cost: bigint;
  salvage: bigint;
  serialsRoot: string;
};

/** What a title is issued on: 256 H100 of 8,000,000, daily reports, five years. */
export function registrationFacts(operator: string): Facts {
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

/** A report that was submitted. */
export type Made = Report & { submittedAt: bigint; finalAt: bigint };

/** A restricted call: who makes it, on what, with what. */
export type Call = [caller: Signer, target: BaseContract, name: string, args: readonly unknown[]];

export type Statement = Record<(typeof NAMES)[number] | "arbiter", HardhatEthersSigner> & {
  /** The four of the quorum, ascending. */
  reporters: [HardhatEthersSigner, HardhatEthersSigner, HardhatEthersSigner, HardhatEthersSigner];
  manager: AccessManager;
  registry: ClusterRegistry;
  quorum: ReporterQuorum;
  bounds: ReportBounds;
  oracle: RevenueOracle;
  clock: ReportClock;
  contradictions: Contradictions;
  disputes: ReportDisputes;
  feed: MockUptimeFeed;
  facts: Facts;
  inServiceAt: bigint;
  /** Prepares a restricted call, its caller's delay included; what comes back makes it. */
  ripe: (...call: Call) => Promise<() => Promise<TransactionResponse>>;
  /** Makes a restricted call, after its caller's delay. */
  act: (...call: Call) => Promise<TransactionResponse>;
  /** The next report of cluster 1, once its period is over. */
  nextReport: (changes?: Partial<Report>) => Promise<Report>;
  /** Reports the next period of cluster 1 with a quorum, and tells when it will be final. */
  report: (changes?: Partial<Report>, by?: readonly Signer[]) => Promise<Made>;
  /** Reports the next period and lets its window pass. */
  reportFinal: (changes?: Partial<Report>) => Promise<Made>;
  /** Puts up twice what a seat takes. */
  stake: (reporter: Signer) => Promise<void>;
  sign: (what: Report, by?: readonly Signer[]) => Promise<Signatures>;
  /**
   * Another cluster of the same kind, in service from the last second: what has been set since then judges none of
   * cluster 1's past.
   */
  startCluster: () => Promise<bigint>;
};

/** The protocol as it is deployed, with cluster 1 in service from the last second, its title held by an account. */
export async function plainStatement(): Promise<Statement> {
  return networkHelpers.loadFixture(deployPlain);
}

/** The same; the oracle listens to a sequencer feed. */
export async function listeningStatement(): Promise<Statement> {
  return networkHelpers.loadFixture(deployListening);
}

const deployPlain = () => deployStatement(false);
const deployListening = () => deployStatement(true);

async function deployStatement(uptime: boolean): Promise<Statement> {
  const cast = await actors(ethers, ...NAMES);
  const { curator, operator, holder } = cast;
  const reporters = [cast.reporterA, cast.reporterB, cast.reporterC, cast.reporterD].sort((a, b) =>
    BigInt(a.address) < BigInt(b.address) ? -1 : 1,
  );

  const feed = await ethers.deployContract("MockUptimeFeed");
  const signers = await ethers.getSigners();
  const arbiter = signers[LOCAL_ACTORS.arbiter];
  if (!arbiter) throw new Error("The chain has too few accounts.");
  const accounts = signers.map(({ address }) => address);
  const input = local(accounts);
  const sequencerFeed = uptime ? await feed.getAddress() : "none";
  const parameters = parseParameters({ ...input, oracle: { ...input.oracle, sequencerFeed } });
  const { contracts } = await deployProtocol(chain, { parameters, name: anew() });
  const { accessManager: manager, registry, quorum, bounds, oracle, clock, contradictions, disputes } = contracts;

  const ripe = (...call: Call) => ripen({ manager, networkHelpers }, ...call);
  const act = async (...call: Call) => (await ripe(...call))();
  const facts = registrationFacts(operator.address);
  await act(curator, registry, "register", [facts, holder.address]);
  const inServiceAt = BigInt(await networkHelpers.time.latest());
  await registry.connect(holder).commission(1n, inServiceAt);

  const startCluster = async () => {
    await act(curator, registry, "register", [facts, holder.address]);
    const cluster = await registry.clusterCount();
    await registry.connect(holder).commission(cluster, BigInt(await networkHelpers.time.latest()));
    return cluster;
  };

  const nextReport = async (changes: Partial<Report> = {}) => {
    const report = await buildReport(oracle, registry, 1n, changes);
    const now = BigInt(await networkHelpers.time.latest());
    if (report.end > now) await networkHelpers.time.increaseTo(report.end);
    return report;
  };
  const report = async (changes: Partial<Report> = {}, by: readonly Signer[] = reporters.slice(0, 3)) => {
    const next = await nextReport(changes);
    await submitReport(oracle, next, by);
    const { finalAt, submittedAt } = await oracle.reportOf(1n, next.period);
    return { ...next, finalAt, submittedAt };
  };
  const reportFinal = async (changes: Partial<Report> = {}) => {
    const made = await report(changes);
    await networkHelpers.time.increaseTo(made.finalAt);
    return made;
  };
  const stake = async (reporter: Signer) => {
    const { dollar, stakeEscrow, stakes } = contracts;
    const amount = 2n * parameters.stakes.leastStake;
    await dollar.connect(reporter).mint(reporter, amount);
    await dollar.connect(reporter).approve(stakeEscrow, amount);
    await stakes.connect(reporter).post(amount);
  };
  const sign = (what: Report, by: readonly Signer[] = reporters.slice(0, 3)) => signReport(oracle, what, by);

  return {
    ...cast,
    arbiter,
    reporters: reporters as Statement["reporters"],
    manager,
    registry,
    quorum,
    bounds,
    oracle,
    clock,
    contradictions,
    disputes,
    feed,
    facts,
    inServiceAt,
    ripe,
    act,
    nextReport,
    report,
    reportFinal,
    stake,
    sign,
    startCluster,
  };
}

/** Report status as the oracle numbers it. */
export const STATUS = {
  None: 0n,
  Missed: 1n,
  Pending: 2n,
  Challenged: 3n,
  Disputed: 4n,
  Void: 5n,
  Final: 6n,
} as const;
