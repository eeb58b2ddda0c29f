import { encodeBytes32String, id, MaxUint256, toUtf8Bytes, type ContractTransaction } from "ethers";
import type { NetworkConnection } from "hardhat/types/network";
import { deployProtocol, type ProtocolContracts } from "../../deploy/deployProtocol.ts";
import { LOCAL_CHAIN_ID } from "../../deploy/parameters.ts";
import { evidenceRoot } from "../lib/evidenceRoot.ts";
import { DAY, HOUR } from "../lib/instant.ts";
import { localActor, localReporters } from "../lib/localAccounts.ts";
import { PLAIN_TERMS } from "../lib/plainTerms.ts";
import { reportDomain, type RevenueReport } from "../lib/revenueReport.ts";
import { signReport } from "../lib/signReport.ts";

const UNIT = 1_000_000n;
const GPUS = 8;
const COST = 250_000n * UNIT;
const GROSS = 400n * UNIT; // a day of 8 GPUs at $2.60, 80 % rented
const SOLD = 552_960n; // GPU-seconds
const SIGNATURES = 3;

/** A protocol with clusters in service, and the steps of their days. */
export type Clusters = {
  readonly contracts: ProtocolContracts;
  /** Submits the report of a period with three signatures; returns the gas. */
  readonly report: (cluster: bigint, period: number) => Promise<bigint>;
  /** Pays a period's rent in and settles it once it is final; returns the settlement's gas. */
  readonly settle: (cluster: bigint) => Promise<bigint>;
  /** Waits until the next period has passed. */
  readonly passDay: () => Promise<void>;
  /** Waits until what was just reported is final. */
  readonly passWindow: () => Promise<void>;
};

/** Deploys the protocol as production does and puts `count` clusters in service, paid for by one deposit. */
export async function clustersInService(
  connection: NetworkConnection,
  count: number,
  changes: Partial<typeof PLAIN_TERMS> & { form?: number; vaultShareBps?: number } = {},
): Promise<Clusters> {
  const { ethers, networkHelpers } = connection;
  const { contracts, parameters } = await deployProtocol(connection);
  const { accessManager, asset, book, oracle, registry, vault } = contracts;
  const signer = (name: Parameters<typeof localActor>[0]) => ethers.getSigner(localActor(name).address);
  const [curator, depositor, operator] = [await signer("curator"), await signer("depositor"), await signer("operator")];
  const now = () => networkHelpers.time.latest();

  // The deposit, before anything is drawn.
  const deposit = COST * BigInt(count) + 1_000_000n * UNIT;
  await asset.mint(depositor, deposit);
  await asset.connect(depositor).approve(vault, deposit);
  await vault.connect(depositor).deposit(deposit, depositor);

  // The curator announces, waits, and acts.
  const inServiceBy = (await now()) + parameters.roles.curatorDelay + 30 * DAY;
  const acts: ContractTransaction[] = [];
  const clusters = Array.from({ length: count }, (_, index) => BigInt(index + 1));
  for (const cluster of clusters) {
    const facts = registration(cluster, operator.address);
    const terms = {
      form: 0,
      amount: COST,
      vaultShareBps: 10_000,
      reserveTarget: 0,
      inServiceBy,
      paymentGrace: 5 * DAY,
      lineLength: 90 * DAY,
      bondBps: 0,
      ...PLAIN_TERMS,
      ...changes,
    };
    acts.push(await registry.register.populateTransaction(facts, book));
    acts.push(await book.approve.populateTransaction(cluster, terms));
  }
  for (const { to, data } of acts) await accessManager.connect(curator).schedule(to, data, 0);
  await networkHelpers.time.increase(parameters.roles.curatorDelay);
  for (const act of acts) await curator.sendTransaction(act);

  // The operator draws and starts; all periods begin in one second.
  for (const cluster of clusters) await book.connect(operator).draw(cluster, COST, operator);
  const start = await now();
  for (const cluster of clusters) await book.connect(operator).commission(cluster, start);
  await asset.connect(operator).approve(book, MaxUint256);

  const domain = reportDomain(BigInt(LOCAL_CHAIN_ID), await oracle.getAddress());
  const reporters = localReporters().slice(0, SIGNATURES);
  return {
    contracts,
    async report(cluster, period) {
      const { signers, signatures } = signReport(domain, statement(cluster, period, start), reporters);
      return gasUsed(await oracle.submit(statement(cluster, period, start), signers, signatures));
    },
    async settle(cluster) {
      await (await book.connect(operator).payIn(cluster, GROSS)).wait();
      return gasUsed(await book.settle(cluster));
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

function registration(cluster: bigint, operator: string) {
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
    cost: COST,
    salvage: COST / 10n,
    serialsRoot: id(`serials of cluster ${cluster}`),
  };
}

function statement(cluster: bigint, period: number, inServiceAt: number): RevenueReport {
  const start = inServiceAt + (period - 1) * DAY;
  return {
    cluster,
    period,
    revision: 0,
    reporterSet: 1,
    clusterVersion: 1,
    start,
    end: start + DAY,
    gpuSecondsAvailable: BigInt(GPUS * DAY),
    gpuSecondsSold: SOLD,
    gross: GROSS,
    energyWh: BigInt((GPUS * 1_275 * 24 * 5) / 4),
    energyCost: 26n * UNIT,
    otherOpex: 60n * UNIT,
    evidenceRoot: evidenceRoot([toUtf8Bytes(`cluster ${cluster}, period ${period}, ${24 * HOUR} s`)]),
  };
}
