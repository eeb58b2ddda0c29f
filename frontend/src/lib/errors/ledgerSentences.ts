import { tell, type ErrorsOf, type Sentences } from "./sentence";

/** Of the ledger of loans and leases. */
export const ledgerSentences: Sentences<ErrorsOf<"LoanLedger">> = {
  LoanLedger_NotManager: ({ cluster, caller }, say) =>
    tell(
      `${say.account(caller)} does not account for cluster ${cluster}.`,
      "Repay, or settle, at the manager of the cluster.",
    ),
};
