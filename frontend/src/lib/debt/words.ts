/** What a facility is financed by; positions of `Form`. */
export const FORM = { revenueShare: 0, loan: 1, lease: 2 } as const;

const FORMS = ["Revenue share", "Loan", "Lease"] as const;

export function formWord(form: number): string {
  return FORMS[form] ?? `Form ${form}`;
}

/** Whether so many payments and so much principal are owed, instead of a share. */
export function isDebt(form: number): form is 1 | 2 {
  return form === FORM.loan || form === FORM.lease;
}

const TIERS = ["kept", "cash trap", "half swept", "all swept"] as const;

/** What the covenants' tier makes of the operator's part of the residual. */
export function tierWord(tier: number): string {
  return TIERS[tier] ?? `tier ${tier}`;
}

const CONSEQUENCES = [
  "The operator has its part of the residual.",
  "The operator's part of the residual is trapped until the covenants are kept again.",
  "Half of the operator's part of the residual is swept to debt or reserve, the other half trapped.",
  "All of the operator's part of the residual is swept to debt or reserve.",
] as const;

export function tierSentence(tier: number): string {
  return CONSEQUENCES[tier] ?? "";
}

/** What the parts of a debt are called, by its form. */
export const DEBT_WORDS = {
  loan: {
    title: "Loan schedule",
    rate: "Yearly rate",
    rateMeaning: "The rate of a period times the periods of a year of 365 days, without compounding.",
    payment: "Payment",
    final: "Balloon",
  },
  lease: {
    title: "Lease schedule",
    rate: "Implicit yearly rate",
    rateMeaning:
      "The rate at which the rents and the buyout are worth what the vault paid: of a period, times " +
      "the periods of a year of 365 days, without compounding.",
    payment: "Rent",
    final: "Buyout",
  },
} as const;
