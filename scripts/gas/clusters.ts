import { evidenceRoot, reportDomain, type RevenueReport } from "@gpu-yield-vaults/sdk/reports";
import { encodeBytes32String, id, MaxUint256, toUtf8Bytes, type ContractTransaction } from "ethers";
import type { NetworkConnection } from "hardhat/types/network";
import type { ProtocolContracts } from "../../deploy/contracts.ts";
import { deployProtocol } from "../../deploy/deployProtocol.ts";
import { LOCAL_CHAIN_ID } from "../../deploy/parameters.ts";
import { eventsIn } from "../lib/events.ts";
import { DAY, HOUR } from "../lib/instant.ts";
import { localActor } from "../lib/localAccounts.ts";
import { PLAIN_TERMS } from "../lib/plainTerms.ts";
import { signLocally } from "../lib/signLocally.ts";
import type { GasByAction } from "./vaultActions.ts";

const UNIT = 1_000_000n;
const GPUS = 8;
const COST = 250_000n * UNIT;
const GROSS = 400n * UNIT; // a day of 8 GPUs at $2.60, 80 % rented
const SIGNATURES = 3;
/** Where in its hour the first period starts: what follows within the hour moves no deadline, which lie on the hour. */
const PAST_THE_HOUR = 600;

/** How clusters are financed and started; what is left out is a revenue share of 250,000, each in a tick of its own. */
export type Fleet = {
  terms?: Partial<typeof PLAIN_TERMS> & { form?: number; vaultShareBps?: number };
  /** Hours of one day over which their first seconds are spread. */
  hours?: number;
  /** Base units, of each. */
  cost?: bigint;
  /** Base units, beside what is drawn. */
  idle?: bigint;
};

/** A protocol with clusters in service, and the steps of their days. */
export type Clusters = {
  readonly contracts: ProtocolContracts;
  /** What the last of them cost to begin. */
  readonly beginnings: GasByAction;
  /** Submits the next report, of a day or of `length` seconds, with three signatures; returns the gas. */
  readonly report: (cluster: bigint, length?: number) => Promise<bigint>;
  /** Submits the next reports of these clusters, signed at once by three; returns the gas of all. */
  readonly reportMany: (clusters: readonly bigint[], length?: number) => Promise<bigint>;
  /** Pays a day's rent in, which settles what is final; returns the gas. */
  readonly pay: (cluster: bigint) => Promise<bigint>;
  /** Settles the next period, if it is final, with what was paid in before; returns the gas. */
  readonly settle: (cluster: bigint) => Promise<bigint>;
  /** The same for all of these at once; returns the gas. */
  readonly settleMany: (clusters: readonly bigint[]) => Promise<bigint>;
  /** Waits until the next period has passed. */
  readonly passDay: () => Promise<void>;
  /** Waits until what was just reported is final. */
  readonly passWindow: () => Promise<void>;
};

