/** What somebody has signed: who signs two contents of one revision of one period can be ejected by who shows both. */

import type { Address } from "viem";
import type { ReportDomain, RevenueReport } from "./report.ts";
import { contentOf } from "./typedData.ts";

/** That an account has signed a content of a report, as it is kept. */
export type SignedReport = {
  readonly signer: string;
  readonly oracle: string; // on this chain: "1:0x…"
  readonly cluster: string;
  readonly period: number;
  readonly revision: number;
  readonly content: string; // EIP-712 struct hash, whichever reporter set signs it
};

/** The entry of one report. */
export function signedReport(
  signer: Address,
  { chainId, verifyingContract }: ReportDomain,
  report: RevenueReport,
): SignedReport {
  return {
    signer,
    oracle: `${chainId}:${verifyingContract.toLowerCase()}`,
    cluster: `${report.cluster}`,
    period: report.period,
    revision: report.revision,
    content: contentOf(report),
  };
}

/** What would be signed against what was; the revision is the first that is free. */
export type Contradiction = { readonly report: SignedReport; readonly free: number };

/**
 * The first of several reports that contradicts what was signed, or another of them. The same content again, for
 * another reporter set too, is no second one.
 */
export function findContradiction(
  before: readonly SignedReport[],
  next: readonly SignedReport[],
): Contradiction | undefined {
  const said = [...before];
  for (const report of next) {
    const ofPeriod = said.filter((other) => isSamePeriod(other, report));
    const same = ofPeriod.find(({ revision }) => revision === report.revision);
    if (same && same.content !== report.content) {
      return { report, free: Math.max(...ofPeriod.map(({ revision }) => revision)) + 1 };
    }
    said.push(report);
  }
  return undefined;
}

/** Of several, those that are not written down yet, each once. */
export function notSignedYet(before: readonly SignedReport[], next: readonly SignedReport[]): readonly SignedReport[] {
  return next.filter((report, index) => ![...before, ...next.slice(0, index)].some((other) => isSame(other, report)));
}

/** Whether something that was kept is such an entry. */
export function isSignedReport(value: unknown): value is SignedReport {
  if (typeof value !== "object" || value === null) return false;
  const { period, revision, ...texts } = value as Record<string, unknown>;
  const { signer, oracle, cluster, content, ...rest } = texts;
  return (
    [period, revision].every(Number.isSafeInteger) &&
    [signer, oracle, cluster, content].every((text) => typeof text === "string") &&
    Object.keys(rest).length === 0
  );
}

function isSamePeriod(a: SignedReport, b: SignedReport): boolean {
  return a.signer === b.signer && a.oracle === b.oracle && a.cluster === b.cluster && a.period === b.period;
}

function isSame(a: SignedReport, b: SignedReport): boolean {
  return isSamePeriod(a, b) && a.revision === b.revision && a.content === b.content;
}
