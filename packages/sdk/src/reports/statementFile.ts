/**
 * Statements as files. Such a file is the typed data itself, as `eth_signTypedData_v4` takes it and wallets, Safes and
 * other tools sign it, with three keys more: its format, its digest, and the decimals in which amounts are shown to
 * people. Nothing stands in it twice, so nothing is shown but what is signed.
 */

import type { Hex } from "viem";
import { address, hex, object, parse, requireKeys, show, uint, type Fields } from "./fields.ts";
import { ReportFileError } from "./ReportFileError.ts";
import { REPORT_NAME, REPORT_VERSION, reportDomain, type RevenueReport, type Statement } from "./report.ts";
import { ARRAY_TYPES, digestOf, REPORT_TYPES } from "./typedData.ts";

/** A statement, and how its amounts are shown. */
export type StatementFile = {
  readonly statement: Statement;
  readonly digest: Hex;
  /** Of the asset; no part of what is signed, which is base units. */
  readonly assetDecimals: number;
};

const FORMATS = {
  "gpu-yield-vaults/report/2": { types: REPORT_TYPES, primaryType: "RevenueReport" },
  "gpu-yield-vaults/reports/2": { types: ARRAY_TYPES, primaryType: "RevenueReports" },
} as const;
type Format = keyof typeof FORMATS;

const DOMAIN_TYPE = [
  { name: "name", type: "string" },
  { name: "version", type: "string" },
  { name: "chainId", type: "uint256" },
  { name: "verifyingContract", type: "address" },
] as const;

/** What is handed to reporters, as JSON. */
export function showStatement(statement: Statement, assetDecimals: number): string {
  const format: Format = "report" in statement ? "gpu-yield-vaults/report/2" : "gpu-yield-vaults/reports/2";
  const { types, primaryType } = FORMATS[format];
  const { chainId, ...domain } = statement.domain;
  return show({
    format,
    digest: digestOf(statement),
    assetDecimals,
    domain: { ...domain, chainId: chainId <= Number.MAX_SAFE_INTEGER ? Number(chainId) : chainId },
    types: { EIP712Domain: DOMAIN_TYPE, ...types },
    primaryType,
    message: "report" in statement ? statement.report : { reports: statement.reports },
  });
}

/** Reads it back. What is no report of this project's oracles, or has another digest than it says, is refused. */
export function readStatement(text: string): StatementFile {
  const content = object(parse(text), "it");
  const format = content.format;
  if (!isFormat(format)) throw new ReportFileError(`format is not ${Object.keys(FORMATS).join(" or ")}`);
  requireKeys(content, ["format", "digest", "assetDecimals", "domain", "types", "primaryType", "message"]);
  const { types, primaryType } = FORMATS[format];
  if (content.primaryType !== primaryType) throw new ReportFileError(`primaryType is not ${primaryType}`);
  requireTypes(object(content.types, "types"), { EIP712Domain: DOMAIN_TYPE, ...types });

  const domain = readDomain(object(content.domain, "domain"));
  const message = object(content.message, "message");
  const statement: Statement =
    format === "gpu-yield-vaults/report/2"
      ? { domain, report: readReport(message, "message") }
      : { domain, reports: readReports(message) };
  const [digest, computed] = [hex(content.digest, "digest", 32), digestOf(statement)];
  if (digest !== computed) {
    throw new ReportFileError("it has been changed", [`its digest is ${digest}`, `its content hashes to ${computed}`]);
  }
  return { statement, digest, assetDecimals: Number(uint(content.assetDecimals, "assetDecimals", 8)) };
}

function readDomain(domain: Fields) {
  requireKeys(domain, ["name", "version", "chainId", "verifyingContract"], "domain");
  for (const [key, wanted] of [
    ["name", REPORT_NAME],
    ["version", REPORT_VERSION],
  ] as const) {
    if (domain[key] !== wanted) throw new ReportFileError(`domain.${key} is not ${JSON.stringify(wanted)}`);
  }
  const oracle = address(domain.verifyingContract, "domain.verifyingContract");
  return reportDomain(uint(domain.chainId, "domain.chainId", 256), oracle);
}

function readReports(message: Fields): RevenueReport[] {
  requireKeys(message, ["reports"], "message");
  const { reports } = message;
  if (!Array.isArray(reports) || reports.length === 0)
    throw new ReportFileError("message.reports is not a list of reports");
  return reports.map((report: unknown, index) => {
    const path = `message.reports.${index}`;
    return readReport(object(report, path), path);
  });
}

function readReport(report: Fields, path: string): RevenueReport {
  const fields = REPORT_TYPES.RevenueReport;
  requireKeys(
    report,
    fields.map(({ name }) => name),
    path,
  );
  const values = fields.map(({ name, type }) => [name, readField(report[name], `${path}.${name}`, type)]);
  return Object.fromEntries(values) as RevenueReport; // by the very types it is signed by
}

function readField(value: unknown, path: string, type: string): Hex | bigint | number {
  if (type === "bytes32") return hex(value, path, 32);
  const bits = Number(type.slice("uint".length));
  const read = uint(value, path, bits);
  return bits <= 48 ? Number(read) : read; // as viem has them
}

/** A wallet signs and shows by the file's own types: they have to be the oracle's. */
function requireTypes(
  types: Fields,
  wanted: Readonly<Record<string, readonly { name: string; type: string }[]>>,
): void {
  requireKeys(types, Object.keys(wanted), "types");
  for (const [name, fields] of Object.entries(wanted)) {
    const found = types[name];
    const isSame =
      Array.isArray(found) &&
      found.length === fields.length &&
      fields.every((field, index) => {
        const { name, type, ...rest } = object(found[index], `types.${field.name}`);
        return name === field.name && type === field.type && Object.keys(rest).length === 0;
      });
    if (!isSame) throw new ReportFileError(`types.${name} is not what the oracle hashes`);
  }
}

const isFormat = (format: unknown): format is Format => typeof format === "string" && Object.hasOwn(FORMATS, format);
