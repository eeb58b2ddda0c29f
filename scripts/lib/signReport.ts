import type { BaseWallet } from "ethers";
import { digestOf, type ReportDomain, type RevenueReport } from "./revenueReport.ts";

/** A quorum's signatures, by ascending signer. */
export type Signatures = {
  signers: string[];
  signatures: string[];
};

/** Signs a report with every wallet. */
export function signReport(domain: ReportDomain, report: RevenueReport, wallets: readonly BaseWallet[]): Signatures {
  const digest = digestOf(domain, report);
  const ascending = [...wallets].sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
  return {
    signers: ascending.map(({ address }) => address),
    signatures: ascending.map(({ signingKey }) => signingKey.sign(digest).serialized),
  };
}
