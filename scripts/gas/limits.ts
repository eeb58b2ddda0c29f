import type { Columns } from "./baseline.ts";
import { EACH_FURTHER } from "./measure.ts";

/** What our vault may cost at most while rent vests, and what settling may, whatever the number of facilities. */
export const LIMITS: Readonly<Record<string, bigint>> = {
  "deposit, a holder again, rent vesting": 64_000n,
  "withdraw, a part, rent vesting": 64_000n,
  "withdraw, a part, a notice of drawing alive": 67_300n,
  "transfer, to a holder, rent vesting": 35_500n,
  "convertToAssets, cold, without the transaction": 12_000n,
  "settle, a later period": 165_000n,
  "settle, a minute that moves no deadline": 125_000n,
};

/**
 * What leaving through the queue may cost at most, for a known controller and receiver, whatever the number of
 * requests.
 */
export const QUEUE_LIMITS: Readonly<Record<string, bigint>> = {
  request: 58_500n,
  "request, the first of an epoch": 105_000n,
  "request, the first of an epoch, into an empty queue": 94_500n,
  "settle an epoch": 82_000n,
  "settle an epoch, the queue holds no asset": 95_000n,
  "claim, of one request": 54_500n,
};

/** What reports may cost at most, for 38 clusters and more at once, in the block's gas too. */
export const REPORT_LIMITS: Readonly<Record<string, bigint>> = {
  "submit, 3 signatures, its place in use": 140_000n,
  submitMany: 15_000_000n,
  "submitMany, of each report": 75_000n,
};

/**
 * What a fleet may cost at most for each cluster after the first: of ten, their deadlines in ticks of their own; of
 * fifty, over a day.
 */
const FURTHER_LIMITS: Readonly<Record<string, bigint>> = { "fleet, 10": 75_000n, "fleet, 50": 50_000n };

/** What settling a loan may cost at most, alone. */
const LOAN_LIMIT = 125_000n;

/**
 * What settling a loan or a lease may cost more than settling a revenue share: its schedule and its covenants are
 * contracts of their own.
 */
const FORM_ALLOWANCE = 45_000n;

/** One sentence for every figure of the last two columns of reports that is above its limit. */
export function dearReports(columns: Columns, measured: readonly string[]): string[] {
  return measured.slice(-2).flatMap((column) =>
    Object.entries(REPORT_LIMITS).flatMap(([action, limit]) => {
      const gas = columns[column]?.[action] ?? 0n;
      return gas > 0n && gas <= limit ? [] : [`${column}, ${action}: ${gas} gas, at most ${limit}`];
    }),
  );
}

/** One sentence for every fleet of which each further cluster costs more than it may. */
export function dearFleets(columns: Columns): string[] {
  return Object.entries(FURTHER_LIMITS).flatMap(([fleet, limit]) => {
    const gas = columns[fleet]?.[EACH_FURTHER] ?? 0n;
    return gas > 0n && gas <= limit ? [] : [`${fleet}, ${EACH_FURTHER}: ${gas} gas, at most ${limit}`];
  });
}

/** One sentence for every form whose settlement costs more than it may, by itself or beside a revenue share's. */
export function dearForms(columns: Columns): string[] {
  const action = "settle, a later period";
  const most = (columns["revenue share"]?.[action] ?? 0n) + FORM_ALLOWANCE;
  return Object.entries(columns).flatMap(([form, figures]) => {
    const gas = figures[action] ?? 0n;
    const limit = form === "loan" ? LOAN_LIMIT : most;
    return gas > 0n && gas <= limit ? [] : [`${form}, ${action}: ${gas} gas, at most ${limit}`];
  });
}

/** One sentence for every figure of ours that is above its limit, or that depends on the number of `what` there are. */
export function exceeded(
  columns: Columns,
  ours: readonly string[],
  limits: Readonly<Record<string, bigint>>,
  what: string,
): string[] {
  const findings: string[] = [];
  for (const [action, limit] of Object.entries(limits)) {
    const figures = ours.map((column) => columns[column]?.[action] ?? 0n);
    for (const [index, gas] of figures.entries()) {
      if (gas === 0n || gas > limit) findings.push(`${ours[index]}, ${action}: ${gas} gas, at most ${limit}`);
    }
  }
  for (const action of Object.keys(columns[ours[0] ?? ""] ?? {})) {
    const figures = ours.map((column) => columns[column]?.[action] ?? 0n);
    // A percent is no growth: it is a bit of the due items' tree that is or is not set already.
    const grows = figures.some((gas, index) => index > 0 && gas * 100n > (figures[index - 1] ?? 0n) * 101n);
    if (grows) findings.push(`${action}: ${figures.join(" / ")} gas, grows with ${what}`);
  }
  return findings;
}
