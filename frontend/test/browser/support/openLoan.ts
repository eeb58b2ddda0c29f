import { reportDomain } from "@gpu-yield-vaults/sdk/reports";
import { id } from "ethers";
import type { Hex } from "viem";
import { localActor } from "../../../../scripts/lib/localAccounts.ts";
import { PLAIN_TERMS } from "../../../../scripts/lib/plainTerms.ts";
import { signLocally } from "../../../../scripts/lib/signLocally.ts";
import { DAY, finance, MONTH, reach, timeOf } from "./finance.ts";
import type { ServedApp } from "./serveApp.ts";

const LOAN = 1;

export const PRINCIPAL = 1_000_000n * 10n ** 6n;
export const PAYMENTS = 12;

/** Another cluster, in service from now on: a loan of a million at 10 % a year, repaid in twelve payments. */
export async function openLoan(app: ServedApp, name = "Hyperion"): Promise<{ cluster: bigint; start: number }> {
  const { provider, contracts } = app;
  const operator = await provider.getSigner(localActor("operator").address);
  const origination = contracts.origination.connect(operator);
  const cluster = await finance(
    app,
    { name, gpuCount: 40, cost: PRINCIPAL },
    {
      form: LOAN,
      debt: { ...PLAIN_TERMS.debt, yearlyRate: 10n ** 17n, period: MONTH, payments: PAYMENTS },
      covenants: {
        ...PLAIN_TERMS.covenants,
        periods: 3,
        curePeriods: 2,
        coverageBps: [13_000, 11_500, 10_000],
        priceBps: [10_000, 8_500, 7_000],
        priceLow: 1_500_000n,
      },
    },
  );
  await (await origination.draw(cluster, PRINCIPAL, operator.address)).wait();
  const start = await timeOf(provider);
  await (await origination.commission(cluster, start)).wait();
  return { cluster, start };
}

/** Of the report below: what it earned, and what is left of it after running costs. */
export const GROSS = 18_000n * 10n ** 6n;
export const INCOME = GROSS - 488n * 10n ** 6n;

/** The first five days of service are reported and paid in, and settled: they cover the debt service 1.19 times. */
export async function reportFirstDays(app: ServedApp, cluster: bigint, start: number): Promise<void> {
  await payFirstDays(app, cluster, start);
  const { loans } = app.contracts;
  const operator = await app.provider.getSigner(localActor("operator").address);
  await (await loans.connect(operator).settle(cluster)).wait();
}

/** The first five days of service are reported, paid in and final. */
export async function payFirstDays({ provider, contracts }: ServedApp, cluster: bigint, start: number): Promise<void> {
  const { oracle, quorum, loans, asset } = contracts;
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
    evidenceRoot: id("the first five days") as Hex,
  };
  const { chainId } = await provider.getNetwork();
  const domain = reportDomain(chainId, await oracle.getAddress());
  const { signers, signatures } = await signLocally({ domain, report }, Number(await quorum.threshold()));
  await (await oracle.connect(operator).submit(report, signers, signatures)).wait();
  await (await asset.connect(operator).approve(loans, GROSS)).wait();
  await (await loans.connect(operator).payIn(cluster, GROSS)).wait();
  const { finalAt } = await oracle.reportOf(cluster, report.period);
  if ((await timeOf(provider)) < Number(finalAt)) await reach(provider, Number(finalAt));
}
