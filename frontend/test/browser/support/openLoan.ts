import { encodeBytes32String, id, type ContractTransaction } from "ethers";
import { localActor, localReporters } from "../../../../scripts/lib/localAccounts.ts";
import { PLAIN_TERMS } from "../../../../scripts/lib/plainTerms.ts";
import { reportDomain } from "../../../../scripts/lib/revenueReport.ts";
import { signReport } from "../../../../scripts/lib/signReport.ts";
import type { Stage } from "./openStage.ts";

const DAY = 86_400;
const MONTH = 30 * DAY;
const LOAN = 1;

export const PRINCIPAL = 1_000_000n * 10n ** 6n;
export const PAYMENTS = 12;
export const YEARLY_RATE = 10n ** 17n;
export { MONTH };

/**
 * Finances another cluster by a loan of a million at 10 % a year, repaid in twelve payments, and puts it into service now. The
 * curator's delay passes on the way.
 */
export async function openLoan({ provider, contracts }: Stage): Promise<{ cluster: bigint; start: number }> {
  const { accessManager, registry, book } = contracts;
  const operator = await provider.getSigner(localActor("operator").address);
  const curator = await provider.getSigner(localActor("curator").address);
  const cluster = (await registry.clusterCount()) + 1n;
  const announcedAt = await timeOf(provider);
  const delay = 2 * DAY;

  const acts: ContractTransaction[] = [
    await registry.register.populateTransaction(
      {
        name: "Hyperion",
        model: encodeBytes32String("H100-SXM5"),
        region: encodeBytes32String("unstated"),
        operator: operator.address,
        gpuCount: 40,
        systemWatts: 1_275,
        pueBps: 12_500,
        maxPeriod: MONTH,
        usefulLife: 1_825 * DAY,
        cost: PRINCIPAL,
        salvage: 0n,
        serialsRoot: id("serials of Hyperion"),
      },
      book,
    ),
    await book.approve.populateTransaction(cluster, {
      ...PLAIN_TERMS,
      form: LOAN,
      amount: PRINCIPAL,
      vaultShareBps: 0,
      reserveTarget: 0n,
      inServiceBy: announcedAt + 30 * DAY,
      paymentGrace: 7 * DAY,
      lineLength: 90 * DAY,
      bondBps: 0,
      debt: { ...PLAIN_TERMS.debt, yearlyRate: YEARLY_RATE, period: MONTH, payments: PAYMENTS },
      covenants: {
        ...PLAIN_TERMS.covenants,
        periods: 3,
        curePeriods: 2,
        coverageBps: [13_000, 11_500, 10_000],
        priceBps: [10_000, 8_500, 7_000],
        priceLow: 1_500_000n,
      },
    }),
  ];
  const readyAt = announcedAt + delay + 3_600;
  for (const { to, data } of acts) {
    await (await accessManager.connect(curator).schedule(to, data, readyAt)).wait();
  }
  await reach(provider, readyAt);
  for (const { to, data } of acts) await (await curator.sendTransaction({ to, data })).wait();

  await (await book.connect(operator).draw(cluster, PRINCIPAL, operator.address)).wait();
  const start = await timeOf(provider);
  await (await book.connect(operator).commission(cluster, start)).wait();
  return { cluster, start };
}

/** Of the report below: what it earned, and what is left of it after running costs. */
export const GROSS = 18_000n * 10n ** 6n;
export const INCOME = GROSS - 488n * 10n ** 6n;

/** The first five days of service are reported, paid in and settled: they cover the debt service 1.19 times. */
export async function reportFirstDays({ provider, contracts }: Stage, cluster: bigint, start: number): Promise<void> {
  const { oracle, quorum, book, asset } = contracts;
  const operator = await provider.getSigner(localActor("operator").address);
  const next = await oracle.nextReport(cluster);
  const gpuSeconds = BigInt(40 * 5 * DAY);
  const report = {
    cluster,
    period: Number(next.period),
    revision: Number(next.revision),
    reporterSet: Number(next.reporterSet),
    clusterVersion: Number(next.clusterVersion),
    start,
    end: start + 5 * DAY,
    gpuSecondsAvailable: gpuSeconds,
    gpuSecondsSold: gpuSeconds,
    gross: GROSS,
    energyWh: 2_880_000n,
    energyCost: 288n * 10n ** 6n,
    otherOpex: 200n * 10n ** 6n,
    evidenceRoot: id("the first five days"),
  };
  const { chainId } = await provider.getNetwork();
  const domain = reportDomain(chainId, await oracle.getAddress());
  const reporters = localReporters().slice(0, Number(await quorum.threshold()));
  const { signers, signatures } = signReport(domain, report, reporters);
  await (await oracle.connect(operator).submit(report, signers, signatures)).wait();
  const { finalAt } = await oracle.reportOf(cluster, report.period);
  await reach(provider, Number(finalAt));

  await (await asset.connect(operator).approve(book, GROSS)).wait();
  await (await book.connect(operator).payIn(cluster, GROSS)).wait();
  await (await book.connect(operator).settle(cluster)).wait();
}

/** Moves the chain's clock on to `time`. */
export async function reach(provider: Stage["provider"], time: number): Promise<void> {
  await provider.send("evm_setNextBlockTimestamp", [time]);
  await provider.send("evm_mine", []);
}

async function timeOf(provider: Stage["provider"]): Promise<number> {
  const block = await provider.getBlock("latest");
  if (!block) throw new Error("the chain has no block");
  return block.timestamp;
}
