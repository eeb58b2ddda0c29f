import { implicitGrowth, levelPaymentUp, ratePerPeriodUp, type Schedule } from "@gpu-yield-vaults/sdk/model";
import type { ScenarioRow } from "../../../scripts/scenario/row.ts";
import { monthsOf, MONTH } from "./months.ts";

/**
 * Three years, month by month: one loan, one lease and one revenue share in one vault, each on 256 H100 for $8,000,000.
 */
export const PERIODS = 36;

const RENT = 230_000_000_000n;
const BUYOUT = 1_600_000_000_000n;
export const PRICE = 8_000_000_000_000n;
export const PRINCIPAL = 5_600_000_000_000n;

export const THREE_FORMS = {
  deposit: "25000000",
  vestingCapDays: 90,
  clusters: {
    loan: {
      form: "loan",
      principal: "5600000",
      yearlyRate: "0.10",
      periodDays: "month",
      payments: PERIODS,
      reserveTarget: "180000",
      covenants: { periods: 3, curePeriods: 2, coverageBps: [12_500, 11_000, 10_000] },
    },
    lease: {
      form: "lease",
      rent: "230000",
      buyout: "1600000",
      periodDays: "month",
      payments: PERIODS,
      vaultShareBps: 500,
      covenants: { periods: 1, curePeriods: 1, coverageBps: [10_500, 10_200, 10_000] },
    },
    share: {
      form: "revenue_share",
      vaultShareBps: 9_000,
      preferredReturnRate: "0.06",
      hurdleShareBps: 7_000,
      covenants: { periods: 1, curePeriods: 2, priceBps: [9_000, 8_000, 7_000], priceLow: "2.25" },
    },
  },
} as const;

/** The buyout of the lease is repaid past the lockbox: no month's rent reaches for it. */
export const ROWS: readonly ScenarioRow[] = [
  ...monthsOf("loan", PERIODS),
  ...monthsOf("lease", PERIODS, (month) => (month === PERIODS - 1 ? { repaid: BUYOUT } : {})),
  ...monthsOf("share", PERIODS),
];

const loanGrowth = ratePerPeriodUp(10n ** 17n, MONTH);

export const LOAN: Schedule = {
  principal: PRINCIPAL,
  payment: levelPaymentUp(PRINCIPAL, loanGrowth, PERIODS, 0n),
  finalPayment: 0n,
  growth: loanGrowth,
  payments: PERIODS,
};

export const LEASE: Schedule = {
  principal: PRICE,
  payment: RENT,
  finalPayment: BUYOUT,
  growth: implicitGrowth(PRICE, RENT, PERIODS, BUYOUT),
  payments: PERIODS,
};

/** What one settlement of the share comes to: its preferred part, and the residual between vault and operator. */
export type ShareLines = { preferred: bigint; vault: bigint; operator: bigint };

/** The revenue share month by month, on paper: everything is paid, and nothing is carried over. */
export function shareLinesOf(incomes: readonly bigint[]): ShareLines[] {
  const [first, later, bps] = [9_000n, 7_000n, 10_000n];
  const preferred = (PRICE * 6n) / 1_200n;
  let received = 0n;
  return incomes.map((income) => {
    const residual = income - preferred;
    // So much of the residual is split at the first share that with the preferred part the vault has its cost back.
    const missing = PRICE - received - preferred;
    const needed = missing <= 0n ? 0n : (missing * bps + first - 1n) / first;
    const atFirst = needed < residual ? needed : residual;
    const operator = (atFirst * (bps - first) + (residual - atFirst) * (bps - later)) / bps;
    received += preferred + residual - operator;
    return { preferred, vault: residual - operator, operator };
  });
}
