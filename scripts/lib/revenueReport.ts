import { TypedDataEncoder, type TypedDataDomain, type TypedDataField } from "ethers";

/** What one cluster did in one period, as reporters sign it. Money in base units, times in unix seconds. */
export type RevenueReport = {
  cluster: bigint;
  period: number;
  revision: number;
  reporterSet: number;
  clusterVersion: number;
  start: number;
  end: number;
  gpuSecondsAvailable: bigint;
  gpuSecondsSold: bigint;
  gross: bigint;
  energyWh: bigint;
  energyCost: bigint;
  otherOpex: bigint;
  evidenceRoot: string;
};

/** Whose reports they are: one oracle on one chain. */
export type ReportDomain = {
  name: string;
  version: string;
  chainId: bigint;
  verifyingContract: string;
};

const FIELDS: { name: keyof RevenueReport; type: string }[] = [
  { name: "cluster", type: "uint256" },
  { name: "period", type: "uint32" },
  { name: "revision", type: "uint32" },
  { name: "reporterSet", type: "uint32" },
  { name: "clusterVersion", type: "uint32" },
  { name: "start", type: "uint40" },
  { name: "end", type: "uint40" },
  { name: "gpuSecondsAvailable", type: "uint64" },
  { name: "gpuSecondsSold", type: "uint64" },
  { name: "gross", type: "uint128" },
  { name: "energyWh", type: "uint64" },
  { name: "energyCost", type: "uint128" },
  { name: "otherOpex", type: "uint128" },
  { name: "evidenceRoot", type: "bytes32" },
];

/** EIP-712 types of a report. */
export const REPORT_TYPES: Record<string, TypedDataField[]> = { RevenueReport: FIELDS };

/** EIP-712 types of an array of reports. */
export const ARRAY_TYPES: Record<string, TypedDataField[]> = {
  RevenueReports: [{ name: "reports", type: "RevenueReport[]" }],
  ...REPORT_TYPES,
};

/** The domain of an oracle's reports. */
export function reportDomain(chainId: bigint, oracle: string): ReportDomain {
  return { name: "GpuYieldVaults RevenueOracle", version: "1", chainId, verifyingContract: oracle };
}

/** What a reporter signs. */
export function digestOf(domain: ReportDomain, report: RevenueReport): string {
  return TypedDataEncoder.hash(domain satisfies TypedDataDomain, REPORT_TYPES, report);
}

/** What a reporter signs for many reports at once. */
export function digestOfMany(domain: ReportDomain, reports: readonly RevenueReport[]): string {
  return TypedDataEncoder.hash(domain satisfies TypedDataDomain, ARRAY_TYPES, { reports });
}
