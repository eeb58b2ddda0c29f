import { tell, type ErrorsOf, type Sentences } from "./sentence.ts";

/** Of the ledger of loans and leases. */
export const ledgerSentences: Sentences<ErrorsOf<"LoanLedger">> = {
  LoanLedger_NotManager: ({ caller }, say) =>
    tell(
      `${say.account(caller)} is not the manager of this ledger.`,
      "Repay, or settle, at the manager of the cluster.",
    ),
};
