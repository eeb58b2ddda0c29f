import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { ratePerPeriodUp } from "../../../frontend/src/lib/debt/amortisation.ts";
import { PLAIN_TERMS } from "../../../scripts/lib/plainTerms.ts";
import { FORM, LEASE, LOAN, PAYMENTS, PRINCIPAL } from "../../support/debts.ts";
import { COST, MONTH, now, ordered, TERMS } from "../../support/protocol.ts";
import { DAY, HOUR, usdc } from "../../support/units.ts";

const CLUSTER = 1n;
const { covenants } = PLAIN_TERMS;
const KEPT = { ...covenants, periods: 3n, curePeriods: 2n };

describe("FacilityBook.approve, of a loan or a lease", () => {
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
      const { book, curator, act } = await ordered();

      await expect(act(curator, book, "approve", [CLUSTER, await termsOf(form, {}, debt)]))
        .to.be.revertedWithCustomError(book, "FacilityBook_TermOutOfRange")
        .withArgs(encodeBytes32String(field), given, least, most);
    });
  }

  for (const [what, form, changes, debt, field] of [
    ["rent of a loan", LOAN, {}, { rent: 1n }, "rent"],
    ["a yearly rate of a lease", LEASE, {}, { yearlyRate: 10n ** 17n }, "yearlyRate"],
    ["a preferred part of a loan", LOAN, { share: { preferredRate: 1n, stepShareBps: 0n } }, {}, "share"],
    ["a period of a revenue share", TERMS, {}, { period: MONTH }, "debt"],
    ["late interest of a revenue share", TERMS, {}, { lateRate: 1n }, "debt"],
    ["coverage of a revenue share", TERMS, { covenants: { ...KEPT, coverageBps: [1n, 0n, 0n] } }, {}, "coverageBps"],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { book, curator, act } = await ordered();
      const terms = await termsOf(form, changes, debt);

      await expect(act(curator, book, "approve", [CLUSTER, terms]))
        .to.be.revertedWithCustomError(book, "FacilityBook_TermNotForForm")
        .withArgs(encodeBytes32String(field), terms.form);
    });
  }

  for (const [field, tiers] of [
    ["coverageBps", [10_000n, 11_000n, 9_000n]],
    ["priceBps", [9_000n, 8_000n, 8_001n]],
    ["loanToValueBps", [8_000n, 7_999n, 9_000n]],
  ] as const) {
    it(`refuses tiers of ${field} that are not in order`, async () => {
      const { book, curator, act } = await ordered();
      const terms = await termsOf(LOAN, { covenants: { ...KEPT, priceLow: usdc("2"), [field]: tiers } });

      await expect(act(curator, book, "approve", [CLUSTER, terms]))
        .to.be.revertedWithCustomError(book, "FacilityBook_TiersNotInOrder")
        .withArgs(encodeBytes32String(field), ...tiers);
    });
  }

  it("refuses a price band that reports could never reach", async () => {
    const { book, curator, act } = await ordered();
    const terms = await termsOf(LOAN, { covenants: { ...KEPT, priceLow: usdc("12.01") } });

    await expect(act(curator, book, "approve", [CLUSTER, terms]))
      .to.be.revertedWithCustomError(book, "FacilityBook_TermOutOfRange")
      .withArgs(encodeBytes32String("priceLow"), usdc("12.01"), usdc("0.50"), usdc("12"));
  });

  it("refuses rent that does not return the price", async () => {
    const { book, curator, act } = await ordered();
    const rent = usdc("140_000") - 1n;

    await expect(act(curator, book, "approve", [CLUSTER, await termsOf(LEASE, {}, { rent })]))
      .to.be.revertedWithCustomError(book, "FacilityBook_RentTooSmall")
      .withArgs(rent * PAYMENTS + usdc("560_000"), PRINCIPAL);
  });

  it("refuses an implicit rate too small to count", async () => {
    const { book, curator, act } = await ordered();
    const terms = await termsOf(LEASE, {}, { rent: usdc("140_000") + 1n });

    await expect(act(curator, book, "approve", [CLUSTER, terms])).to.be.revertedWithCustomError(
      book,
      "FacilityBook_TermOutOfRange",
    );
  });

  it("refuses payments that are further apart than interest may vest", async () => {
    const { book, vault, curator, act } = await ordered();
    const period = 86n * DAY;

    await expect(act(curator, book, "approve", [CLUSTER, await termsOf(LOAN, {}, { period })]))
      .to.be.revertedWithCustomError(book, "FacilityBook_DelaysAboveVestingCap")
      .withArgs(91n * DAY, await vault.vestingCap());
  });

  it("pledges the title of a loan, and keeps that of a lease", async () => {
    for (const form of [LOAN, LEASE]) {
      const { book, registry, curator, operator, act } = await ordered();
      await act(curator, book, "approve", [CLUSTER, await termsOf(form)]);

      const owner = form.form === FORM.Loan ? operator : book;
      expect(await registry.ownerOf(CLUSTER)).to.equal(await owner.getAddress());
      expect(await registry.controllerOf(CLUSTER)).to.equal(await book.getAddress());
    }
  });

  it("makes whom the terms name the operator", async () => {
    const { book, registry, curator, other, act } = await ordered();
    await act(curator, book, "approve", [CLUSTER, await termsOf(LOAN, { operator: other.address })]);

    expect(await registry.operatorOf(CLUSTER)).to.equal(other);
    expect(await registry.ownerOf(CLUSTER)).to.equal(other);
    expect((await book.facility(CLUSTER)).operator).to.equal(other);
  });

  it("plans the payments of the whole amount", async () => {
    const { book, curator, act } = await ordered();
    await act(curator, book, "approve", [CLUSTER, await termsOf(LOAN)]);
    const debt = await book.debtOf(CLUSTER);

    expect([debt.principal, debt.payments]).to.deep.equal([PRINCIPAL, PAYMENTS]);
    expect(debt.growth).to.equal(ratePerPeriodUp(10n ** 17n, Number(MONTH)));
    expect(debt.start).to.equal(0n);
    expect([...(await book.owedOf(CLUSTER))], "nothing is claimed before service").to.deep.equal([
      0n,
      0n,
      0n,
      PRINCIPAL,
    ]);
  });
});
