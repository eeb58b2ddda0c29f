/** Reports as EIP-712 typed data: contracts/oracle/ReportHash.sol once more. */

import { hashStruct, hashTypedData, type Hex, type TypedDataDefinition } from "viem";
import type { RevenueReport, Statement } from "./report.ts";

/** EIP-712 types of a report. */
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
} as const;

/** EIP-712 types of an array of reports. */
export const ARRAY_TYPES = {
  RevenueReports: [{ name: "reports", type: "RevenueReport[]" }],
  ...REPORT_TYPES,
} as const;

/** What a wallet is asked to sign. */
export function typedDataOf(statement: Statement): TypedDataDefinition {
  const { domain } = statement;
  if ("report" in statement) {
    return { domain, types: REPORT_TYPES, primaryType: "RevenueReport", message: statement.report };
  }
  return { domain, types: ARRAY_TYPES, primaryType: "RevenueReports", message: { reports: statement.reports } };
}

/** The digest that is signed. */
export function digestOf(statement: Statement): Hex {
  return hashTypedData(typedDataOf(statement));
}

/**
 * What a report says, as one hash: whichever chain or oracle it is meant for, and whichever reporter set signs it. Two
 * of one revision are two contents, and who signs both can be ejected.
 */
export function contentOf(report: RevenueReport): Hex {
  return hashStruct({ data: { ...report, reporterSet: 0 }, primaryType: "RevenueReport", types: REPORT_TYPES });
}
