import type { ContractTransactionResponse } from "ethers";
import { balanceAfterUp, levelPaymentUp, owedAfter, ratePerPeriodUp, type Schedule } from "@gpu-yield-vaults/sdk/model";
import { PLAIN_TERMS } from "../../scripts/lib/plainTerms.ts";
import { at, deployed, GRACE, MONTH, now, TICK, WINDOW, type Terms } from "./protocol.ts";
import type { Report } from "./reports.ts";
import { ceilDiv, DAY, HOUR, usdc } from "./units.ts";

export const FORM = { RevenueShare: 0n, Loan: 1n, Lease: 2n } as const;

export const PRINCIPAL = usdc("5_600_000");
export const PAYMENTS = 36n;
const RATE = 10n ** 17n;

/** 5,600,000 at 10 % a year, 36 payments, one every thirty days. The operator keeps what is left of the rent. */
export const LOAN = {
  form: FORM.Loan,
  amount: PRINCIPAL,
  vaultShareBps: 0n,
  reserveTarget: 0n,
  debt: { ...PLAIN_TERMS.debt, yearlyRate: RATE, period: MONTH, payments: PAYMENTS },
};

/** Bought for 5,600,000, let for 180,000 every thirty days, bought back for 560,000 with the last. */
export const LEASE = {
  form: FORM.Lease,
  amount: PRINCIPAL,
  vaultShareBps: 0n,
  reserveTarget: 0n,
  debt: {
    ...PLAIN_TERMS.debt,
    rent: usdc("180_000"),
    period: MONTH,
    payments: PAYMENTS,
    finalPayment: usdc("560_000"),
  },
};

/** The loan's schedule on paper. */
export function loanSchedule(principal = PRINCIPAL, payments = PAYMENTS, finalPayment = 0n): Schedule {
  const growth = ratePerPeriodUp(RATE, Number(MONTH));
  const payment = levelPaymentUp(principal, growth, Number(payments), finalPayment);
  return { principal, payment, finalPayment, growth, payments: Number(payments) };
}

/** Interest and principal of payment `k` alone. */
export function paymentOf(schedule: Schedule, k: number): { interest: bigint; principal: bigint } {
  const before = owedAfter(schedule, k - 1);
  const after = owedAfter(schedule, k);
  return { interest: after.interest - before.interest, principal: after.principal - before.principal };
}

export const balanceOf = (schedule: Schedule, k: number): bigint => balanceAfterUp(schedule, k);

type DebtTerms = Omit<Partial<Terms>, "debt"> & { debt?: Partial<Terms["debt"]> };

/** Cluster 1 financed by a loan or a lease, in service, reported every thirty days: period k is payment k's. */
export function debtStory(form: typeof LOAN | typeof LEASE, changes: DebtTerms = {}): ReturnType<typeof begin> {
  return begin(form, changes);
}

async function begin(form: typeof LOAN | typeof LEASE, changes: DebtTerms) {
  const fixture = await deployed();
  const { addCluster, origination, loans, operator, reportAt } = fixture;
  const terms = {
    ...form,
    inServiceBy: (await now()) + 60n * DAY,
    ...changes,
    debt: { ...form.debt, ...changes.debt },
  };
  const cluster = await addCluster({ maxPeriod: MONTH }, terms);
  await origination.connect(operator).draw(cluster, terms.amount, operator);
  const start = (await now()) + HOUR;
  await at(start, () => origination.connect(operator).commission(cluster, start));

  /** Second in which payment `k` is due, and period `k` ends. */
  const dueAt = (k: number): bigint => start + BigInt(k) * MONTH;
  /** Second in which period `k`, reported an hour after its end, can be settled. */
  const settledAt = (k: number): bigint => dueAt(k) + HOUR + WINDOW;
  const report = (k: number, given: Partial<Report> = {}): Promise<Report> => reportAt(dueAt(k) + HOUR, cluster, given);

  /** Settles in the first second in which period `k`'s report is final: later than usual where its price has jumped. */
  const settle = async (k: number): Promise<ContractTransactionResponse> => {
    const { finalAt } = await fixture.oracle.reportOf(cluster, k);
    return at(finalAt, () => loans.settle(cluster));
  };
  /** Period `k` is reported, paid in full and settled. */
  const month = async (k: number, given: Partial<Report> = {}): Promise<Report> => {
    const made = await report(k, given);
    if (made.gross > 0n) await fixture.payIn(cluster, made.gross);
    await settle(k);
    return made;
  };
  return {
    ...fixture,
    cluster,
    terms,
    start,
    dueAt,
    settledAt,
    /** Second from which it is delinquent unless payment `k` is there: the end of its grace, on the vault's grid. */
    lateAt: (k: number) => ceilDiv(dueAt(k) + GRACE, TICK) * TICK,
    report,
    settle,
    month,
  };
}
