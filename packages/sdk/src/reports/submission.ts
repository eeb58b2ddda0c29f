/** The transaction that brings a statement to its oracle; anyone may send it. */

import { encodeFunctionData, type Address, type Hex } from "viem";
import { revenueOracleAbi } from "../abi/RevenueOracle.ts";
import type { Statement } from "./report.ts";
import { ascending, type ReportSignature } from "./sign.ts";

export type Submission = { readonly to: Address; readonly data: Hex };

/** `submit` of one report, `submitMany` of an array, with the signatures in whatever order they come. */
export function submissionOf(statement: Statement, signatures: readonly ReportSignature[]): Submission {
  const sorted = ascending(signatures);
  const [signers, bytes] = [sorted.map(({ signer }) => signer), sorted.map(({ signature }) => signature)];
  const data =
    "report" in statement
      ? encodeFunctionData({
          abi: revenueOracleAbi,
          functionName: "submit",
          args: [statement.report, signers, bytes],
        })
      : encodeFunctionData({
          abi: revenueOracleAbi,
          functionName: "submitMany",
          args: [statement.reports, signers, bytes],
        });
  return { to: statement.domain.verifyingContract, data };
}
