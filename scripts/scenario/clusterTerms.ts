import { z } from "zod";
import { count, bps, days, lineDays, money, period, positive, rate } from "./termFields.ts";

/** How a cluster may be financed, as the contracts number the forms. */
export const FORMS = ["revenue_share", "loan", "lease"] as const;

export type Form = (typeof FORMS)[number];

/** The schedule of a loan or a lease, for the whole amount. Money in base units, durations in seconds. */
export type DebtTerms = {
  yearlyRate: bigint; // 1e18 = 100 % a year; loans
  period: number;
  payments: number;
  finalPayment: bigint;
  rent: bigint; // leases
  lateRate: bigint; // 1e18 = 100 % a year
  shorten: boolean; // what is prepaid shortens the term
};

/** What a revenue share may have besides its share of the residual. */
export type ShareTerms = {
  preferredReturnRate: bigint; // 1e18 = 100 % a year of the cost
  hurdleShareBps: number; // once the cost has been received; 0: no step
};

type Tiers = [number, number, number];

/** Thresholds of three tiers; 0: not tested. */
export type CovenantTerms = {
  periods: number; // reports that coverage looks back over; 0: no covenants
  curePeriods: number;
  coverageBps: Tiers;
  loanToValueBps: Tiers;
  priceBps: Tiers;
  priceLow: bigint; // base units per GPU-hour
};

/**
 * What terms say about one cluster; what they leave out is as for all of them. Money in base units, durations in
 * seconds.
 */
export type ClusterTerms = {
  form: Form;
  amount?: bigint; // principal of a loan, price of a lease; its cost otherwise
  vaultShareBps?: number;
  reserveTarget?: bigint;
  paymentGrace?: number;
  bondBps?: number;
  operator?: string; // its name: clusters of one name have one account; those without one share another
  debt?: DebtTerms;
  share: ShareTerms;
  covenants: CovenantTerms;
};

export const NO_COVENANTS: CovenantTerms = {
  periods: 0,
  curePeriods: 0,
  coverageBps: [0, 0, 0],
  loanToValueBps: [0, 0, 0],
  priceBps: [0, 0, 0],
  priceLow: 0n,
};

export const PLAIN_SHARE: ShareTerms = { preferredReturnRate: 0n, hurdleShareBps: 0 };

/** What the contracts hold a word for. */
const MOST_BPS = 65_535;

const HOUR_IN_DAYS = 1 / 24;

const tiers = z.tuple([count(0, MOST_BPS), count(0, MOST_BPS), count(0, MOST_BPS)], {
  error: "must be three thresholds in bps such as [12500, 11000, 10000]",
});
const falling = tiers.refine(([one, two, three]) => one >= two && two >= three, "must not rise from tier to tier");
const rising = tiers.refine(([one, two, three]) => one <= two && two <= three, "must not fall from tier to tier");

const covenants = z
  .strictObject({
    periods: count(1, 36),
    curePeriods: count(1, 255),
    coverageBps: falling.default([0, 0, 0]),
    loanToValueBps: rising.default([0, 0, 0]),
    priceBps: falling.default([0, 0, 0]),
    priceLow: money("1000").default(0n),
  })
  .refine(({ priceBps, priceLow }) => priceBps[0] === 0 || priceLow > 0n, {
    path: ["priceLow"],
    message: "must be above zero where priceBps is tested",
  });

const common = {
  reserveTarget: money().optional(),
  paymentGraceDays: days(1 / 86_400, 60).optional(),
  lineDays: lineDays.optional(),
  bondBps: bps().optional(),
  operator: z.string().min(1).max(32).optional(),
  covenants: covenants.optional(),
};

const owed = {
  ...common,
  vaultShareBps: bps().default(0),
  periodDays: period(HOUR_IN_DAYS, 366),
  payments: count(1, 120),
  lateRate: rate().default(0n),
  prepayment: z.enum(["reamortise", "shorten"]).default("reamortise"),
};

const loan = z.strictObject({
  form: z.literal("loan"),
  principal: positive().optional(),
  // Below it a schedule could be off by more than a unit.
  yearlyRate: rate("0.0001"),
  balloon: money().default(0n),
  ...owed,
});

const lease = z.strictObject({
  form: z.literal("lease"),
  price: positive().optional(),
  rent: positive(),
  buyout: money().default(0n),
  ...owed,
});

const share = z.strictObject({
  form: z.literal("revenue_share"),
  vaultShareBps: bps(1).optional(),
  preferredReturnRate: rate().default(0n),
  hurdleShareBps: bps().default(0),
  ...common,
});

/** One cluster's terms. What depends on what the cluster costs is checked when the replay is planned. */
export const clusterTerms = z
  .discriminatedUnion("form", [loan, lease, share], { error: 'must be "loan", "lease" or "revenue_share"' })
  .superRefine((given, context) => {
    if (given.form === "revenue_share") {
      if (given.covenants && given.covenants.coverageBps[0] > 0) {
        const message = "is not for a revenue share: it owes nothing fixed";
        context.addIssue({ code: "custom", path: ["covenants", "coverageBps"], message });
      }
      return;
    }
    const [key, final] =
      given.form === "loan" ? (["balloon", given.balloon] as const) : (["buyout", given.buyout] as const);
    if (given.prepayment === "shorten" && final > 0n) {
      const message = "must be nothing where prepayment is shorten: a shorter term would have it due at once";
      context.addIssue({ code: "custom", path: [key], message });
    }
  })
  .transform((given): ClusterTerms => {
    const { form, reserveTarget, vaultShareBps, bondBps, operator } = given;
    const plain: ClusterTerms = {
      form,
      ...(reserveTarget === undefined ? {} : { reserveTarget }),
      ...(vaultShareBps === undefined ? {} : { vaultShareBps }),
      ...(given.paymentGraceDays === undefined ? {} : { paymentGrace: given.paymentGraceDays }),
      ...(bondBps === undefined ? {} : { bondBps }),
      ...(operator === undefined ? {} : { operator }),
      share: PLAIN_SHARE,
      covenants: given.covenants ?? NO_COVENANTS,
    };
    if (given.form === "revenue_share") {
      return {
        ...plain,
        share: { preferredReturnRate: given.preferredReturnRate, hurdleShareBps: given.hurdleShareBps },
      };
    }
    const amount = given.form === "loan" ? given.principal : given.price;
    const debt: DebtTerms = {
      yearlyRate: given.form === "loan" ? given.yearlyRate : 0n,
      period: given.periodDays,
      payments: given.payments,
      finalPayment: given.form === "loan" ? given.balloon : given.buyout,
      rent: given.form === "lease" ? given.rent : 0n,
      lateRate: given.lateRate,
      shorten: given.prepayment === "shorten",
    };
    return { ...plain, ...(amount === undefined ? {} : { amount }), debt };
  });
