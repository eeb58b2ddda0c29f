import {
  TypedDataEncoder,
  type ContractTransactionResponse,
  type Signer,
  type TypedDataDomain,
  type TypedDataField,
} from "ethers";
import type { ClusterRegistry, RevenueOracle } from "../../build/types/index.ts";

/** What reporters sign. Times in unix seconds, money in base units of the asset. */
export type Report = {
  cluster: bigint;
  period: bigint;
  revision: bigint;
  reporterSet: bigint;
  clusterVersion: bigint;
  start: bigint;
  end: bigint;
  gpuSecondsAvailable: bigint;
  gpuSecondsSold: bigint;
  gross: bigint;
  energyWh: bigint;
  energyCost: bigint;
  otherOpex: bigint;
  evidenceRoot: string;
};

/** A report's signatures, ascending by signer as the oracle wants them. */
export type Signatures = {
  signers: string[];
  signatures: string[];
};

export const HOUR = 3_600n;

/** The EIP-712 types, in the order of the type string. */
export const REPORT_TYPES = {
  RevenueReport: [
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
  ],
};

/** The domain as an off-chain signer would write it down, not as the contract tells it. */
export async function reportDomain(oracle: RevenueOracle): Promise<TypedDataDomain> {
  const { provider } = oracle.runner ?? {};
  if (provider === null || provider === undefined) throw new Error("The oracle is not connected to a chain.");
  const { chainId } = await provider.getNetwork();
  return {
    name: "GpuYieldVaults RevenueOracle",
    version: "1",
    chainId,
    verifyingContract: await oracle.getAddress(),
  };
}

/**
 * The next report of a cluster, read from the chain: its longest period, 80 % sold at 2.25 a GPU-hour, 70 % of the
 * power it can draw at 0.0853 a kWh, 0.10 other cost per installed GPU-hour. A changed start, end or gross is taken as
 * it is given, and the volumes follow the changed times.
 */
export async function buildReport(
  oracle: RevenueOracle,
  registry: ClusterRegistry,
  cluster: bigint,
  changes: Partial<Report> = {},
): Promise<Report> {
  const next = await oracle.nextReport(cluster);
  const hardware = await registry.hardware(cluster);
  const unit = 10n ** (await oracle.assetDecimals());

  const start = changes.start ?? next.start;
  const end = changes.end ?? start + hardware.maxPeriod;
  const [{ version }, , installed] =
    end > start ? await registry.reportingFacts(cluster, start, end) : ([hardware, "", 0n] as const);
  const sold = changes.gpuSecondsSold ?? (installed * 80n) / 100n;
  const energyWh = (installed * hardware.systemWatts * hardware.pueBps * 70n) / (HOUR * 10_000n * 100n);
  return {
    cluster,
    period: next.period,
    revision: next.revision,
    reporterSet: next.reporterSet,
    clusterVersion: version,
    start,
    end,
    gpuSecondsAvailable: installed,
    gpuSecondsSold: sold,
    gross: (sold * 225n * unit) / (100n * HOUR),
    energyWh,
    energyCost: ((changes.energyWh ?? energyWh) * 853n * unit) / (10_000n * 1_000n),
    otherOpex: (installed * unit) / (10n * HOUR),
    evidenceRoot: `0x${"e1".repeat(32)}`,
    ...changes,
  };
}

/** The same report of a period in which nothing was rented: the machines idled at a tenth of their power. */
export function withNothingSold(report: Report): Report {
  const idle = { energyWh: report.energyWh / 10n, energyCost: report.energyCost / 10n };
  return { ...report, ...idle, gpuSecondsSold: 0n, gross: 0n };
}

/** Signatures of keys, ascending by address. */
export async function signReport(
  oracle: RevenueOracle,
  report: Report,
  reporters: readonly Signer[],
): Promise<Signatures> {
  return signAscending(reporters, await reportDomain(oracle), REPORT_TYPES, report);
}

/** Signatures of keys over any typed statement, ascending by address. */
export async function signAscending(
  reporters: readonly Signer[],
  domain: TypedDataDomain,
  types: Record<string, TypedDataField[]>,
  value: Record<string, unknown>,
): Promise<Signatures> {
  const signed = await Promise.all(
    reporters.map(async (reporter) => ({
      signer: await reporter.getAddress(),
      signature: await reporter.signTypedData(domain, types, value),
    })),
  );
  signed.sort((a, b) => (BigInt(a.signer) < BigInt(b.signer) ? -1 : 1));
  return { signers: signed.map(({ signer }) => signer), signatures: signed.map(({ signature }) => signature) };
}

/** The EIP-712 types of an array of reports. */
export const ARRAY_TYPES = { RevenueReports: [{ name: "reports", type: "RevenueReport[]" }], ...REPORT_TYPES };

/** Signatures of keys under all of these reports at once, ascending by address. */
export async function signReports(
  oracle: RevenueOracle,
  reports: readonly Report[],
  reporters: readonly Signer[],
): Promise<Signatures> {
  return signAscending(reporters, await reportDomain(oracle), ARRAY_TYPES, { reports });
}

/** The struct hashes of an array's reports. */
export function contentsOf(reports: readonly Report[]): string[] {
  return reports.map((report) => TypedDataEncoder.hashStruct("RevenueReport", REPORT_TYPES, report));
}

/** A report as a reporter signed it, by itself. */
export function alone(report: Report, signature: string): SignedReport {
  return { report, array: [], signature };
}

/** A report as a reporter signed it, in an array. */
export function among(reports: readonly Report[], report: Report, signature: string): SignedReport {
  return { report, array: contentsOf(reports), signature };
}

type SignedReport = { report: Report; array: string[]; signature: string };

/** Signs and submits in one go. */
export async function submitReport(
  oracle: RevenueOracle,
  report: Report,
  reporters: readonly Signer[],
): Promise<ContractTransactionResponse> {
  const { signers, signatures } = await signReport(oracle, report, reporters);
  return oracle.submit(report, signers, signatures);
}

/** A cluster's hardware in the shape that a call takes. */
export type Hardware = Record<
  | "gpuCount"
  | "systemWatts"
  | "pueBps"
  | "version"
  | "status"
  | "inServiceAt"
  | "maxPeriod"
  | "usefulLife"
  | "retiredAt",
  bigint
>;

export async function hardwareOf(registry: ClusterRegistry, cluster: bigint): Promise<Hardware> {
  const { gpuCount, systemWatts, pueBps, version, status, inServiceAt, maxPeriod, usefulLife, retiredAt } =
    await registry.hardware(cluster);
  return { gpuCount, systemWatts, pueBps, version, status, inServiceAt, maxPeriod, usefulLife, retiredAt };
}
