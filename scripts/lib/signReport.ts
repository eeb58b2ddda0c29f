import type { BaseWallet } from "ethers";
import { digestOf, digestOfMany, type ReportDomain, type RevenueReport } from "./revenueReport.ts";

/** A quorum's signatures, by ascending signer. */
export type Signatures = {
  signers: string[];
  signatures: string[];
};

/** Signs a report with every wallet. */
export function signReport(domain: ReportDomain, report: RevenueReport, wallets: readonly BaseWallet[]): Signatures {
  return signDigest(digestOf(domain, report), wallets);
}

/** Signs many reports at once with every wallet. */
export function signReports(
  domain: ReportDomain,
  reports: readonly RevenueReport[],
  wallets: readonly BaseWallet[],
): Signatures {
  return signDigest(digestOfMany(domain, reports), wallets);
}

function signDigest(digest: string, wallets: readonly BaseWallet[]): Signatures {
  const ascending = [...wallets].sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
  return {
    signers: ascending.map(({ address }) => address),
    signatures: ascending.map(({ signingKey }) => signingKey.sign(digest).serialized),
  };
}
