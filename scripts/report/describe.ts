import { describeReport, reportsIn, type Described, type StatementFile } from "@gpu-yield-vaults/sdk/reports";

/** What a reporter is about to sign, in words: one report, or each of many. */
export function describeStatement({ statement, digest, assetDecimals }: StatementFile): string {
  const { domain } = statement;
  const reports = reportsIn(statement);
  const each = reports.map((report) => showRows(describeReport(report, assetDecimals)));
  const all: Described = [
    ...("reports" in statement ? ([["all", `${reports.length} reports as one array`]] as const) : []),
    ["oracle", `${domain.verifyingContract} on chain ${domain.chainId}`],
    ["amounts", `with ${assetDecimals} decimals, by the file's word; base units are what is signed`],
    ["digest", digest],
  ];
  return [...each, showRows(all)].join("\n\n");
}

const showRows = (rows: Described) => rows.map(([name, value]) => `  ${name.padEnd(12)} ${value}`).join("\n");
