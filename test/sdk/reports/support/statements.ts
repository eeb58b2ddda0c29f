import {
  reportDomain,
  type ArrayStatement,
  type RevenueReport,
  type SingleStatement,
} from "@gpu-yield-vaults/sdk/reports";

export const DOMAIN = reportDomain(31_337n, "0x5fbdb2315678afecb367f032d93f642f64180aa3");

/** A day of eight GPUs, half of it sold. */
export const REPORT: RevenueReport = {
  cluster: 7n,
  period: 3,
  revision: 0,
  reporterSet: 1,
  clusterVersion: 2,
  start: 1_761_782_400,
  end: 1_761_868_800,
  gpuSecondsAvailable: 691_200n,
  gpuSecondsSold: 345_600n,
  gross: 201_600_000n,
  energyWh: 153_000n,
  energyCost: 15_300_000n,
  otherOpex: 19_200_001n,
  evidenceRoot: `0x${"e1".repeat(32)}`,
};

export const SINGLE: SingleStatement = { domain: DOMAIN, report: REPORT };

export const ARRAY: ArrayStatement = {
  domain: DOMAIN,
  reports: [REPORT, { ...REPORT, cluster: 2n ** 255n, period: 4, gross: 2n ** 127n }],
};
