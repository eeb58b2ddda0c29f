import { days } from "./days.ts";
import type { PeriodSketch } from "./scenarioFile.ts";

/**
 * A loan paid ahead of its time; one that is late, cured, swept and covered by its reserve; a lease in default; a
 * share.
 */
export const SKETCHES: readonly PeriodSketch[] = [
  ...days(24, (day) => ({
    cluster: "ahead",
    repaid: day === 3 ? "200" : day === 8 ? "100.5" : day === 14 ? "5000" : "",
  })),
  ...days(24, (day) => ({
    cluster: "swept",
    sold: day > 2 && day < 6 ? 0.12 : 0.5,
    ...(day === 2 ? { paid: "0" } : {}),
    event: day === 9 ? "stop_paying" : day === 18 ? "cure" : "",
    repaid: day === 15 ? "20" : "",
  })),
  ...days(10, (day) => ({
    cluster: "lost",
    gpus: 4,
    event: day === 4 ? "stop_paying" : day === 9 ? "default:300" : "",
  })),
  ...days(24, (day) => ({
    cluster: "owned",
    gpus: 2,
    left: day > 5 ? 1 : 2,
    price: day > 7 && day < 12 ? 1.7 : 2,
    event: day === 5 ? "lose_gpus:1" : "",
  })),
];

const COVENANTS = { periods: 2, curePeriods: 2 };
export const TERMS = {
  deposit: "200000",
  performanceFeeBps: 1_500,
  markdownDays: 8,
  gpuModels: { "H100-SXM5": { markPerGpu: "205" } },
  clusters: {
    ahead: { form: "loan", principal: "1500", yearlyRate: "1", periodDays: 2, payments: 10, prepayment: "shorten" },
    swept: {
      form: "loan",
      principal: "1500",
      yearlyRate: "0.5",
      periodDays: 3,
      payments: 12,
      balloon: "300",
      lateRate: "1",
      vaultShareBps: 1_000,
      reserveTarget: "120",
      paymentGraceDays: 0.5,
      covenants: {
        ...COVENANTS,
        coverageBps: [30_000, 20_000, 12_000],
        loanToValueBps: [8_000, 8_500, 9_500],
        priceBps: [0, 0, 0],
      },
    },
    lost: {
      form: "lease",
      price: "1500",
      rent: "250",
      buyout: "100",
      periodDays: 2,
      payments: 8,
      lateRate: "0.2",
      bondBps: 200,
      covenants: { ...COVENANTS, coverageBps: [10_000, 9_000, 8_000] },
    },
    owned: {
      form: "revenue_share",
      vaultShareBps: 8_000,
      preferredReturnRate: "0.05",
      hurdleShareBps: 5_000,
      covenants: { ...COVENANTS, curePeriods: 1, priceBps: [10_000, 9_000, 8_000], priceLow: "2" },
    },
  },
};
