import { expect } from "chai";
import {
  balanceOf,
  debtStory,
  LEASE,
  LOAN,
  loanSchedule,
  PAYMENTS,
  paymentOf,
  PRINCIPAL,
} from "../../support/debts.ts";
import { at, FEE_BPS, GRACE, MONTH, networkHelpers, STATUS } from "../../support/protocol.ts";
import { DAY, usdc } from "../../support/units.ts";

const { time } = networkHelpers;

/** The fee on interest: the profit has been at its highest so far. */
const feeOn = (interest: bigint): bigint => (interest * FEE_BPS) / 10_000n;

describe("FacilityBook.settle, of a loan", () => {
  const schedule = loanSchedule();

  it("begins its schedule with the in-service second, on what has been drawn", async () => {
    const { book, cluster, start } = await debtStory(LOAN);

    const debt = await book.debtOf(cluster);
    expect([debt.principal, debt.payment, debt.finalPayment]).to.deep.equal([PRINCIPAL, schedule.payment, 0n]);
    expect([debt.growth, debt.start, debt.period]).to.deep.equal([schedule.growth, start, MONTH]);
    const facility = await book.facility(cluster);
    expect([facility.value, facility.exitValue]).to.deep.equal([PRINCIPAL, PRINCIPAL]);
    expect(facility.deadline).to.equal(start + MONTH + GRACE);
    expect(facility.wearFrom).to.equal(0n);
  });

  it("is worth what is outstanding, whatever time passes", async () => {
    const { book, vault, cluster, start } = await debtStory(LOAN);
    const before = await vault.entryPrice();
    await time.increaseTo(start + MONTH);

    expect((await book.facility(cluster)).value).to.equal(PRINCIPAL);
    expect(await vault.entryPrice()).to.equal(before);
  });

  it("pays interest, then principal, out of the rent, and the operator what is left", async () => {
    const { book, vault, cluster, report, payIn, settledAt, start } = await debtStory(LOAN);
    const made = await report(1);
    await payIn(cluster, made.gross);
    const { interest, principal } = paymentOf(schedule, 1);
    const fee = feeOn(interest);
    const rest = made.gross - made.energyCost - made.otherOpex - interest - principal;
    const navBefore = (await vault.state()).nav;

    const settling = at(settledAt(1), () => book.settle(cluster));
    await expect(settling)
      .to.emit(book, "Settled")
      .withArgs(
        cluster,
        1n,
        [made.gross, 0n, 0n, made.energyCost, made.otherOpex, interest - fee, principal, 0n, fee, 0n, rest, 0n, 0n, 0n],
        start,
        0n,
        0n,
      );
    await expect(settling).to.emit(book, "DebtPaid").withArgs(cluster, 0n, interest, principal, balanceOf(schedule, 1));

    const state = await vault.state();
    expect(state.value).to.equal(balanceOf(schedule, 1));
    expect(state.nav, "no transaction moves the price").to.equal(navBefore);
    expect(state.locked).to.equal(interest - fee);
  });

  it("vests interest over the period that earned it", async () => {
    const { vault, month, settledAt, start } = await debtStory(LOAN);
    await month(1);
    const { vestsAt } = await vault.state();

    expect(vestsAt).to.be.within(settledAt(1) + (settledAt(1) - start), settledAt(1) + (settledAt(1) - start) + 1n);
  });

  it("follows the schedule to the unit until nothing is outstanding, and hands the title over", async () => {
    const { book, vault, registry, cluster, month, operator } = await debtStory(LOAN, {
      debt: { payments: 6n },
    });
    const short = loanSchedule(PRINCIPAL, 6n);
    const feed = usdc("1_100_000");
    for (let k = 1; k <= 6; ++k) {
      await month(k, { gross: feed + usdc("100_000"), energyCost: usdc("20_000"), otherOpex: usdc("20_000") });
      expect((await book.facility(cluster)).value).to.equal(balanceOf(short, k));
    }

    const facility = await book.facility(cluster);
    expect([facility.status, facility.value, facility.deadline]).to.deep.equal([STATUS.Retired, 0n, 0n]);
    expect(await registry.ownerOf(cluster)).to.equal(operator);
    expect(await registry.pledgeeOf(cluster)).to.equal("0x0000000000000000000000000000000000000000");
    expect((await vault.state()).value).to.equal(0n);
  });

  it("claims a payment from the rent of its own period, before it is due", async () => {
    const { book, cluster, reportAt, payIn, start } = await debtStory(LOAN);
    const made = await reportAt(start + 10n * DAY, cluster, { end: start + 9n * DAY });
    await payIn(cluster, made.gross);
    await at(start + 11n * DAY, () => book.settle(cluster));
    const { interest, principal } = paymentOf(schedule, 1);
    const left = made.gross - made.energyCost - made.otherOpex;

    const debt = await book.debtOf(cluster);
    expect(debt.interestPaid).to.equal(interest);
    expect(debt.principalPaid).to.equal(left - interest);
    expect(left).to.be.below(interest + principal);
    expect((await book.facility(cluster)).deadline).to.equal(start + MONTH + GRACE);
  });

  it("covers what falls short when it is due by the reserve, in a line of its own", async () => {
    const { book, vault, cluster, month, report, settledAt } = await debtStory(LOAN, {
      reserveTarget: usdc("100_000"),
    });
    await month(1);
    const reserve = (await book.facility(cluster)).reserve;
    expect(reserve).to.equal(usdc("100_000"));
    await report(2);
    const { interest, principal } = paymentOf(schedule, 2);
    const navBefore = (await vault.state()).nav;
    const settling = at(settledAt(2), () => book.settle(cluster));

    await expect(settling)
      .to.emit(book, "DebtPaid")
      .withArgs(cluster, 0n, interest, reserve - interest, balanceOf(schedule, 1) - (reserve - interest));
    expect((await book.facility(cluster)).reserve).to.equal(0n);
    const [late, owedInterest, owedPrincipal] = await book.owedOf(cluster);
    const third = paymentOf(schedule, 3);
    expect([late, owedInterest]).to.deep.equal([0n, third.interest]);
    expect(owedPrincipal).to.equal(principal - (reserve - interest) + third.principal);
    // What had been locked vests meanwhile; nothing steps.
    expect((await vault.state()).nav).to.be.greaterThan(navBefore);
  });

  it("is late after the grace of the oldest payment, worn by nothing, and cured by what is due", async () => {
    const { book, vault, cluster, month, report, payIn, lateAt, settledAt } = await debtStory(LOAN);
    await month(1);
    await report(2);
    await at(settledAt(2), () => book.settle(cluster));
    const value = balanceOf(schedule, 1);
    await time.increaseTo(lateAt(2) + 9n * DAY);
    const facility = await book.facility(cluster);
    expect(facility.lateSince).to.equal(lateAt(2));
    expect([facility.value, facility.exitValue]).to.deep.equal([value, (value * 9n) / 10n]);
    const entry = await vault.entryPrice();
    expect(await vault.exitPrice()).to.be.below(entry);

    const { gross } = await report(3);
    await payIn(cluster, gross * 2n);
    await at(settledAt(3) + 2n * DAY, () => book.settle(cluster));
    const cured = await book.facility(cluster);
    expect(cured.lateSince).to.equal(0n);
    expect(cured.value).to.equal(balanceOf(schedule, 3));
    expect(await vault.exitPrice()).to.equal(await vault.entryPrice());
    expect(cured.deadline).to.equal(lateAt(4));
  });
});

describe("FacilityBook.settle, of a lease", () => {
  it("finds the rate at which the rent is worth the price, and amortises by it", async () => {
    const { book, registry, cluster, month } = await debtStory(LEASE);
    const debt = await book.debtOf(cluster);
    const schedule = {
      principal: PRINCIPAL,
      payment: usdc("180_000"),
      finalPayment: usdc("560_000"),
      growth: debt.growth,
      payments: Number(PAYMENTS),
    };
    expect(debt.payment).to.equal(schedule.payment);
    expect(await registry.ownerOf(cluster)).to.equal(await book.getAddress());
    await month(1);
    await month(2);

    expect((await book.facility(cluster)).value).to.equal(balanceOf(schedule, 2));
  });
});
