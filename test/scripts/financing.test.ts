import { expect } from "chai";
import { CliError } from "../../scripts/lib/cliError.ts";
import { financingOf, scheduleOf } from "../../scripts/replay/financing.ts";
import { planReplay } from "../../scripts/replay/plan.ts";
import { EXAMPLE_TERMS } from "../../scripts/scenario/exampleTerms.ts";
import { parseTerms } from "../../scripts/scenario/terms.ts";
import { monthsOf } from "./support/months.ts";

const GRACE = 432_000;

/** What becomes of one cluster's terms, of a cluster that costs $8,000,000. */
function finance(own: object, all: object = {}) {
  const terms = parseTerms({ ...all, clusters: { a: own } });
  const model = terms.gpuModels.get("H100-SXM5");
  if (!model) throw new Error("no model");
  return financingOf({ name: "a", cost: 8_000_000_000_000n, model }, terms, GRACE);
}

function refusalOf(own: object, all: object = {}): string {
  try {
    finance(own, all);
    return "";
  } catch (error) {
    if (error instanceof CliError) return error.message;
    throw error;
  }
}

const LOAN = { form: "loan", yearlyRate: "0.1", periodDays: "month", payments: 36 };
const LEASE = { form: "lease", rent: "230000", periodDays: "month", payments: 36 };

describe("financingOf", () => {
  it("takes from the terms of all what a cluster's own leave out", () => {
    const all = { vaultShareBps: 9_000, reserveTarget: "5", bondBps: 100 };
    expect(finance({ form: "revenue_share" }, all)).to.deep.include({
      form: "revenue_share",
      amount: 8_000_000_000_000n,
      vaultShareBps: 9_000,
      reserveTarget: 5_000_000n,
      paymentGrace: GRACE,
      bondBps: 100,
    });
    // What is left after debt service is the operator's, unless the terms say so.
    expect(finance(LOAN, all).vaultShareBps).to.equal(0);
  });

  it("plans the schedule of the published loan", () => {
    const schedule = scheduleOf(finance({ ...LOAN, principal: "5600000" }));
    expect(schedule?.payment).to.equal(180_696_248_286n);
  });

  it("finances every form of the example that --help prints", () => {
    const rows = ["borrowed", "rented", "owned"].flatMap((name) => monthsOf(name, 1));
    const { clusters, notes } = planReplay(rows, parseTerms(EXAMPLE_TERMS));
    expect(notes).to.deep.equal([]);
    expect(clusters.map(({ financing: { form, amount } }) => [form, amount])).to.deep.equal([
      ["loan", 5_600_000_000_000n],
      ["lease", 8_000_000_000_000n],
      ["revenue_share", 8_000_000_000_000n],
    ]);
    // The bond is of what is drawn.
    expect(clusters[0]?.bond).to.equal(280_000_000_000n);
  });

  it("says so where the terms name a cluster that no row does", () => {
    const { notes } = planReplay(monthsOf("a", 1), parseTerms({ clusters: { b: { form: "revenue_share" } } }));
    expect(notes).to.deep.equal(["the terms name b, which no row does"]);
  });

  const refused: [string, object, string, object?][] = [
    [
      "more than a cluster costs",
      { ...LOAN, principal: "8000000.01" },
      "principal 8,000,000.01 is above what it costs, 8,000,000.00",
    ],
    [
      "a balloon above the principal",
      { ...LOAN, principal: "5", balloon: "6" },
      "balloon 6.00 is above the amount, 5.00",
    ],
    ["a rent above the price", { ...LEASE, price: "5", rent: "6" }, "rent 6.00 is above the price, 5.00"],
    [
      "a rent that does not pay the price back",
      { ...LEASE, rent: "200000", buyout: "700000" },
      "rent comes to 7,900,000.00 with the buyout, less than the price, 8,000,000.00",
    ],
    [
      "a rent that all but lends for nothing",
      { ...LEASE, price: "8000000", rent: "222222.222223" },
      "rent comes to less than 0.01 % a year, and not to 0",
    ],
    [
      "a debt that grows beyond all bounds",
      { ...LOAN, yearlyRate: "1", periodDays: 300, payments: 120 },
      "yearlyRate makes the debt grow by more than 2^31 over its term",
      { vestingCapDays: 366 },
    ],
    [
      "a period longer than what a vault vests over",
      { ...LOAN, periodDays: 88 },
      "periodDays of 88 d and its grace of 5 d are longer than the vesting cap, 90 d",
    ],
    [
      "a price outside the band",
      { form: "revenue_share", covenants: { periods: 1, curePeriods: 1, priceLow: "0.10" } },
      "covenants.priceLow 0.10 is outside the price band of its model, 0.50 to 16.00",
    ],
    [
      "a loan to value without a mark",
      { ...LOAN, covenants: { periods: 1, curePeriods: 1, loanToValueBps: [8_000, 9_000, 9_500] } },
      "covenants.loanToValueBps needs a markPerGpu of its model",
    ],
  ];
  for (const [what, own, rule, all] of refused) {
    it(`refuses ${what}`, () => {
      expect(refusalOf(own, all)).to.equal(`The terms of a are not usable: ${rule}.`);
    });
  }
});
