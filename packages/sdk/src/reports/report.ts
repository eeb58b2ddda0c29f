/** What reporters say of a cluster's period, and for which oracle. */

import { getAddress, type Address, type Hex } from "viem";

/** What was measured in a period. Money in base units of the asset, times in unix seconds. */
export type Measured = {
  readonly start: number;
  readonly end: number; // exclusive
  readonly gpuSecondsAvailable: bigint; // offered to renters
  readonly gpuSecondsSold: bigint;
  readonly gross: bigint; // billed to renters
  readonly energyWh: bigint; // at the utility meter
  readonly energyCost: bigint;
  readonly otherOpex: bigint;
};

/** What one cluster did in one period, as reporters sign it. */
export type RevenueReport = Measured & {
  readonly cluster: bigint; // its title
  readonly period: number; // from 1 without gaps
  readonly revision: number;
  readonly reporterSet: number; // the version of the quorum that signs
  readonly clusterVersion: number; // of the hardware in the period's last second
  readonly evidenceRoot: Hex; // over invoices and meter readings
};

/** Whose reports they are: one oracle on one chain. */
export type ReportDomain = {
  readonly name: string;
  readonly version: string;
  readonly chainId: bigint;
  readonly verifyingContract: Address;
};

/** One report, to be signed by itself. */
export type SingleStatement = { readonly domain: ReportDomain; readonly report: RevenueReport };

/** Reports of many clusters, to be signed as one array, in this order. */
export type ArrayStatement = { readonly domain: ReportDomain; readonly reports: readonly RevenueReport[] };

/** What a reporter signs at once. */
export type Statement = SingleStatement | ArrayStatement;

export const REPORT_NAME = "GpuYieldVaults RevenueOracle";
export const REPORT_VERSION = "1";

/** The domain of an oracle's reports. */
export function reportDomain(chainId: bigint | number, oracle: string): ReportDomain {
  const verifyingContract = getAddress(oracle);
  return { name: REPORT_NAME, version: REPORT_VERSION, chainId: BigInt(chainId), verifyingContract };
}

/** Several reports as one array; one by itself. */
export function statementOf(domain: ReportDomain, reports: readonly RevenueReport[]): Statement {
  const [report] = reports;
  return report && reports.length === 1 ? { domain, report } : { domain, reports };
}

/** The reports of a statement, in its order. */
export function reportsIn(statement: Statement): readonly RevenueReport[] {
  return "report" in statement ? [statement.report] : statement.reports;
}
