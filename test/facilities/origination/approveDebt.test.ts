import { expect } from "chai";
import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { encodeBytes32String } from "ethers";
import { implicitGrowth, ratePerPeriodUp } from "@gpu-yield-vaults/sdk/model";
import { PLAIN_TERMS } from "../../../scripts/lib/plainTerms.ts";
import { FORM, LEASE, LOAN, loanSchedule, PAYMENTS, PRINCIPAL } from "../../support/debts.ts";
import {
  AUCTION_TIME,
  COST,
  facts,
  GRACE,
  LIFE,
  LONGEST_REPORTING,
  MARKDOWN,
  MONTH,
  now,
  ordered,
  PERIOD,
  TERMS,
  WORKOUT_PERIOD,
} from "../../support/protocol.ts";
import { DAY, HOUR, usdc } from "../../support/units.ts";

/** Its title lies with the manager of loans and leases; that of cluster 1 with the manager of revenue shares. */
const CLUSTER = 2n;
const { covenants } = PLAIN_TERMS;
const KEPT = { ...covenants, periods: 3n, curePeriods: 2n };

/** Cluster 2 is ordered too, for a loan or a lease. */
async function orderedForDebt() {
  const fixture = await ordered();
  const { registry, loans, operator, curator, act } = fixture;
  await act(curator, registry, "register", [facts(operator.address), await loans.getAddress()]);
  return fixture;
}