/** Deploys the protocol as production does and puts `count` clusters in service, paid for by one deposit. */
export async function clustersInService(
  connection: NetworkConnection,
  count: number,
  { terms: changes = {}, hours = 24, cost = COST, idle = 1_000_000n * UNIT }: Fleet = {},
): Promise<Clusters> {
  const { ethers, networkHelpers } = connection;
  const { contracts, parameters } = await deployProtocol(connection);
  const { accessManager, asset, shares, loans, origination, oracle, registry, vault } = contracts;
  const manager = changes.debt === undefined ? shares : loans;
  const signer = (name: Parameters<typeof localActor>[0]) => ethers.getSigner(localActor(name).address);
  const [curator, depositor, operator] = [await signer("curator"), await signer("depositor"), await signer("operator")];
  const now = () => networkHelpers.time.latest();

  // The deposit, before anything is drawn.
  const deposit = cost * BigInt(count) + idle;
  await asset.mint(depositor, deposit);
  await asset.connect(depositor).approve(vault, deposit);
  await vault.connect(depositor).deposit(deposit, depositor);

  // The curator announces, waits, and acts.
  const inServiceBy = (await now()) + parameters.roles.curatorDelay + 30 * DAY;
  const acts: ContractTransaction[] = [];
  const clusters = Array.from({ length: count }, (_, index) => BigInt(index + 1));
  for (const cluster of clusters) {
    const facts = registration(cluster, operator.address, cost);
    const terms = {
      form: 0,
      amount: cost,
      vaultShareBps: 10_000,
      reserveTarget: 0,
      inServiceBy,
      paymentGrace: 5 * DAY,
      bondBps: 0,
      ...PLAIN_TERMS,
      ...changes,
    };
    acts.push(await registry.register.populateTransaction(facts, manager));
    acts.push(await origination.approve.populateTransaction(cluster, terms));
  }
  for (const { to, data } of acts) await accessManager.connect(curator).schedule(to, data, 0);
  await networkHelpers.time.increase(parameters.roles.curatorDelay);
  let approve = 0n;
  for (const act of acts) approve = await gasUsed(await curator.sendTransaction(act));

  // The operator draws, and starts them hour by hour.
  let [draw, commission] = [0n, 0n];
  for (const cluster of clusters)
    draw = await gasUsed(await origination.connect(operator).draw(cluster, cost, operator));
  const firstHour = Math.ceil((await now()) / HOUR) * HOUR + PAST_THE_HOUR;
  await networkHelpers.time.increaseTo(firstHour + (Math.min(hours, count) - 1) * HOUR);
  const reportedUntil = new Map(
    clusters.map((cluster, index) => [cluster, firstHour + (index % hours) * HOUR] as const),
  );
  for (const [cluster, start] of reportedUntil) {
    commission = await gasUsed(await origination.connect(operator).commission(cluster, start));
  }
  await asset.connect(operator).approve(manager, MaxUint256);
  const periods = new Map<bigint, number>();

  const domain = reportDomain(BigInt(LOCAL_CHAIN_ID), await oracle.getAddress());
  const next = (cluster: bigint, length: number): RevenueReport => {
    const period = (periods.get(cluster) ?? 0) + 1;
    const start = reportedUntil.get(cluster) ?? 0;
    periods.set(cluster, period);
    reportedUntil.set(cluster, start + length);
    return statement(cluster, period, start, length);
  };
  return {
    contracts,
    beginnings: { approve, draw, commission },
    async report(cluster, length = DAY) {
      const report = next(cluster, length);
      const { signers, signatures } = await signLocally({ domain, report }, SIGNATURES);
      return gasUsed(await oracle.submit(report, signers, signatures));
    },
    async reportMany(named, length = DAY) {
      const reports = named.map((cluster) => next(cluster, length));
      const { signers, signatures } = await signLocally({ domain, reports }, SIGNATURES);
      const response = await oracle.submitMany(reports, signers, signatures);
      const receipt = await response.wait();
      const admitted = eventsIn(oracle, oracle.filters.ReportSubmitted, receipt?.logs ?? []).length;
      if (admitted !== reports.length) throw new Error(`${admitted} of ${reports.length} reports were admitted.`);
      return receipt?.gasUsed ?? 0n;
    },
    async pay(cluster) {
      return gasUsed(await manager.connect(operator).payIn(cluster, GROSS));
    },
    async settle(cluster) {
      return gasUsed(await manager.settle(cluster));
    },
    async settleMany(many) {
      return gasUsed(await manager.settleMany([...many]));
    },
    async passDay() {
      await networkHelpers.time.increase(DAY);
    },
    async passWindow() {
      await networkHelpers.time.increase(parameters.oracle.window);
    },
  };
}

async function gasUsed(sent: { wait(): Promise<{ gasUsed: bigint } | null> }): Promise<bigint> {
  const receipt = await sent.wait();
  if (receipt === null) throw new Error("The transaction has no receipt.");
  return receipt.gasUsed;
}

type Registration = Parameters<ProtocolContracts["registry"]["register"]>[0];

/** What the registry is told of one of them. */
export function registration(cluster: bigint, operator: string, cost: bigint): Registration {
  return {
    name: `cluster ${cluster}`,
    model: encodeBytes32String("H100-SXM5"),
    region: encodeBytes32String("US-TX"),
    operator,
    gpuCount: GPUS,
    systemWatts: 1_275,
    pueBps: 12_500,
    maxPeriod: DAY,
    usefulLife: 1_825 * DAY,
    cost,
    salvage: cost / 10n,
    serialsRoot: id(`serials of cluster ${cluster}`),
  };
}

/** At the rent and the costs of every day. */
function statement(cluster: bigint, period: number, start: number, length: number): RevenueReport {
  const available = BigInt(GPUS * length);
  const partOf = (daily: bigint) => (daily * BigInt(length)) / BigInt(DAY);
  return {
    cluster,
    period,
    revision: 0,
    reporterSet: 1,
    clusterVersion: 1,
    start,
    end: start + length,
    gpuSecondsAvailable: available,
    gpuSecondsSold: (available * 4n) / 5n,
    gross: partOf(GROSS),
    energyWh: partOf(BigInt((GPUS * 1_275 * 24 * 5) / 4)),
    energyCost: partOf(26n * UNIT),
    otherOpex: partOf(60n * UNIT),
    evidenceRoot: evidenceRoot([toUtf8Bytes(`cluster ${cluster}, period ${period}, ${length} s`)]),
  };
}