describe("FacilityOrigination.approve, of a loan or a lease", () => {
  const termsOf = async (form: object, changes = {}, debt = {}) => {
    const terms = { ...TERMS, ...form, inServiceBy: (await now()) + 60n * DAY, ...changes };
    return { ...terms, debt: { ...terms.debt, ...debt } };
  };

  for (const [what, form, debt, field, given, least, most] of [
    ["less than an hour between payments", LOAN, { period: HOUR - 1n }, "period", HOUR - 1n, HOUR, 366n * DAY],
    [
      "more than a year between payments",
      LOAN,
      { period: 366n * DAY + 1n },
      "period",
      366n * DAY + 1n,
      HOUR,
      366n * DAY,
    ],
    ["no payments", LOAN, { payments: 0n }, "payments", 0n, 1n, 120n],
    ["more than 120 payments", LOAN, { payments: 121n }, "payments", 121n, 1n, 120n],
    ["a balloon above the principal", LOAN, { finalPayment: COST }, "finalPayment", COST, 0n, PRINCIPAL],
    ["a balloon where terms shorten", LOAN, { finalPayment: 1n, shorten: true }, "finalPayment", 1n, 0n, 0n],
    ["late interest above 100 %", LOAN, { lateRate: 10n ** 18n + 1n }, "lateRate", 10n ** 18n + 1n, 0n, 10n ** 18n],
    ["a rate too small to count", LOAN, { yearlyRate: 1n }, "yearlyRate", 1n, 10n ** 14n, 10n ** 18n],
    ["a lease without rent", LEASE, { rent: 0n }, "rent", 0n, 1n, PRINCIPAL],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { origination, curator, act } = await orderedForDebt();

      await expect(act(curator, origination, "approve", [CLUSTER, await termsOf(form, {}, debt)]))
        .to.be.revertedWithCustomError(origination, "FacilityOrigination_TermOutOfRange")
        .withArgs(encodeBytes32String(field), given, least, most);
    });
  }

  for (const [what, form, changes, debt, field] of [
    ["rent of a loan", LOAN, {}, { rent: 1n }, "rent"],
    ["a yearly rate of a lease", LEASE, {}, { yearlyRate: 10n ** 17n }, "yearlyRate"],
    ["a preferred part of a loan", LOAN, { share: { preferredReturnRate: 1n, hurdleShareBps: 0n } }, {}, "share"],
    ["a period of a revenue share", TERMS, {}, { period: MONTH }, "debt"],
    ["late interest of a revenue share", TERMS, {}, { lateRate: 1n }, "debt"],
    ["coverage of a revenue share", TERMS, { covenants: { ...KEPT, coverageBps: [1n, 0n, 0n] } }, {}, "coverageBps"],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { origination, curator, act } = await orderedForDebt();
      const terms = await termsOf(form, changes, debt);

      await expect(act(curator, origination, "approve", [terms.form === FORM.RevenueShare ? 1n : CLUSTER, terms]))
        .to.be.revertedWithCustomError(origination, "FacilityOrigination_TermNotForForm")
        .withArgs(encodeBytes32String(field), terms.form);
    });
  }

  for (const [field, tiers] of [
    ["coverageBps", [10_000n, 11_000n, 9_000n]],
    ["priceBps", [9_000n, 8_000n, 8_001n]],
    ["loanToValueBps", [8_000n, 7_999n, 9_000n]],
  ] as const) {
    it(`refuses tiers of ${field} that are not in order`, async () => {
      const { origination, curator, act } = await orderedForDebt();
      const terms = await termsOf(LOAN, { covenants: { ...KEPT, priceLow: usdc("2"), [field]: tiers } });

      await expect(act(curator, origination, "approve", [CLUSTER, terms]))
        .to.be.revertedWithCustomError(origination, "FacilityOrigination_TiersNotInOrder")
        .withArgs(encodeBytes32String(field), ...tiers);
    });
  }

  it("refuses a price band that reports could never reach", async () => {
    const { origination, curator, act } = await orderedForDebt();
    const terms = await termsOf(LOAN, { covenants: { ...KEPT, priceLow: usdc("16.01") } });

    await expect(act(curator, origination, "approve", [CLUSTER, terms]))
      .to.be.revertedWithCustomError(origination, "FacilityOrigination_TermOutOfRange")
      .withArgs(encodeBytes32String("priceLow"), usdc("16.01"), usdc("0.50"), usdc("16"));
  });

  it("refuses rent that does not return the price", async () => {
    const { origination, curator, act } = await orderedForDebt();
    const rent = usdc("140_000") - 1n;

    await expect(act(curator, origination, "approve", [CLUSTER, await termsOf(LEASE, {}, { rent })]))
      .to.be.revertedWithCustomError(origination, "FacilityOrigination_RentTooSmall")
      .withArgs(rent * PAYMENTS + usdc("560_000"), PRINCIPAL);
  });

  it("refuses a rent that is worth its price only at a rate beyond what powers hold", async () => {
    const { origination, curator, act } = await orderedForDebt();
    const terms = await termsOf(LEASE, {}, { rent: PRINCIPAL / 2n, payments: 120n });

    await expect(act(curator, origination, "approve", [CLUSTER, terms]))
      .to.be.revertedWithCustomError(origination, "FacilityOrigination_TermOutOfRange")
      .withArgs(encodeBytes32String("growth"), 2n ** 159n, 0n, 2n ** 159n - 1n);
  });

  it("refuses an implicit rate too small to count, with the least there may be", async () => {
    const { origination, curator, act } = await orderedForDebt();
    const rent = usdc("140_000") + 1n;
    const terms = await termsOf(LEASE, {}, { rent });

    await expect(act(curator, origination, "approve", [CLUSTER, terms]))
      .to.be.revertedWithCustomError(origination, "FacilityOrigination_TermOutOfRange")
      .withArgs(
        encodeBytes32String("rate"),
        implicitGrowth(PRINCIPAL, rent, Number(PAYMENTS), usdc("560_000")),
        ratePerPeriodUp(10n ** 14n, Number(MONTH)),
        2n ** 128n - 1n,
      );
  });

  it("refuses payments that are further apart than interest may vest", async () => {
    const { origination, curator, act } = await orderedForDebt();
    const period = 86n * DAY;

    await expect(act(curator, origination, "approve", [CLUSTER, await termsOf(LOAN, {}, { period })]))
      .to.be.revertedWithCustomError(origination, "FacilityOrigination_DelaysAboveVestingCap")
      .withArgs(91n * DAY, 90n * DAY);
  });

  it("pledges the title of a loan, and keeps that of a lease", async () => {
    for (const form of [LOAN, LEASE]) {
      const { origination, registry, loans, curator, operator, act } = await orderedForDebt();

      const approval = act(curator, origination, "approve", [CLUSTER, await termsOf(form)]);

      if (form === LOAN) await expect(approval).to.emit(registry, "TitlePledged").withArgs(CLUSTER, operator, loans);
      else await expect(approval).not.to.emit(registry, "TitlePledged");
      const owner = form.form === FORM.Loan ? operator : loans;
      expect(await registry.ownerOf(CLUSTER)).to.equal(owner);
      expect(await registry.titleHolderOf(CLUSTER)).to.equal(loans);
      expect(await registry.managerOf(CLUSTER)).to.equal(loans);
    }
  });

  it("pledges it by whom the terms name", async () => {
    const { origination, registry, lens, curator, other, act } = await orderedForDebt();
    await act(curator, origination, "approve", [CLUSTER, await termsOf(LOAN, { operator: other.address })]);

    expect(await registry.operatorOf(CLUSTER)).to.equal(other);
    expect(await registry.ownerOf(CLUSTER)).to.equal(other);
    expect((await lens.facility(CLUSTER)).operator).to.equal(other);
  });

  it("says no salvage: a debt is worth what is outstanding", async () => {
    const { origination, loans, curator, operator, act } = await orderedForDebt();

    const approval = act(curator, origination, "approve", [CLUSTER, await termsOf(LOAN)]);

    await expect(approval)
      .to.emit(origination, "FacilityApproved")
      .withArgs(CLUSTER, operator, loans, anyValue, COST, 0n, LIFE);
  });

  it("plans the payments of the whole amount", async () => {
    const { origination, ledger, loans, curator, act } = await orderedForDebt();
    await act(curator, origination, "approve", [CLUSTER, await termsOf(LOAN)]);
    const { payment } = loanSchedule();

    expect([...(await ledger.debtOf(CLUSTER))]).to.deep.equal([
      PRINCIPAL,
      payment,
      0n,
      ratePerPeriodUp(10n ** 17n, Number(MONTH)),
      0n,
      0n,
      0n,
      MONTH,
      PAYMENTS,
      false,
      0n,
      0n,
      0n,
    ]);
    expect([...(await loans.debtServiceOf(CLUSTER))]).to.deep.equal([payment, MONTH]);
    expect([...(await ledger.owedOf(CLUSTER))], "nothing is claimed before service").to.deep.equal([
      0n,
      0n,
      0n,
      PRINCIPAL,
    ]);
  });

  it("plans a lease's payments at its rent", async () => {
    const { origination, ledger, curator, act } = await orderedForDebt();
    await act(curator, origination, "approve", [CLUSTER, await termsOf(LEASE)]);

    const { payment, finalPayment, growth } = await ledger.debtOf(CLUSTER);
    expect([payment, finalPayment]).to.deep.equal([usdc("180_000"), usdc("560_000")]);
    expect(growth).to.equal(implicitGrowth(PRINCIPAL, usdc("180_000"), Number(PAYMENTS), usdc("560_000")));
  });

  it("reckons its last end from the schedule, not from the hardware's life", async () => {
    const { origination, loans, curator, act } = await orderedForDebt();
    const terms = await termsOf(LOAN);
    await act(curator, origination, "approve", [CLUSTER, terms]);

    // A daily report may take longer, in the longest case, than a payment's period.
    const first = PERIOD + LONGEST_REPORTING;
    const lastEnd =
      terms.inServiceBy + first + GRACE + 7n * DAY + PAYMENTS * MONTH + MARKDOWN + WORKOUT_PERIOD + AUCTION_TIME;
    expect([...(await loans.outlook())]).to.deep.equal([0n, lastEnd]);
  });

  it("tells the covenants what was promised", async () => {
    const { origination, covenants, curator, act } = await orderedForDebt();
    const promised = { ...KEPT, coverageBps: [12_500n, 11_000n, 10_000n], priceLow: usdc("2") };
    await act(curator, origination, "approve", [CLUSTER, await termsOf(LOAN, { covenants: promised })]);

    const { terms, tier } = await covenants.covenantsOf(CLUSTER);
    expect([...terms]).to.deep.equal([3n, 2n, [12_500n, 11_000n, 10_000n], [0n, 0n, 0n], [0n, 0n, 0n], usdc("2")]);
    expect([tier, await covenants.tierOf(CLUSTER), await covenants.priceLowOf(CLUSTER)]).to.deep.equal([
      0n,
      0n,
      usdc("2"),
    ]);
  });

  for (const [what, changes, field, given, least, most] of [
    ["looks back over more than 36 reports", { periods: 37n }, "periods", 37n, 1n, 36n],
    ["cures after no good report", { curePeriods: 0n }, "curePeriods", 0n, 1n, 255n],
    ["tests a price without a band", { priceBps: [1n, 0n, 0n] as const }, "priceLow", 0n, 1n, 2n ** 96n - 1n],
  ] as const) {
    it(`refuses a covenant that ${what}`, async () => {
      const { origination, curator, act } = await orderedForDebt();
      const terms = await termsOf(LOAN, { covenants: { ...KEPT, ...changes } });

      await expect(act(curator, origination, "approve", [CLUSTER, terms]))
        .to.be.revertedWithCustomError(origination, "FacilityOrigination_TermOutOfRange")
        .withArgs(encodeBytes32String(field), given, least, most);
    });
  }
});
